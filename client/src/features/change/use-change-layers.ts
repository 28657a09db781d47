import type { Layer } from '@deck.gl/core';
import { useMemo } from 'react';
import { useChangeStore } from './change.store.ts';
import { createZoneChangeLayers } from './zone-changes.layer.ts';
import { PALETTES, type Theme } from '../../map/palette.ts';

const NONE: readonly Layer[] = [];

/** Layers of the change tab: the zones of both windows. None while the tab is closed. */
export function useChangeLayers(theme: Theme): readonly Layer[] {
  const { isOpen, answer, hovered } = useChangeStore();
  const zones = isOpen ? answer?.found.zones : null;
  return useMemo(() => {
    if (!zones) return NONE;
    const changed = zones.changes.flatMap(({ kind, isChance, now, before }, place) => {
      const look = { kind, isChance, isHovered: place === hovered };
      return [
        ...before.map((number) => ({ ...look, isNow: false, rings: zones.before[number]!.geometry.coordinates })),
        ...now.map((number) => ({ ...look, isNow: true, rings: zones.now[number]!.geometry.coordinates })),
      ];
    });
    return createZoneChangeLayers(changed, PALETTES[theme]);
  }, [zones, hovered, theme]);
}
