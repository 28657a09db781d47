import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { DEFAULT_METHODS } from '../../../../client/src/features/zones/finding-method.ts';
import { createZonesResponder } from '../../../../client/src/features/zones/zones-responder.ts';
import {
  ABANDON_AFTER_MS,
  createZonesSession,
  type ZonesPort,
} from '../../../../client/src/features/zones/zones-session.ts';
import type { ZonesAnswer, ZonesQuestion, ZonesRequest } from '../../../../client/src/features/zones/zones.messages.ts';

const DAY_MS = 86_400_000;
const TO_MS = Date.parse('2026-11-25T00:00:00Z');
const FROM_MS = TO_MS - 90 * DAY_MS;
const CENTER: [number, number] = [118.35, 34.37];
/** About 18 km by 22 km. */
const study = {
  center: CENTER,
  boundary: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [118.25, 34.27],
        [118.45, 34.27],
        [118.45, 34.47],
        [118.25, 34.47],
        [118.25, 34.27],
      ] as [number, number][],
    ],
  },
};

/** Incidents of which half lie around one place and the others anywhere. */
function createIncidents(count: number): IncidentColumns {
  const random = createRandom(7);
  const isNear = (i: number): boolean => i % 2 === 0;
  return {
    ids: Int32Array.from({ length: count }, (_, i) => i + 1),
    lngs: Float64Array.from({ length: count }, (_, i) =>
      isNear(i) ? 118.32 + random() * 0.004 : 118.25 + random() * 0.2,
    ),
    lats: Float64Array.from({ length: count }, (_, i) =>
      isNear(i) ? 34.4 + random() * 0.004 : 34.27 + random() * 0.2,
    ),
    timesMs: Float64Array.from({ length: count }, (_, i) => FROM_MS + ((TO_MS - FROM_MS) * (i + random())) / count),
    categories: new Uint8Array(count),
    severities: new Uint8Array(count),
    sources: new Uint8Array(count),
    kinds: new Uint16Array(count),
    categoryNodes: TOP_CATEGORIES,
    precisions: new Uint8Array(count),
    spansMinutes: new Uint32Array(count),
  };
}
const columns = createIncidents(600);
const everyIndex = Int32Array.from(columns.ids, (_, i) => i);
const ask = (id: number, more: Partial<ZonesQuestion> = {}): ZonesQuestion => ({
  id,
  matched: everyIndex,
  others: new Int32Array(0),
  method: DEFAULT_METHODS.density,
  window: { fromMs: FROM_MS, toMs: TO_MS },
  nowMs: TO_MS,
  wantsSensitivity: false,
  countsGrid: { shape: 'square', cellMeters: 250 },
  ...more,
});

/** The worker's end, prepared; returns what it answers to a question. */
function createPrepared(): (question: ZonesQuestion) => ZonesAnswer[] {
  let answers: ZonesAnswer[] = [];
  const respond = createZonesResponder(
    (answer) => answers.push(answer),
    () => 0,
  );
  respond({ kind: 'study', study });
  respond({ kind: 'incidents', columns });
  return (question) => {
    answers = [];
    respond({ kind: 'question', question });
    return answers;
  };
}

describe('the worker’s answers', () => {
  it('are zones, beside what the fullest cells hold on as much land', () => {
    const [answer] = createPrepared()(ask(3));
    if (answer?.kind !== 'zones') throw new Error(JSON.stringify(answer));
    const { result, baseline, sensitivity, suggestions } = answer.found;
    expect(answer.id).toBe(3);
    expect(result.zones[0]!.incidentCount).toBeGreaterThanOrEqual(290);
    expect(result.heldCount / result.incidentCount).toBeGreaterThanOrEqual(0.5);
    expect(baseline!.heldCount).toBeGreaterThan(200);
    expect(baseline!.incidentCount).toBe(600);
    expect(sensitivity).toBeNull();
    expect(suggestions['bandwidthMeters']).toBeGreaterThanOrEqual(50);
  });

  it('are for each method; plain counts have no baseline but themselves', () => {
    const respond = createPrepared();
    for (const kind of ['counts', 'gi-star', 'dbscan', 'repeat', 'emerging'] as const) {
      const method = kind === 'repeat' ? { ...DEFAULT_METHODS.repeat, toleranceMeters: 100 } : DEFAULT_METHODS[kind];
      const [answer] = respond(ask(1, { method }));
      if (answer?.kind !== 'zones') throw new Error(JSON.stringify(answer));
      expect(answer.found.result.zones.length, kind).toBeGreaterThan(0);
      expect(answer.found.baseline === null, kind).toBe(kind === 'counts');
    }
  });

  it('have the zones of half and double the bandwidth when they are asked for', () => {
    const [answer] = createPrepared()(ask(1, { wantsSensitivity: true }));
    if (answer?.kind !== 'zones') throw new Error(JSON.stringify(answer));
    expect(answer.found.sensitivity!.map(({ bandwidthMeters }) => bandwidthMeters)).toEqual([250, 1_000]);
    for (const { sharedShare, outlines } of answer.found.sensitivity!) {
      expect(sharedShare).toBeGreaterThan(0);
      expect(sharedShare).toBeLessThan(1);
      expect(outlines.length).toBeGreaterThan(0);
    }
  });

  it('are of the incidents that the filter lets through only', () => {
    const respond = createPrepared();
    respond(ask(1));
    const [answer] = respond(ask(2, { matched: everyIndex.filter((i) => i % 2 === 1) }));
    expect(answer).toMatchObject({ kind: 'zones', found: { result: { incidentCount: 300 } } });
  });

  it('tell the progress of the Knox test before its table', () => {
    const answers = createPrepared()(ask(5, { method: DEFAULT_METHODS['near-repeat'] }));
    const shares = answers.flatMap((answer) => (answer.kind === 'progress' ? [answer.share] : []));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(answers.at(-1)).toMatchObject({ kind: 'near-repeat', id: 5, found: { eventCount: 600 } });
  });

  it('say so where settings cannot be computed, and where there is nothing yet', () => {
    expect(createPrepared()(ask(1, { method: { ...DEFAULT_METHODS.counts, cellMeters: 1 } }))).toEqual([
      expect.objectContaining({ kind: 'failed', id: 1, cause: 'settings' }),
    ]);
    const answers: ZonesAnswer[] = [];
    createZonesResponder(
      (answer) => answers.push(answer),
      () => 0,
    )({ kind: 'question', question: ask(1) });
    expect(answers).toEqual([expect.objectContaining({ kind: 'failed', cause: 'fault' })]);
  });
});

