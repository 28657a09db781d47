import type { LngLat } from '../../schemas/geometry.ts';
import type { ImportDatum } from '../../schemas/incident-import.ts';
import { binomialUpperTail } from '../statistics/binomial-distribution.ts';

/** Whether a place of the file lies in the jurisdiction under each datum, and with its numbers swapped. */
export type DatumFits = Record<ImportDatum | 'swapped', boolean>;

/** What the datums are held against; CGCS2000 is WGS-84 here. */
const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;
type Rival = (typeof DATUMS)[number] | 'swapped';

/**
 * Places of one block are one witness: a town at the border, or one address with fifty
 * incidents, crosses it as a whole. In degrees, about 5 km.
 */
const BLOCK_DEGREES = 0.05;
/** Of all files together with nothing wrong, so many may be told that another datum fits better; shared among the datums that are tried. */
const FALSE_ALARMS = 0.005;
/** Numbers that fall inside only when they are swapped: for a city beside its own mirror image, chance must not make it so. */
const SWAPPED_P = 0.01;

/** Gathers which places enter and leave the jurisdiction when the file is read otherwise. */
export interface DatumEvidence {
  add(fit: DatumFits, wgs84: LngLat | null): void;
  /** The datum that the places which change sides speak for beyond chance; null where they do not. */
  findBetterDatum(): ImportDatum | null;
  /** Whether they speak for longitude and latitude being swapped. */
  isSwapped(): boolean;
}

/**
 * McNemar's exact test (1947), block by block: of the blocks whose places change sides under another reading, as many
 * should come in as go out if that reading were no better.
 */
export function createDatumEvidence(chosen: ImportDatum): DatumEvidence {
  /** By reading and block: places that come in less those that go out. */
  const moves: Record<Rival, Map<string, number>> = {
    wgs84: new Map(),
    gcj02: new Map(),
    bd09: new Map(),
    swapped: new Map(),
  };
  let asChosen = 0;

  function count(rival: Rival): { into: number; out: number } {
    let [into, out] = [0, 0];
    for (const net of moves[rival].values()) {
      if (net > 0) into++;
      else if (net < 0) out++;
    }
    return { into, out };
  }
  const computeP = ({ into, out }: { into: number; out: number }): number =>
    into === 0 ? 1 : binomialUpperTail(into, into + out, { p: 0.5, q: 0.5 });

  return {
    add(fit, wgs84) {
      if (fit[chosen]) asChosen++;
      for (const rival of Object.keys(moves) as Rival[]) {
        if (fit[rival] === fit[chosen]) continue;
        const block = wgs84 ? `${Math.floor(wgs84[0] / BLOCK_DEGREES)} ${Math.floor(wgs84[1] / BLOCK_DEGREES)}` : '';
        moves[rival].set(block, (moves[rival].get(block) ?? 0) + (fit[rival] ? 1 : -1));
      }
    },
    findBetterDatum() {
      const rivals = DATUMS.filter((datum) => datum !== (chosen === 'cgcs2000' ? 'wgs84' : chosen));
      const tested = rivals.map((datum) => ({ datum, p: computeP(count(datum)) })).toSorted((a, b) => a.p - b.p);
      const [best] = tested;
      return best && best.p * rivals.length <= FALSE_ALARMS ? best.datum : null;
    },
    isSwapped() {
      const { into, out } = count('swapped');
      // Nothing lies inside as it is written: that needs no counting.
      return into > out && (asChosen === 0 || computeP({ into, out }) <= SWAPPED_P);
    },
  };
}
