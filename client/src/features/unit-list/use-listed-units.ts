import { useEffect, useMemo, useRef, useState } from 'react';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { stateNowMs } from '../../live/state-now.ts';
import { useMapViewStore } from '../../map/map-view.store.ts';
import { mapControl } from '../../map/map-control.ts';
import { useBatteries } from './batteries.api.ts';
import { findUnits, nameUnits, type UnitFacts } from './find-units.ts';
import type { UnitView } from './unit-view.ts';

export interface ListedUnits {
  /** False until the server has said who there is. */
  isKnown: boolean;
  units: readonly Unit[];
  /** Of the whole register. */
  total: number;
  facts: UnitFacts;
  /** The order is held, and would be another by now. */
  isOutdated: boolean;
  /** Takes the order of now, held or not. */
  refresh: () => void;
}

/** The middle of the map, once it rests. */
function useMapMiddle(): readonly [number, number] | null {
  const bounds = useMapViewStore((state) => state.bounds);
  return useMemo(() => (bounds ? mapControl.getCenter() : null), [bounds]);
}

const isSameOrder = (a: readonly Unit[], b: readonly Unit[]): boolean =>
  a.length === b.length && a.every(({ id }, index) => id === b[index]!.id);

/**
 * The units of a view, found anew once a second. While `isHeld` who is listed and in which order stays, and only what is
 * said of them changes; another view is taken at once.
 */
export function useListedUnits(view: UnitView, isHeld: boolean): ListedUnits {
  const language = useLanguage();
  const nowMs = useNow();
  const register = useUnitsStore((store) => store.units);
  const named = useMemo(() => nameUnits([...register.values()], language), [register, language]);
  const middle = useMapMiddle();
  const batteries = useBatteries(
    view.batteryAtMostPercent !== null || view.sort.column === 'battery' || view.columns.includes('battery'),
  );
  const facts: UnitFacts = {
    buffer: positionBuffer,
    serverMs: serverClock.toServerMs(stateNowMs()),
    here: view.here ?? middle,
    batteries,
  };
  const now = useRef(facts);
  now.current = facts;
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- facts are those of `nowMs`
  const found = useMemo(() => findUnits(named, view, now.current), [named, view, nowMs, batteries, facts.here]);
  const [refreshed, setRefreshed] = useState(0);
  const question = useMemo(() => ({ view, refreshed, language }), [view, refreshed, language]);
  const [shown, setShown] = useState({ units: found as readonly Unit[], question });
  const mayChange = !isHeld || shown.question !== question;
  useEffect(() => {
    if (mayChange) setShown({ units: found, question });
  }, [mayChange, found, question]);
  const held = useMemo(() => shown.units.flatMap(({ id }) => register.get(id) ?? []), [shown, register]);
  const units = mayChange ? found : held;
  return {
    isKnown: positionBuffer.resumePoint() !== null,
    units,
    total: register.size,
    facts,
    isOutdated: !mayChange && !isSameOrder(held, found),
    refresh: () => setRefreshed((times) => times + 1),
  };
}
