import { useTranslation } from 'react-i18next';
import { formatClock, formatShortAge } from '../lib/format.ts';
import { serverClock } from '../lib/server-clock.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { useLanguage } from '../lib/use-language.ts';
import { useNow } from '../lib/use-now.ts';
import { useLiveStatus } from '../live/live-status.store.ts';
import styles from './link-health.module.css';

/** Whether we are connected, and how old the last frame is: one glance. */
export function LinkHealth() {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  useNow();
  const { link, since, lastFrameAtMs } = useLiveStatus();
  // Read at the moment of drawing: the shared clock may lag a frame by up to a second.
  const age = lastFrameAtMs === null ? null : formatShortAge(performance.now() - lastFrameAtMs, language);
  const detail =
    link === 'offline' ? t('link.since', { time: formatClock(serverClock.toServerMs(since), timeZone) }) : age;
  return (
    <span
      className={styles.health}
      data-link={link}
      role="status"
      aria-live={link === 'offline' ? 'assertive' : 'off'}
      title={age === null ? undefined : t('link.age', { age })}
    >
      <i aria-hidden="true" />
      <span className={styles.word}>{t(`link.${link}`)}</span>
      {detail && <span className={styles.detail}>{detail}</span>}
    </span>
  );
}
