import type { Layer } from '@deck.gl/core';

/** Every layer of the map, bottom to top. What needs a person lies above what is only there. */
export const LAYER_ORDER = [
  'revisit-surface',
  'hotspot-surface',
  'incident-dots',
  'hotspot-contours',
  'outcome-zones',
  'outcome-buffer',
  'outcome-hotspot',
  'zone-surface',
  'zone-cells',
  'zone-cells-too-few',
  'observed-mask',
  'observed-tint',
  'jurisdiction-gaps',
  'coverage-gaps',
  'coverage-gap-edges',
  'branch-borders',
  'key-areas',
  'zone-other-bandwidths',
  'zone-fills',
  'zone-outlines',
  'zone-cell-focus',
  'zone-changes-before',
  'zone-changes-now',
  'area-outline',
  'gap-focus',
  'hotspot-records',
  'near-repeat-rings',
  'near-repeat-links',
  'siting-demand',
  'import-places',
  'import-places-outside',
  'lookout-ranges',
  'siting-ranges',
  'plan-ghosts',
  'plan-moves',
  'plan-loops',
  'plan-range',
  'unit-trails',
  'unit-track-casing',
  'unit-track',
  'unit-track-points',
  'unit-marks',
  'lookouts',
  'siting-candidates',
  'siting-rims',
  'siting-others',
  'siting-sites',
  'siting-numbers',
  'near-repeat-places',
  'incident-pulses',
  'incidents',
  'selection-ring',
  'gap-focus-ring',
  'hotspot-record-marks',
  'alerts',
  'unit-track-times',
  'zone-ranks',
  'near-repeat-dates',
  'key-area-names',
  'place-labels',
  'unit-counts',
  'lookout-names',
  'unit-labels',
  'hotspot-record-names',
  'plan-draft',
  'plan-marks',
  'plan-handles',
  'plan-labels',
  'ruler',
  'ruler-points',
  'ruler-labels',
] as const;

const RANKS = new Map<string, number>(LAYER_ORDER.map((id, rank) => [id, rank]));

/** The layers in the order in which they are drawn. Throws for one that has no place in the order. */
export function sortLayers(layers: readonly Layer[]): Layer[] {
  const ranked = layers.map((layer) => {
    const rank = RANKS.get(layer.id);
    if (rank === undefined) throw new Error(`Layer ${layer.id} is missing in LAYER_ORDER`);
    return { layer, rank };
  });
  return ranked.sort((a, b) => a.rank - b.rank).map(({ layer }) => layer);
}
