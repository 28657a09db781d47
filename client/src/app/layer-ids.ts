/** Layers a viewer can switch, in the order of the layer panel and of the keys 1–8. */
export const LAYER_IDS = ['foot', 'vehicles', 'lookouts', 'incidents', 'zones', 'gaps', 'trails', 'key-areas'] as const;
export type LayerId = (typeof LAYER_IDS)[number];
