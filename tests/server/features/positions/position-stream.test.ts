import { inflateRawSync } from 'node:zlib';
import { assert, beforeEach, describe, expect, it } from 'vitest';
import {
  decodeFrame,
  readPositionFrame,
  type FrameFix,
  type FrameHeader,
} from '@liaowang/shared/contract/position-frame';
import { createLivePicture, type LivePicture } from '../../../../server/src/features/positions/live-picture.ts';
import {
  STREAM_DEFAULTS,
  createPositionStreams,
  type PositionStreams,
} from '../../../../server/src/features/positions/position-stream.ts';

const NOW_MS = Date.UTC(2026, 10, 23, 8);
type Scope = number | null;

let picture: LivePicture;
let watched: Set<Scope>;
let sent: Array<{ scope: Scope; header: FrameHeader; frame: Uint8Array }>;
let streams: PositionStreams;

function read(frame: Uint8Array) {
  const result = readPositionFrame(
    frame,
    (body, length) => new Uint8Array(inflateRawSync(body, { maxOutputLength: length })),
  );
  if (!result.ok) throw new Error(result.reason);
  return result;
}

/** What a viewer knows after these frames, as [unit, fix time] pairs. */
function applyAll(frames: readonly Uint8Array[]): Array<[number, number]> {
  const announced = new Map<number, FrameFix>();
  for (const frame of frames) {
    const result = read(frame);
    if (result.header.snapshot) announced.clear();
    for (const { unitId, fix } of decodeFrame(result, announced)?.moves ?? []) announced.set(unitId, fix);
  }
  return [...announced]
    .map(([unitId, fix]): [number, number] => [unitId, fix.timeSteps * 100])
    .toSorted(([a], [b]) => a - b);
}

function move(unitId: number, fixTimeMs: number): void {
  picture.applyFix({
    unitId,
    deviceId: `d${unitId}`,
    fixTimeMs,
    receivedAtMs: fixTimeMs,
    late: false,
    lng: 118.35,
    lat: 34.37,
    speedMetersPerSecond: null,
    headingDegrees: null,
    accuracyMeters: null,
    altitudeMeters: null,
    batteryPercent: null,
    charging: null,
    mock: false,
  });
}

beforeEach(() => {
  picture = createLivePicture();
  picture.setUnits(
    [
      [1, 1],
      [2, 2],
      [3, 1],
    ].map(([id, branchId]) => ({
      id: id!,
      branchId: branchId!,
      kind: 'taxi' as const,
      name: { zh: 'x', en: 'x' },
      detectionRangeMeters: 100,
      devices: [],
      version: 1,
    })),
  );
  watched = new Set([null]);
  sent = [];
  streams = createPositionStreams(picture, {
    isWatched: (scope) => watched.has(scope),
    send: (scope, frame) => void sent.push({ scope, frame, header: read(frame).header }),
  });
});

describe('a tick', () => {
  it('sends what moved since the one before, once', () => {
    streams.snapshot(null, NOW_MS);
    move(1, NOW_MS);
    move(1, NOW_MS + 100);
    streams.tick(NOW_MS + 250);
    streams.tick(NOW_MS + 500);
    expect(sent).toHaveLength(1);
    expect(applyAll(sent.map(({ frame }) => frame))).toEqual([[1, NOW_MS + 100]]);
  });

  it('sends nothing while nobody watches', () => {
    watched.clear();
    move(1, NOW_MS);
    streams.tick(NOW_MS + 250);
    expect(sent).toEqual([]);
  });

  it('never moves a marker back', () => {
    streams.snapshot(null, NOW_MS);
    move(1, NOW_MS);
    move(1, NOW_MS - 60_000);
    streams.tick(NOW_MS + 250);
    expect(applyAll(sent.map(({ frame }) => frame))).toEqual([[1, NOW_MS]]);
  });

  it('sends an empty frame when it was quiet for long, so that silence means trouble', () => {
    streams.snapshot(null, NOW_MS);
    move(1, NOW_MS);
    streams.tick(NOW_MS);
    streams.tick(NOW_MS + STREAM_DEFAULTS.heartbeatMs - 1);
    expect(sent).toHaveLength(1);
    streams.tick(NOW_MS + STREAM_DEFAULTS.heartbeatMs);
    expect(sent).toHaveLength(2);
    expect(sent[1]?.header.previousSeq).toBe(sent[0]?.header.seq);
  });
});

