import { useTranslation } from 'react-i18next';
import { useJurisdiction } from '../entities/places/places.api.ts';
import { formatClock, formatDate, formatDuration } from '../lib/format.ts';
import { findComputerAheadMs } from '../lib/server-clock.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../lib/use-language.ts';
import { useNow } from '../lib/use-now.ts';
import styles from './city-clock.module.css';

/** More than a slow answer can feign: requests are given up after 20 s. */
const CLOCK_OFF_FROM_MS = 30_000;

/** Said no finer than this, so that it does not flicker: below two minutes, and from there on. */
const STEP_MS = { fine: 10_000, coarse: 60_000, coarseFrom: 120_000 };

/** How far a clock is off, in steps. */
function roundClockError(errorMs: number): number {
  const stepMs = errorMs < STEP_MS.coarseFrom ? STEP_MS.fine : STEP_MS.coarse;
  return Math.round(errorMs / stepMs) * stepMs;
}

/** By how much this computer's clock is wrong, where that is much. On phones the bar has no room for it: there it stands below. */
export function ClockNotice({ place }: { place: 'bar' | 'below' }) {
  const { t } = useTranslation();
  const language = useLanguage();
  useNow();
  const aheadMs = findComputerAheadMs() ?? 0;
  if (Math.abs(aheadMs) <= CLOCK_OFF_FROM_MS) return null;
  return (
    <small className={styles.off} data-place={place} role="note" title={t('topBar.clockOffHint')}>
      {t(aheadMs > 0 ? 'topBar.clockAhead' : 'topBar.clockBehind', {
        duration: formatDuration(roundClockError(Math.abs(aheadMs)), language),
      })}
    </small>
  );
}

/** The city's time by the server's clock. */
export function CityClock() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const nowMs = useNow();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const jurisdiction = useJurisdiction().data;
  return (
    <>
      <time
        className={styles.clock}
        title={t('topBar.clock', { city: jurisdiction ? localName(jurisdiction.name) : timeZone })}
      >
        <span className={styles.date}>{formatDate(nowMs, timeZone)}</span> <b>{formatClock(nowMs, timeZone)}</b>
      </time>
      <ClockNotice place="bar" />
    </>
  );
}
