import Papa from 'papaparse';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';

/** One row of a file of fixes: WGS-84, SI units; null = no such column, or nothing in it. */
export interface RecordedFix {
  timeMs: number;
  lng: number;
  lat: number;
  speedMetersPerSecond: number | null;
  headingDegrees: number | null;
  accuracyMeters: number | null;
  batteryPercent: number | null;
}

/** The fixes of one subject, oldest first. */
export interface RecordedTrack {
  subject: string;
  fixes: RecordedFix[];
}

export const REPLAY_FIELDS = ['id', 'time', 'lat', 'lon', 'speed', 'heading', 'accuracy', 'battery'] as const;
export type ReplayField = (typeof REPLAY_FIELDS)[number];
/** Which column of the file holds a field. */
export type ReplayColumns = Partial<Record<ReplayField, string>>;

export type ReplayFile = { ok: true; tracks: RecordedTrack[]; skippedRows: number } | { ok: false; reason: string };

const DEFAULT_COLUMNS = { time: 'time', lat: 'lat', lon: 'lon' } as const;

/**
 * Reads a CSV of fixes with a header row. Without an `id` column all rows are one subject. Times may be ISO 8601,
 * `yyyy-MM-dd HH:mm:ss` (taken as UTC), or epoch seconds or milliseconds. Rows without a valid time or position are
 * counted and left out; a missing column is a refusal that names the columns there are.
 */
export function readReplayFile(csv: string, columns: ReplayColumns): ReplayFile {
  const { data, meta } = Papa.parse<Record<string, string>>(csv, { header: true, skipEmptyLines: true });
  const present = meta.fields ?? [];
  const wanted: ReplayColumns = { ...DEFAULT_COLUMNS, ...columns };
  const missing = Object.values(wanted).filter((name) => !present.includes(name));
  if (missing.length > 0) {
    return {
      ok: false,
      reason: `The file has no column ${missing.join(', ')}; it has ${present.join(', ')}. Name them with --columns.`,
    };
  }
  const numberIn = (row: Record<string, string>, field: ReplayField): number | null => {
    const text = wanted[field] === undefined ? '' : (row[wanted[field]] ?? '').trim();
    const value = text === '' ? NaN : Number(text);
    return Number.isFinite(value) ? value : null;
  };

  const tracks = new Map<string, RecordedTrack>();
  let skippedRows = 0;
  for (const row of data) {
    const timeMs = parseTime(row[wanted.time!] ?? '');
    const lng = numberIn(row, 'lon');
    const lat = numberIn(row, 'lat');
    if (timeMs === null || lng === null || lat === null || Math.abs(lng) > 180 || Math.abs(lat) > 90) {
      skippedRows++;
      continue;
    }
    const subject = wanted.id === undefined ? 'track' : (row[wanted.id] ?? '');
    let track = tracks.get(subject);
    if (track === undefined) tracks.set(subject, (track = { subject, fixes: [] }));
    track.fixes.push({
      timeMs,
      lng,
      lat,
      speedMetersPerSecond: numberIn(row, 'speed'),
      headingDegrees: numberIn(row, 'heading'),
      accuracyMeters: numberIn(row, 'accuracy'),
      batteryPercent: numberIn(row, 'battery'),
    });
  }
  if (tracks.size === 0) return { ok: false, reason: `None of the ${data.length} rows has a valid time and position.` };
  for (const track of tracks.values()) track.fixes.sort((a, b) => a.timeMs - b.timeMs);
  return { ok: true, tracks: [...tracks.values()], skippedRows };
}

/** Epoch milliseconds of a time as files write it, or null. */
function parseTime(text: string): number | null {
  const trimmed = text.trim();
  if (/^\d+(\.\d+)?$/.test(trimmed)) {
    const value = Number(trimmed);
    // Seconds until the year 5138, milliseconds from 1973.
    return value < 1e11 ? value * 1_000 : value;
  }
  const iso = trimmed.replace(' ', 'T');
  const hasZone = /(Z|[+-]\d\d:?\d\d)$/i.test(iso);
  const timeMs = parseInstant(hasZone ? iso : `${iso}Z`);
  return Number.isNaN(timeMs) ? null : timeMs;
}