describe('a snapshot', () => {
  it('and the frames after it are the whole picture', () => {
    move(1, NOW_MS);
    move(2, NOW_MS);
    streams.tick(NOW_MS);
    const snapshot = streams.snapshot(null, NOW_MS + 100);
    // Not yet announced: it comes with the next frame, and only with it.
    move(3, NOW_MS + 100);
    move(1, NOW_MS + 200);
    streams.tick(NOW_MS + 250);
    expect(sent[0]?.header.previousSeq).toBe(read(snapshot).header.seq);
    expect(applyAll([snapshot, ...sent.map(({ frame }) => frame)])).toEqual([
      [1, NOW_MS + 200],
      [2, NOW_MS],
      [3, NOW_MS + 100],
    ]);
  });

  it('of a branch holds the units of that branch, and its frames too', () => {
    watched.add(1);
    const snapshot = streams.snapshot(1, NOW_MS);
    streams.snapshot(null, NOW_MS);
    for (const unitId of [1, 2, 3]) move(unitId, NOW_MS);
    streams.tick(NOW_MS + 250);
    const framesOf = (scope: Scope) => sent.filter((each) => each.scope === scope).map(({ frame }) => frame);
    expect(applyAll([snapshot, ...framesOf(1)]).map(([unitId]) => unitId)).toEqual([1, 3]);
    expect(applyAll(framesOf(null)).map(([unitId]) => unitId)).toEqual([1, 2, 3]);
  });
});

describe('a hole', () => {
  it('in a branch’s numbers is no missed frame: each names the one it continues', () => {
    watched.add(1);
    streams.snapshot(1, NOW_MS);
    move(1, NOW_MS);
    streams.tick(NOW_MS + 250);
    move(2, NOW_MS);
    streams.tick(NOW_MS + 500);
    move(3, NOW_MS);
    streams.tick(NOW_MS + 750);
    const [first, second] = sent.filter((each) => each.scope === 1);
    expect(second?.header.seq).toBe(first!.header.seq + 2);
    expect(second?.header.previousSeq).toBe(first?.header.seq);
  });

  it('is filled by the frames that were missed', () => {
    const snapshot = streams.snapshot(null, NOW_MS);
    for (let i = 1; i <= 5; i++) {
      move((i % 3) + 1, NOW_MS + i * 250);
      streams.tick(NOW_MS + i * 250);
    }
    const { epoch, seq } = sent[1]!.header;
    const caughtUp = streams.catchUp(null, { epoch, seq }, NOW_MS + 2_000);
    if (caughtUp.kind !== 'replay') throw new Error('no replay');
    expect(caughtUp.frames.map((frame) => read(frame).header.seq)).toEqual(
      sent.slice(2).map(({ header }) => header.seq),
    );
    expect(applyAll([snapshot, sent[0]!.frame, sent[1]!.frame, ...caughtUp.frames])).toEqual(
      applyAll([snapshot, ...sent.map(({ frame }) => frame)]),
    );
  });

  it('of nothing is filled by nothing', () => {
    const { epoch, seq } = read(streams.snapshot(null, NOW_MS)).header;
    expect(streams.catchUp(null, { epoch, seq }, NOW_MS)).toEqual({ kind: 'replay', frames: [] });
  });

  it('longer than what is kept, from the future or of another server is answered with a snapshot', () => {
    const first = read(streams.snapshot(null, NOW_MS)).header;
    for (let i = 1; i <= STREAM_DEFAULTS.replayFrames + 2; i++) {
      move(1, NOW_MS + i * 250);
      streams.tick(NOW_MS + i * 250);
    }
    const { epoch, seq } = sent.at(-1)!.header;
    for (const point of [
      { epoch, seq: first.seq },
      { epoch, seq: seq + 1 },
      { epoch: epoch + 1, seq },
    ]) {
      const caughtUp = streams.catchUp(null, point, NOW_MS);
      assert(caughtUp.kind === 'snapshot');
      expect(read(caughtUp.frame).header).toMatchObject({ snapshot: true, epoch, seq });
    }
  });

  it('made while nobody watched is not bridged by a replay', () => {
    streams.snapshot(null, NOW_MS);
    move(1, NOW_MS);
    streams.tick(NOW_MS);
    const { epoch, seq } = sent[0]!.header;
    watched.clear();
    move(2, NOW_MS + 300);
    streams.tick(NOW_MS + 250);
    watched.add(null);
    const caughtUp = streams.catchUp(null, { epoch, seq }, NOW_MS + 500);
    assert(caughtUp.kind === 'snapshot');
    expect(applyAll([caughtUp.frame])).toEqual([
      [1, NOW_MS],
      [2, NOW_MS + 300],
    ]);
  });
});
