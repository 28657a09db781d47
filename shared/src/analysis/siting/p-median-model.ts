import type { PMedianInstance } from './p-median.ts';
import { createModelBuilder, type SparseModel } from './sparse-model.ts';

/** What may still be chosen, from the bound's proofs. */
export interface PMedianChoice {
  p: number;
  /** As in PMedianBound: 1 = out, 2 = in. */
  fixed: Uint8Array;
}

export interface PMedianModel {
  model: SparseModel;
  /** Candidate of the instance by binary column. */
  candidates: number[];
  /** Per demand, its candidates in the model, the nearest first, cut at its depth; `fallbackMeters` stands for all beyond. */
  nearby: Int32Array[];
  fallbackMeters: Float64Array;
  /** Whether a demand's fallback is what it would really have, not just a lower bound. */
  isFallbackExact: Uint8Array;
}

/**
 * p-median (ReVelle & Swain 1970) with, for each demand, only its `depths[i]` nearest candidates; all others are one
 * column that costs what the next nearest would, so the optimum is a lower bound and is exact where no demand falls
 * back on that column (Church 2008, BEAMR). Ends at the nearest site that stands anyway: nobody goes further.
 */
export function buildPMedianModel(
  instance: PMedianInstance,
  ranked: Uint16Array,
  { p, fixed }: PMedianChoice,
  depths: Int32Array,
): PMedianModel {
  const { candidateCount, weights, distancesMeters, kept } = instance;
  const demandCount = weights.length;
  const standing = new Set(kept);
  const candidates: number[] = [];
  const columnOf = new Int32Array(candidateCount).fill(-1);
  const builder = createModelBuilder('minimize');
  for (let j = 0; j < candidateCount; j++) {
    if (fixed[j] === 1 || standing.has(j)) continue;
    columnOf[j] = builder.addColumn(0, { lower: fixed[j] === 2 ? 1 : 0, binary: true });
    candidates.push(j);
    if (fixed[j] === 2) standing.add(j);
  }
  const nearby: Int32Array[] = [];
  const fallbackMeters = new Float64Array(demandCount);
  const isFallbackExact = new Uint8Array(demandCount);
  for (let i = 0; i < demandCount; i++) {
    const own: number[] = [];
    let fallback = Number.NaN;
    for (let r = i * candidateCount; r < (i + 1) * candidateCount; r++) {
      const j = ranked[r]!;
      if (standing.has(j)) isFallbackExact[i] = 1;
      else if (columnOf[j]! < 0) continue;
      if (isFallbackExact[i] === 1 || own.length >= depths[i]!) {
        fallback = distancesMeters[j * demandCount + i]!;
        break;
      }
      own.push(j);
    }
    const columns = own.map((j) => builder.addColumn(weights[i]! * distancesMeters[j * demandCount + i]!));
    const served = Number.isNaN(fallback) ? columns : [...columns, builder.addColumn(weights[i]! * fallback)];
    builder.addRow(
      1,
      Number.POSITIVE_INFINITY,
      served,
      served.map(() => 1),
    );
    for (const [k, j] of own.entries())
      builder.addRow(0, Number.POSITIVE_INFINITY, [columnOf[j]!, columns[k]!], [1, -1]);
    nearby.push(Int32Array.from(own));
    fallbackMeters[i] = fallback;
  }
  const binaries = candidates.map((_, column) => column);
  builder.addRow(
    p,
    p,
    binaries,
    binaries.map(() => 1),
  );
  return { model: builder.build(), candidates, nearby, fallbackMeters, isFallbackExact };
}

/** First depths: each demand's candidates up to its second nearest site of a good solution. */
export function findFirstDepths(
  instance: PMedianInstance,
  ranked: Uint16Array,
  fixed: Uint8Array,
  sites: readonly number[],
): Int32Array {
  const open = new Set([...instance.kept, ...sites]);
  return Int32Array.from({ length: instance.weights.length }, (_, i) => {
    let seen = 0;
    let depth = 0;
    for (let r = i * instance.candidateCount; r < (i + 1) * instance.candidateCount && seen < 2; r++) {
      const j = ranked[r]!;
      if (open.has(j)) seen++;
      if (fixed[j] !== 1) depth++;
    }
    return depth;
  });
}

/**
 * Deepens the lists of the demands that a solution really serves from beyond them, so far that it would be priced
 * right. Returns how many there were; 0 = the model's optimum is the instance's.
 */
export function deepenLists(
  instance: PMedianInstance,
  ranked: Uint16Array,
  fixed: Uint8Array,
  { nearby, fallbackMeters, isFallbackExact }: PMedianModel,
  sites: readonly number[],
  depths: Int32Array,
): number {
  const { candidateCount, weights, distancesMeters, kept } = instance;
  const open = new Set([...kept, ...sites]);
  let deepened = 0;
  for (let i = 0; i < weights.length; i++) {
    if (isFallbackExact[i] === 1 || nearby[i]!.some((j) => open.has(j))) continue;
    let depth = 0;
    for (let r = i * candidateCount; r < (i + 1) * candidateCount; r++) {
      const j = ranked[r]!;
      if (fixed[j] !== 1) depth++;
      if (!open.has(j)) continue;
      if (distancesMeters[j * weights.length + i]! <= fallbackMeters[i]!) depth = depths[i]!;
      break;
    }
    if (depth > depths[i]!) {
      depths[i] = depth;
      deepened++;
    }
  }
  return deepened;
}
