import { describe, expect, it } from 'vitest';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { TOP_CATEGORIES } from '@liaowang/shared/contract/category-tree';
import type { IncidentColumns } from '@liaowang/shared/contract/incident-columns';
import { DEFAULT_METHODS } from '../../../../client/src/features/zones/finding-method.ts';
import {
  createZonesTask,
  findZonesTransfer,
  type ZonesQuestion,
} from '../../../../client/src/features/zones/zones.task.ts';
import type { ZonesFound } from '../../../../client/src/features/zones/zones-found.ts';

const DAY_MS = 86_400_000;
const TO_MS = Date.parse('2026-11-25T00:00:00Z');
const FROM_MS = TO_MS - 90 * DAY_MS;
const CENTER: [number, number] = [118.35, 34.37];
/** A square in degrees around the middle. */
const createSquare = (degrees: number) => {
  const corner = (east: number, north: number): [number, number] => [
    CENTER[0] + (east * degrees) / 2,
    CENTER[1] + (north * degrees) / 2,
  ];
  return {
    type: 'Polygon' as const,
    coordinates: [[corner(-1, -1), corner(1, -1), corner(1, 1), corner(-1, 1), corner(-1, -1)]],
  };
};
/** About 18 km by 22 km. */
const study = { center: CENTER, boundary: createSquare(0.2) };

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
const ask = (more: Partial<ZonesQuestion> = {}): ZonesQuestion => ({
  study,
  columns,
  matched: everyIndex,
  others: new Int32Array(0),
  method: DEFAULT_METHODS.density,
  window: { fromMs: FROM_MS, toMs: TO_MS },
  nowMs: TO_MS,
  wantsSensitivity: false,
  countsGrid: { shape: 'square', cellMeters: 250 },
  ...more,
});

const silent = (): void => undefined;

/** The zones that `task` answers with. */
function findZones(task: ReturnType<typeof createZonesTask>, question: ZonesQuestion): ZonesFound {
  const answer = task(question, silent);
  if (answer.kind !== 'found' || answer.found.kind !== 'zones') throw new Error(JSON.stringify(answer));
  return answer.found.found;
}

describe('the task’s answers', () => {
  it('are zones, beside what the fullest cells hold on as much land', () => {
    const { result, baseline, sensitivity, suggestions } = findZones(createZonesTask(), ask());
    expect(result.zones[0]!.incidentCount).toBeGreaterThanOrEqual(290);
    expect(result.heldCount / result.incidentCount).toBeGreaterThanOrEqual(0.5);
    expect(baseline!.heldCount).toBeGreaterThan(200);
    expect(baseline!.incidentCount).toBe(600);
    expect(sensitivity).toBeNull();
    expect(suggestions['bandwidthMeters']).toBeGreaterThanOrEqual(50);
  });

  it('are for each method; plain counts have no baseline but themselves', () => {
    const task = createZonesTask();
    for (const kind of ['counts', 'gi-star', 'dbscan', 'repeat', 'emerging'] as const) {
      const method = kind === 'repeat' ? { ...DEFAULT_METHODS.repeat, toleranceMeters: 100 } : DEFAULT_METHODS[kind];
      const { result, baseline } = findZones(task, ask({ method }));
      expect(result.zones.length, kind).toBeGreaterThan(0);
      expect(baseline === null, kind).toBe(kind === 'counts');
    }
  });

  it('have the zones of half and double the bandwidth when they are asked for', () => {
    const { sensitivity } = findZones(createZonesTask(), ask({ wantsSensitivity: true }));
    expect(sensitivity!.map(({ bandwidthMeters }) => bandwidthMeters)).toEqual([250, 1_000]);
    for (const { sharedShare, outlines } of sensitivity!) {
      expect(sharedShare).toBeGreaterThan(0);
      expect(sharedShare).toBeLessThan(1);
      expect(outlines.length).toBeGreaterThan(0);
    }
  });

  it('are of the incidents that the filter lets through only, and of those of this question', () => {
    const task = createZonesTask();
    const countOf = (more: Partial<ZonesQuestion>): number => findZones(task, ask(more)).result.incidentCount;
    expect(countOf({})).toBe(600);
    expect(countOf({ matched: everyIndex.filter((i) => i % 2 === 1) })).toBe(300);
    const [first, other] = [createIncidents(600), createIncidents(600)];
    other.lngs.fill(0, 0, 200);
    expect(countOf({ columns: first })).toBe(600);
    expect(countOf({ columns: other })).toBe(400);
    const elsewhere = { ...study, boundary: createSquare(0.1) };
    expect(countOf({ study: elsewhere })).toBeLessThan(500);
  });

  it('tell the progress of the Knox test before its table', () => {
    const shares: number[] = [];
    const answer = createZonesTask()(ask({ method: DEFAULT_METHODS['near-repeat'] }), (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(answer).toMatchObject({ kind: 'found', found: { kind: 'near-repeat', found: { eventCount: 600 } } });
  });

  it('say so where settings cannot be computed, and offer one that can', () => {
    const task = createZonesTask();
    const refused = task(ask({ method: { ...DEFAULT_METHODS.counts, cellMeters: 1 } }), silent);
    if (refused.kind !== 'refused') throw new Error(refused.kind);
    expect(refused.offer?.parameter).toBe('cellMeters');
    const offered = { ...DEFAULT_METHODS.counts, cellMeters: refused.offer!.value };
    expect(findZones(task, ask({ method: offered })).result.zones.length).toBeGreaterThan(0);
    expect(findZonesTransfer(refused)).toEqual([]);
  });

  it('can hand the rings of their cells over and be asked the same again', () => {
    const task = createZonesTask();
    const question = ask({ method: DEFAULT_METHODS['gi-star'] });
    const answer = task(question, silent);
    const copy = structuredClone(answer);
    expect(findZonesTransfer(answer)).toHaveLength(1);
    structuredClone(answer, { transfer: findZonesTransfer(answer) });
    expect(findZonesTransfer(answer)).toEqual([expect.objectContaining({ byteLength: 0 })]);
    expect(task(question, silent)).toEqual(copy);
  });
});
