import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { useEffect, useState } from 'react';
import { positionBuffer } from './position-buffer.ts';
import type { StateCounts } from './slot-states.ts';
import { stateNowMs } from './state-now.ts';

/** How often the figures are counted: people read no faster. */
const REFRESH_MS = 1_000;

export interface UnitFigures {
  /** False until the server has said where anybody is: the counts say nothing yet. */
  isKnown: boolean;
  byKind: Record<UnitKind, StateCounts>;
  /** All kinds together. */
  total: StateCounts;
  medianAgeMs: number | null;
}

function computeUnitFigures(): UnitFigures {
  const nowMs = stateNowMs();
  const byKind = positionBuffer.countStates(nowMs);
  const total: StateCounts = { fresh: 0, stale: 0, lost: 0, off: 0 };
  for (const counts of Object.values(byKind)) {
    total.fresh += counts.fresh;
    total.stale += counts.stale;
    total.lost += counts.lost;
    total.off += counts.off;
  }
  return {
    isKnown: positionBuffer.resumePoint() !== null,
    byKind,
    total,
    medianAgeMs: positionBuffer.medianAgeMs(nowMs),
  };
}

/** Units by kind and state and the median age of their fixes, once a second. */
export function useUnitFigures(): UnitFigures {
  const [figures, setFigures] = useState(computeUnitFigures);
  useEffect(() => {
    const timer = setInterval(() => setFigures(computeUnitFigures()), REFRESH_MS);
    return () => clearInterval(timer);
  }, []);
  return figures;
}
