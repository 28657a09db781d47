import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { WIRE_FORMS, type FixSource, type OutgoingFix } from './fix-source.ts';
import type { RecordedFix, RecordedTrack } from './replay-file.ts';

export interface ReplayOptions {
  tracks: readonly RecordedTrack[];
  /** When the replay begins, epoch milliseconds. */
  startMs: number;
  /** How many times faster than it was recorded. */
  speed: number;
  /** True: fixes get the time at which they are sent. False: they keep their own. */
  shiftTimes: boolean;
  /** True: all tracks begin at once, whenever they were recorded. */
  together: boolean;
  /** Moves the centre of all tracks here; null = leaves them where they are. */
  moveTo: LngLat | null;
  /** Put before a subject's name to make its device's id. */
  devicePrefix: string;
  /** Ids for the subjects in order of appearance, instead of their names; subjects beyond them are left out. */
  deviceIds: readonly string[] | null;
}

interface TimedFix {
  sendAtMs: number;
  fix: OutgoingFix;
}

/** Plays recorded tracks again, as devices that send them over the wire. */
export function createReplay(options: ReplayOptions): FixSource {
  const { tracks, deviceIds, devicePrefix, moveTo } = options;
  const used = deviceIds === null ? tracks : tracks.slice(0, deviceIds.length);
  const move = moveTo === null ? ([lng, lat]: LngLat): LngLat => [lng, lat] : createMove(used, moveTo);
  const firstMs = findFirstMs(used);
  const devices = new Set<string>();
  const timeline: TimedFix[] = [];
  used.forEach((track, index) => {
    const deviceId = deviceIds?.[index] ?? `${devicePrefix}${track.subject}`;
    devices.add(deviceId);
    timeline.push(...timeTrack(track, deviceId, WIRE_FORMS[index % WIRE_FORMS.length]!, firstMs, move, options));
  });
  timeline.sort((a, b) => a.sendAtMs - b.sendAtMs);
  let at = 0;
  return {
    get deviceCount() {
      return devices.size;
    },
    advance(nowMs) {
      const due: OutgoingFix[] = [];
      for (; at < timeline.length && timeline[at]!.sendAtMs <= nowMs; at++) {
        if (devices.has(timeline[at]!.fix.deviceId)) due.push(timeline[at]!.fix);
      }
      return due;
    },
    remove(deviceId) {
      devices.delete(deviceId);
    },
    isFinished: () => at >= timeline.length || devices.size === 0,
  };
}

/** When each fix of a track is sent and what it says; never two in one second, which the wire could not tell apart. */
function timeTrack(
  track: RecordedTrack,
  deviceId: string,
  wireForm: OutgoingFix['wireForm'],
  firstMs: number,
  move: (position: LngLat) => LngLat,
  { startMs, speed, shiftTimes, together }: ReplayOptions,
): TimedFix[] {
  const originMs = together ? track.fixes[0]!.timeMs : firstMs;
  const timed: TimedFix[] = [];
  let lastFixTimeMs = -Infinity;
  for (const recorded of track.fixes) {
    const sendAtMs = startMs + (recorded.timeMs - originMs) / speed;
    const fixTimeMs = Math.floor((shiftTimes ? sendAtMs : recorded.timeMs) / 1_000) * 1_000;
    if (fixTimeMs === lastFixTimeMs) continue;
    lastFixTimeMs = fixTimeMs;
    timed.push({ sendAtMs, fix: toOutgoingFix(recorded, deviceId, wireForm, fixTimeMs, move) });
  }
  return timed;
}

function toOutgoingFix(
  recorded: RecordedFix,
  deviceId: string,
  wireForm: OutgoingFix['wireForm'],
  fixTimeMs: number,
  move: (position: LngLat) => LngLat,
): OutgoingFix {
  const [lng, lat] = move([recorded.lng, recorded.lat]);
  const { speedMetersPerSecond, headingDegrees, accuracyMeters, batteryPercent } = recorded;
  return {
    deviceId,
    wireForm,
    fixTimeMs,
    lng,
    lat,
    speedMetersPerSecond,
    headingDegrees,
    accuracyMeters,
    altitudeMeters: null,
    batteryPercent,
    charging: null,
    alarm: null,
  };
}

function findFirstMs(tracks: readonly RecordedTrack[]): number {
  return tracks.reduce((first, track) => Math.min(first, track.fixes[0]!.timeMs), Infinity);
}

/** Moves the middle of the tracks' bounding box to a place; distances on the ground are kept. */
function createMove(tracks: readonly RecordedTrack[], [toLng, toLat]: LngLat): (position: LngLat) => LngLat {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { lng, lat } of tracks.flatMap((track) => track.fixes)) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const fromLng = (west + east) / 2;
  const fromLat = (south + north) / 2;
  // A degree of longitude is shorter the farther from the equator.
  const stretch = Math.cos((fromLat * Math.PI) / 180) / Math.cos((toLat * Math.PI) / 180);
  const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;
  return ([lng, lat]) => [round(toLng + (lng - fromLng) * stretch), round(toLat + lat - fromLat)];
}
