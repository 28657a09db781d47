import { useTranslation } from 'react-i18next';
import { formatClock, formatDuration } from '../lib/format.ts';
import { usePermission } from '../lib/permission.store.ts';
import { serverClock } from '../lib/server-clock.ts';
import { useServerStatus } from '../lib/server-status.store.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { useLanguage } from '../lib/use-language.ts';
import { useNow } from '../lib/use-now.ts';
import { useLiveStatus } from '../live/live-status.store.ts';
import styles from './banners.module.css';

/** Shorter interruptions mend themselves before anybody has read about them. */
const OFFLINE_SHOWN_AFTER_MS = 2_000;

/** What is wrong right now and since when: database, server, link. The gravest only. */
export function Banners() {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  useNow();
  const nowMs = performance.now();
  const { link, since, lastFrameAtMs, database, serverClockBehindSeconds } = useLiveStatus();
  const { status, sinceMs } = useServerStatus();
  const mayViewLive = usePermission('live:view');

  const clockAt = (atMs: number): string => formatClock(serverClock.toServerMs(atMs), timeZone);
  const text = () => {
    if (database === 'down' || status === 'database-down') return t('banner.databaseDown');
    if (database === 'full' || status === 'database-full') return t('banner.databaseFull');
    if (mayViewLive && link === 'offline' && nowMs - since > OFFLINE_SHOWN_AFTER_MS)
      return t('banner.offline', { time: clockAt(lastFrameAtMs ?? since) });
    if (serverClockBehindSeconds !== null)
      return t(serverClockBehindSeconds > 0 ? 'banner.clockBehind' : 'banner.clockAhead', {
        duration: formatDuration(Math.abs(serverClockBehindSeconds) * 1_000, language),
      });
    if (status === 'unreachable') return t('banner.serverUnreachable', { time: clockAt(sinceMs) });
    if (mayViewLive && link === 'late' && lastFrameAtMs !== null)
      return t('banner.late', { duration: formatDuration(nowMs - lastFrameAtMs, language) });
    return null;
  };
  const shown = text();
  return (
    <div role="status" aria-live="polite">
      {shown && <div className={styles.banner}>{shown}</div>}
    </div>
  );
}
