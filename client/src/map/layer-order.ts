import type { Layer } from '@deck.gl/core';

/** Every layer of the map, bottom to top. What needs a person lies above what is only there. */
export const LAYER_ORDER = [
  'hotspot-surface',
  'hotspot-contours',
  'observed-mask',
  'observed-tint',
  'jurisdiction-gaps',
  'coverage-gaps',
  'coverage-gap-edges',
  'key-areas',
  'lookout-ranges',
  'unit-trails',
  'unit-track-casing',
  'unit-track',
  'unit-track-points',
  'unit-marks',
  'lookouts',
  'incident-pulses',
  'incidents',
  'selection-ring',
  'alerts',
  'unit-track-times',
  'key-area-names',
  'place-labels',
  'unit-counts',
  'lookout-names',
  'unit-labels',
  'ruler',
  'ruler-points',
  'ruler-labels',
] as const;

export type LayerName = (typeof LAYER_ORDER)[number];

const RANKS = new Map<string, number>(LAYER_ORDER.map((id, rank) => [id, rank]));

/** The layers in the order in which they are drawn. Throws for one that has no place in the order. */
export function sortLayers(layers: readonly Layer[]): Layer[] {
  const rankOf = ({ id }: Layer): number => {
    const rank = RANKS.get(id);
    if (rank === undefined) throw new Error(`Layer ${id} is missing in LAYER_ORDER`);
    return rank;
  };
  return layers.toSorted((a, b) => rankOf(a) - rankOf(b));
}
