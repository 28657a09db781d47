const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Half-open, epoch milliseconds. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

/**
 * The stretches of a window that fall into the local hours `[startHour, endHour)` of the given weekdays (1 = Monday,
 * null = all), in order. `endHour < startHour` runs past midnight, the hours after it belonging to the day on which they
 * began; 0–24 is all day; `startHour === endHour` is never. Stretches that touch are one.
 */
export function findStretches({
  fromMs,
  toMs,
  weekdays,
  startHour,
  endHour,
  timeZone,
}: {
  fromMs: number;
  toMs: number;
  weekdays: readonly number[] | null;
  startHour: number;
  endHour: number;
  timeZone: string;
}): Stretch[] {
  const stretches: Stretch[] = [];
  const findLocal = createLocalClock(timeZone);
  for (let atMs = fromMs; atMs < toMs;) {
    const { minute, weekday } = findLocal(atMs);
    const hour = Math.floor(minute / 60);
    const nextMs = Math.min(toMs, Math.floor(atMs / MINUTE_MS) * MINUTE_MS + (60 - (minute % 60)) * MINUTE_MS);
    const isPastMidnight = endHour < startHour && hour < endHour;
    const isInHours = endHour < startHour ? hour >= startHour || isPastMidnight : hour >= startHour && hour < endHour;
    if (
      isInHours &&
      (weekdays === null || weekdays.includes(isPastMidnight ? findLocal(atMs - DAY_MS).weekday : weekday))
    ) {
      const last = stretches.at(-1);
      if (last?.toMs === atMs) last.toMs = nextMs;
      else stretches.push({ fromMs: atMs, toMs: nextMs });
    }
    atMs = nextMs;
  }
  return stretches;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Minute of the local day (0–1439) and weekday (1 = Monday) of instants, for many of them: making the clock is what takes time. */
export function createLocalClock(timeZone: string): (atMs: number) => { minute: number; weekday: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  return (atMs) => {
    const parts = format.formatToParts(atMs);
    const valueOf = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
    return {
      minute: Number(valueOf('hour')) * 60 + Number(valueOf('minute')),
      weekday: WEEKDAYS.indexOf(valueOf('weekday')) + 1,
    };
  };
}

/** A part of one UTC hour, in whole seconds from its start. */
export interface HourSlice {
  hourMs: number;
  fromSecond: number;
  toSecond: number;
}

/** A stretch cut at UTC hours; its ends are cut to whole seconds. */
export function sliceByHours({ fromMs, toMs }: Stretch): HourSlice[] {
  const slices: HourSlice[] = [];
  const endMs = Math.floor(toMs / 1_000) * 1_000;
  for (let atMs = Math.floor(fromMs / 1_000) * 1_000; atMs < endMs;) {
    const hourMs = Math.floor(atMs / HOUR_MS) * HOUR_MS;
    const nextMs = Math.min(endMs, hourMs + HOUR_MS);
    slices.push({ hourMs, fromSecond: (atMs - hourMs) / 1_000, toSecond: (nextMs - hourMs) / 1_000 });
    atMs = nextMs;
  }
  return slices;
}

/** Whether a slice is its whole hour. */
export const isWholeHour = ({ fromSecond, toSecond }: HourSlice): boolean =>
  fromSecond === 0 && toSecond === HOUR_MS / 1_000;