/** Workers that answer when they are told to. */
function createSlowPorts() {
  const ports: { requests: ZonesRequest[]; isClosed: boolean; tell: (answer: ZonesAnswer) => void }[] = [];
  const openPort = (): ZonesPort => {
    const port: (typeof ports)[number] = { requests: [], isClosed: false, tell: () => undefined };
    ports.push(port);
    return {
      post: (request) => void port.requests.push(request),
      onAnswer: (listener) => (port.tell = listener),
      close: () => void (port.isClosed = true),
    };
  };
  const idsAsked = (at: number) =>
    ports[at]!.requests.flatMap((request) => (request.kind === 'question' ? [request.question.id] : []));
  return { ports, openPort, idsAsked };
}
const done = (id: number): ZonesAnswer => ({ kind: 'failed', id, cause: 'fault', offer: null, reason: '' });

describe('a session', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('asks one question at a time, and of those that wait only the latest', () => {
    const { ports, openPort, idsAsked } = createSlowPorts();
    const heard: number[] = [];
    const session = createZonesSession(openPort, ({ id }) => heard.push(id));
    for (const id of [1, 2, 3]) session.ask(ask(id));
    expect(idsAsked(0)).toEqual([1]);
    ports[0]!.tell(done(1));
    expect(idsAsked(0)).toEqual([1, 3]);
    ports[0]!.tell(done(3));
    vi.advanceTimersByTime(10 * ABANDON_AFTER_MS);
    expect(heard).toEqual([1, 3]);
    expect(ports).toHaveLength(1);
  });

  it('gives a question up that runs for a second when another waits, and tells the new thread what the old one knew', () => {
    const { ports, openPort, idsAsked } = createSlowPorts();
    const heard: number[] = [];
    const session = createZonesSession(openPort, ({ id }) => heard.push(id));
    session.setStudy(study);
    session.setIncidents(columns);
    session.ask(ask(1));
    vi.advanceTimersByTime(400);
    session.ask(ask(2));
    vi.advanceTimersByTime(ABANDON_AFTER_MS - 401);
    expect(ports).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(ports[0]!.isClosed).toBe(true);
    expect(ports[1]!.requests.map(({ kind }) => kind)).toEqual(['study', 'incidents', 'question']);
    expect(idsAsked(1)).toEqual([2]);
    // A last word of the thread that was ended is not heard.
    ports[0]!.tell(done(1));
    ports[1]!.tell(done(2));
    expect(heard).toEqual([2]);
  });

  it('lets a long question run while nothing else waits, passes its progress on, and can give it up', () => {
    const { ports, openPort, idsAsked } = createSlowPorts();
    const heard: string[] = [];
    const session = createZonesSession(openPort, ({ kind }) => heard.push(kind));
    session.ask(ask(1));
    vi.advanceTimersByTime(60 * ABANDON_AFTER_MS);
    ports[0]!.tell({ kind: 'progress', id: 1, share: 0.5 });
    expect(ports).toHaveLength(1);
    session.cancel();
    expect(ports[0]!.isClosed).toBe(true);
    session.ask(ask(2));
    expect(idsAsked(1)).toEqual([2]);
    expect(heard).toEqual(['progress']);
  });

  it('drops what waits when the incidents change: its indexes are of others', () => {
    const { ports, openPort, idsAsked } = createSlowPorts();
    const session = createZonesSession(openPort, () => undefined);
    session.ask(ask(1));
    session.ask(ask(2));
    session.setIncidents(columns);
    ports[0]!.tell(done(1));
    expect(idsAsked(0)).toEqual([1]);
  });
});
