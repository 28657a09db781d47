/** Languages the page speaks; Chinese first. */
export const LANGUAGES = ['zh-CN', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What is shown where a figure is not known. */
export const UNKNOWN = '—';

const UNIT_WORDS: Record<Language, { day: string; hour: string; minute: string; second: string; hectare: string }> = {
  'zh-CN': { day: '天', hour: '小时', minute: '分', second: '秒', hectare: '公顷' },
  en: { day: 'd', hour: 'h', minute: 'min', second: 's', hectare: 'ha' },
};

const SQUARE_METERS_PER_HECTARE = 10_000;
const SQUARE_METERS_PER_KM2 = 1_000_000;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** Making an Intl formatter costs more than using it, and clocks use theirs each second. */
function findFormatter(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone}|${Object.keys(options).join()}`;
  let formatter = formatters.get(key);
  if (!formatter) {
    // Swedish writes dates as ISO 8601 does.
    formatter = new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', ...options });
    formatters.set(key, formatter);
  }
  return formatter;
}

/** `14:22:47` in the city's time zone. */
export function formatClock(timeMs: number, timeZone: string): string {
  return findFormatter(timeZone, { hour: '2-digit', minute: '2-digit', second: '2-digit' }).format(timeMs);
}

/** `2026-11-23` in the city's time zone. */
export function formatDate(timeMs: number, timeZone: string): string {
  return findFormatter(timeZone, { year: 'numeric', month: '2-digit', day: '2-digit' }).format(timeMs);
}

/** The clock alone for today, `2026-11-22 23:58` for any other day. */
export function formatMoment(timeMs: number, nowMs: number, timeZone: string): string {
  const date = formatDate(timeMs, timeZone);
  const clock = formatClock(timeMs, timeZone);
  return date === formatDate(nowMs, timeZone) ? clock : `${date} ${clock.slice(0, 5)}`;
}

/** The two largest parts of a duration, e.g. `2 分 10 秒`, `3 h 5 min`; negative ones count as none. */
export function formatDuration(durationMs: number, language: Language): string {
  const words = UNIT_WORDS[language];
  const seconds = Math.max(0, Math.round(durationMs / 1000));
  const parts: Array<[number, string]> = [
    [Math.floor(seconds / 86_400), words.day],
    [Math.floor(seconds / 3600) % 24, words.hour],
    [Math.floor(seconds / 60) % 60, words.minute],
    [seconds % 60, words.second],
  ];
  const first = parts.findIndex(([amount]) => amount > 0);
  if (first === -1) return `0 ${words.second}`;
  return parts
    .slice(first, first + 2)
    .filter(([amount]) => amount > 0)
    .map(([amount, word]) => `${amount} ${word}`)
    .join(' ');
}

/** Seconds with one decimal below ten (`0.3 s`), else as {@link formatDuration}. */
export function formatShortAge(ageMs: number, language: Language): string {
  return ageMs < 9_950
    ? `${(Math.max(0, ageMs) / 1000).toFixed(1)} ${UNIT_WORDS[language].second}`
    : formatDuration(ageMs, language);
}

/** Square metres below a tenth of a hectare; hectares below 1 km², with one decimal below ten; then km². */
export function formatArea(areaSquareMeters: number, language: Language): string {
  if (areaSquareMeters >= SQUARE_METERS_PER_KM2) {
    const km2 = areaSquareMeters / SQUARE_METERS_PER_KM2;
    return `${formatNumber(km2, km2 < 10 ? 2 : km2 < 100 ? 1 : 0)} km²`;
  }
  if (areaSquareMeters < SQUARE_METERS_PER_HECTARE / 10) return `${formatNumber(areaSquareMeters)} m²`;
  const hectares = areaSquareMeters / SQUARE_METERS_PER_HECTARE;
  return `${formatNumber(hectares, hectares < 9.95 ? 1 : 0)} ${UNIT_WORDS[language].hectare}`;
}

/** Metres below 1 km, then km with one decimal below ten where it is not zero. */
export function formatDistance(distanceMeters: number): string {
  if (distanceMeters < 999.5) return `${Math.round(distanceMeters)} m`;
  const kilometers = distanceMeters / 1000;
  return `${formatNumber(kilometers, kilometers < 9.95 ? 1 : 0).replace(/\.0$/, '')} km`;
}

/** Metres per second as `32 km/h`. */
export function formatSpeed(speedMetersPerSecond: number): string {
  return `${Math.round(speedMetersPerSecond * 3.6)} km/h`;
}

/** A share of 0–1 as `71.4%`. Never rounds up to a full 100%: that would hide the last gap. */
export function formatShare(share: number): string {
  const tenths = share >= 1 ? 1000 : Math.min(999, Math.round(share * 1000));
  return `${(tenths / 10).toFixed(1)}%`;
}

/** A share of land as `1.2%`; its first digit where a percent is mostly zero, `0.004%`. */
export function formatAreaShare(share: number): string {
  return share > 0 && share < 0.001
    ? `${(share * 100).toLocaleString('en-US', { maximumSignificantDigits: 1 })}%`
    : formatShare(share);
}

/** A number with grouped thousands, e.g. `1,161`. */
export function formatNumber(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** `07:30` of a minute of the day; the day's end is `24:00`. */
export function formatMinuteOfDay(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** `118.35421°E 34.36952°N`: five decimals are about a metre. */
export function formatLngLat([lng, lat]: readonly [number, number]): string {
  return `${Math.abs(lng).toFixed(5)}°${lng < 0 ? 'W' : 'E'} ${Math.abs(lat).toFixed(5)}°${lat < 0 ? 'S' : 'N'}`;
}

/** Compass point (0 = north … 7 = north-west) of a heading in degrees. */
export function findCompassPoint(headingDegrees: number): number {
  return Math.round((((headingDegrees % 360) + 360) % 360) / 45) % 8;
}
