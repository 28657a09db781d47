import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createReplay, type ReplayOptions } from '../../../../data/demo/simulator/replay.ts';
import { readReplayFile, type RecordedTrack } from '../../../../data/demo/simulator/replay-file.ts';

/** Made up, in the column layout of a patrol export: rows out of order, one without a time. */
const csv = readFileSync(new URL('../../../fixtures/replay-patrols.csv', import.meta.url), 'utf8');
const columns = { id: 'team', time: 'fix_time_utc', lat: 'lat', lon: 'lng' };

function readTracks(): RecordedTrack[] {
  const read = readReplayFile(csv, columns);
  if (!read.ok) throw new Error(read.reason);
  return read.tracks;
}

describe('readReplayFile', () => {
  it('sorts fixes into tracks, oldest first, and counts the rows it cannot use', () => {
    const read = readReplayFile(csv, columns);
    expect(read).toMatchObject({ ok: true, skippedRows: 1 });
    expect(
      readTracks().map(({ subject, fixes }) => [subject, fixes.map(({ timeMs }) => new Date(timeMs).toISOString())]),
    ).toEqual([
      ['Team_A', ['2024-01-01T05:00:00.571Z', '2024-01-01T05:00:20.000Z', '2024-01-01T05:00:30.000Z']],
      ['Team_B', ['2024-01-01T05:00:40.000Z', '2024-01-01T05:01:40.000Z']],
    ]);
  });

  it('reads quoted headers, times without a zone as UTC, and the other readings', () => {
    const bus =
      '"vehicle_id","timestamp","latitude","longitude","bearing"\n"4716","2026-01-26 15:57:02",53.44451,-2.925173,\n"4716","2026-01-26 15:57:24",53.445026,-2.923543,53\n';
    const read = readReplayFile(bus, {
      id: 'vehicle_id',
      time: 'timestamp',
      lat: 'latitude',
      lon: 'longitude',
      heading: 'bearing',
    });
    expect(read).toMatchObject({
      tracks: [
        {
          subject: '4716',
          fixes: [{ timeMs: Date.UTC(2026, 0, 26, 15, 57, 2), headingDegrees: null }, { headingDegrees: 53 }],
        },
      ],
    });
  });

  it.each(['1755850000', '1755850000000', '2025-08-22T08:06:40Z', '2025-08-22T16:06:40+08:00', '2025-08-22 08:06:40'])(
    'reads the time %s',
    (time) => {
      expect(readReplayFile(`time,lat,lon\n${time},1,2\n`, {})).toMatchObject({
        tracks: [{ subject: 'track', fixes: [{ timeMs: 1_755_850_000_000 }] }],
      });
    },
  );

  it('refuses a file without the columns, naming those it has, and one without usable rows', () => {
    expect(readReplayFile(csv, {})).toEqual({
      ok: false,
      reason: expect.stringMatching(/no column time, lon; it has patrol_id, team/),
    });
    expect(readReplayFile('time,lat,lon\nnever,1,2\n2025-08-22,91,2\n', {})).toMatchObject({ ok: false });
  });
});

describe('createReplay', () => {
  const startMs = Date.parse('2026-11-23T08:00:00Z');
  const options: ReplayOptions = {
    tracks: readTracks(),
    startMs,
    speed: 1,
    shiftTimes: true,
    together: false,
    moveTo: null,
    devicePrefix: '',
    deviceIds: null,
  };

  it('sends at the recorded pace, with times from now on', () => {
    const replay = createReplay(options);
    expect(replay.advance(startMs).map(({ deviceId, fixTimeMs }) => [deviceId, fixTimeMs])).toEqual([
      ['Team_A', startMs],
    ]);
    expect(replay.advance(startMs + 19_000)).toEqual([]);
    const rest = replay.advance(startMs + 40_000);
    expect(rest.map(({ deviceId, fixTimeMs }) => [deviceId, fixTimeMs - startMs])).toEqual([
      ['Team_A', 19_000],
      ['Team_A', 29_000],
      ['Team_B', 39_000],
    ]);
    expect(replay.isFinished()).toBe(false);
    expect(replay.advance(startMs + 100_000)).toHaveLength(1);
    expect(replay.isFinished()).toBe(true);
  });

  it('goes faster, keeps the recorded times, or begins all tracks together', () => {
    expect(createReplay({ ...options, speed: 10 }).advance(startMs + 10_000)).toHaveLength(5);
    const kept = createReplay({ ...options, shiftTimes: false }).advance(startMs + 200_000);
    expect(kept[0]!.fixTimeMs).toBe(Date.parse('2024-01-01T05:00:00Z'));
    const together = createReplay({ ...options, together: true }).advance(startMs);
    expect(together.map(({ deviceId }) => deviceId)).toEqual(['Team_A', 'Team_B']);
  });

  it('moves the middle of the tracks to a place and keeps distances on the ground', () => {
    const moved = createReplay({ ...options, moveTo: [118.35, 34.37] }).advance(startMs + 200_000);
    const lngs = moved.flatMap(({ lng }) => lng ?? []);
    const lats = moved.flatMap(({ lat }) => lat ?? []);
    expect((Math.min(...lngs) + Math.max(...lngs)) / 2).toBeCloseTo(118.35, 5);
    expect((Math.min(...lats) + Math.max(...lats)) / 2).toBeCloseTo(34.37, 5);
    const eastWestMeters = (Math.max(...lngs) - Math.min(...lngs)) * Math.cos((34.37 * Math.PI) / 180);
    expect(eastWestMeters).toBeCloseTo(0.011 * Math.cos((1.6145 * Math.PI) / 180), 5);
  });

  it('names devices with a prefix, or by the ids given; tracks beyond those are left out', () => {
    expect(createReplay({ ...options, devicePrefix: 'r-' }).advance(startMs)[0]!.deviceId).toBe('r-Team_A');
    const mapped = createReplay({ ...options, deviceIds: ['demo-foot-001'] });
    expect(mapped.deviceCount).toBe(1);
    expect(new Set(mapped.advance(startMs + 200_000).map(({ deviceId }) => deviceId))).toEqual(
      new Set(['demo-foot-001']),
    );
  });

  it('sends nothing more of a device that was removed', () => {
    const replay = createReplay(options);
    replay.remove('Team_A');
    expect(new Set(replay.advance(startMs + 200_000).map(({ deviceId }) => deviceId))).toEqual(new Set(['Team_B']));
  });
});
