import { parseArgs } from 'node:util';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { REPLAY_FIELDS, type ReplayColumns, type ReplayField } from './replay-file.ts';

export const SIMULATOR_HELP = `Simulated patrols, buses and taxis that speak the OsmAnd protocol to a Liaowang server.

  npm run simulate -- [options]

  --url URL              the server (default http://127.0.0.1:3000)
  --units N              how many units (default 1200; the demo city has 1198)
  --interval SECONDS     time between two fixes of a moving unit, at least 1 (default 5)
  --seed N               which city, the server's own by default (default 1)
  --duration SECONDS     stop after this time (default: at Ctrl-C)
  --sos-every-minutes N  mean time between two calls for help over all units, 0 = never (default 0)

Instead of the city, a recorded file:

  --replay FILE          a CSV of fixes with a header row; times without a zone are UTC
  --columns LIST         which column is what: ${REPLAY_FIELDS.join(', ')}
                         e.g. --columns id=team,time=fix_time_utc,lat=lat,lon=lng (speed in m/s; default
                         time=time,lat=lat,lon=lon; without id all rows are one track)
  --move-to LNG,LAT      move the middle of the tracks here
  --start now            the first fix is now, the others follow; without it fixes keep their own times
  --speed N              N times faster than recorded (default 1)
  --together             all tracks begin at once, whenever they were recorded
  --device-prefix TEXT   put before each id to make the device id
  --device-ids A,B,C     device ids for the tracks in order of appearance; further tracks are left out

A device that the server does not know is left out.`;

export interface ReplayFileOptions {
  file: string;
  columns: ReplayColumns;
  moveTo: LngLat | null;
  startNow: boolean;
  speed: number;
  together: boolean;
  devicePrefix: string;
  deviceIds: string[] | null;
}

export interface SimulatorOptions {
  url: string;
  units: number;
  intervalMs: number;
  seed: number;
  /** Null = until it is stopped. */
  durationMs: number | null;
  sosEveryMinutes: number;
  /** Null = the made-up city. */
  replay: ReplayFileOptions | null;
}

export type ParsedOptions =
  | { kind: 'run'; options: SimulatorOptions }
  | { kind: 'help' }
  | { kind: 'refused'; reason: string };

/** Reads a command line; a wrong one is refused with a sentence that says what is wrong. */
export function parseSimulatorOptions(argv: readonly string[]): ParsedOptions {
  try {
    return readOptions(argv);
  } catch (error) {
    if (error instanceof Error) return { kind: 'refused', reason: error.message };
    throw error;
  }
}

function readOptions(argv: readonly string[]): ParsedOptions {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean', default: false } as const;
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { ...flag, short: 'h' },
      url: text,
      units: text,
      interval: text,
      seed: text,
      duration: text,
      'sos-every-minutes': text,
      replay: text,
      columns: text,
      'move-to': text,
      start: text,
      speed: text,
      together: flag,
      'device-prefix': text,
      'device-ids': text,
    },
  });
  if (values.help) return { kind: 'help' };
  const url = values.url ?? 'http://127.0.0.1:3000';
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) throw new RangeError('--url wants an http or https address');
  if (values.start !== undefined && values.start !== 'now') throw new RangeError('--start knows only now');
  const replay: ReplayFileOptions | null =
    values.replay === undefined
      ? null
      : {
          file: values.replay,
          columns: readColumns(values.columns ?? ''),
          moveTo: values['move-to'] === undefined ? null : readPosition(values['move-to']),
          startNow: values.start === 'now',
          speed: readNumber('speed', values.speed, 1, 0.01),
          together: values.together,
          devicePrefix: values['device-prefix'] ?? '',
          deviceIds: values['device-ids']?.split(',').filter((id) => id !== '') ?? null,
        };
  return {
    kind: 'run',
    options: {
      url,
      units: Math.floor(readNumber('units', values.units, 1_200, 1)),
      intervalMs: readNumber('interval', values.interval, 5, 1) * 1_000,
      seed: Math.floor(readNumber('seed', values.seed, 1, 0)),
      durationMs: values.duration === undefined ? null : readNumber('duration', values.duration, 0, 0) * 1_000,
      sosEveryMinutes: readNumber('sos-every-minutes', values['sos-every-minutes'], 0, 0),
      replay,
    },
  };
}

function readNumber(name: string, text: string | undefined, fallback: number, minimum: number): number {
  if (text === undefined) return fallback;
  const value = text.trim() === '' ? NaN : Number(text);
  if (!Number.isFinite(value) || value < minimum)
    throw new RangeError(`--${name} wants a number of at least ${minimum}, not "${text}"`);
  return value;
}

function readPosition(text: string): LngLat {
  const [lng = NaN, lat = NaN, ...rest] = text.split(',').map(Number);
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90) || rest.length > 0)
    throw new RangeError('--move-to wants lng,lat in degrees');
  return [lng, lat];
}

function readColumns(text: string): ReplayColumns {
  const columns: ReplayColumns = {};
  for (const pair of text.split(',').filter((part) => part !== '')) {
    const [field = '', column = ''] = pair.split('=');
    if (!REPLAY_FIELDS.includes(field as ReplayField) || column === '') {
      throw new RangeError(`--columns wants field=column pairs of ${REPLAY_FIELDS.join(', ')}, not "${pair}"`);
    }
    columns[field as ReplayField] = column;
  }
  return columns;
}
