import type { Layer } from '@deck.gl/core';
import { createContext, useContext, useId, useLayoutEffect } from 'react';
import { create } from 'zustand';

/** Where layers lie, bottom to top. What needs a person lies above what is only there. */
export const BANDS = [
  'surfaces',
  'zones',
  'gaps',
  'grounds',
  'ranges',
  'paths',
  'units',
  'posts',
  'events',
  'selection',
  'calls',
  'names',
  'handles',
  'rulers',
] as const;
export type Band = (typeof BANDS)[number];

/** The band of each layer of an owner, by the layer's id. */
export type LayerBands = Readonly<Record<string, Band>>;

interface Drawing {
  /** Among owners in one band, lower ones lie below. */
  rank: number;
  layers: readonly Layer[];
  bands: LayerBands;
  /** Places of larger marks, which no unit's name may cover. */
  marks: readonly (readonly [number, number])[];
}

const NO_MARKS: Drawing['marks'] = [];

interface DrawnLayersState {
  drawings: ReadonlyMap<string, Drawing>;
  /** Of all drawings; the same list as long as none of them changes its own. */
  marks: Drawing['marks'];
}

/** What the map shows: written by whoever draws, read by the map. */
export const useDrawnLayers = create<DrawnLayersState>()(() => ({ drawings: new Map(), marks: NO_MARKS }));

function put(id: string, drawing: Drawing | null): void {
  useDrawnLayers.setState((state) => {
    const drawings = new Map(state.drawings);
    if (drawing) drawings.set(id, drawing);
    else drawings.delete(id);
    const areMarksSame = (state.drawings.get(id)?.marks ?? NO_MARKS) === (drawing?.marks ?? NO_MARKS);
    return { drawings, marks: areMarksSame ? state.marks : [...drawings.values()].flatMap(({ marks }) => marks) };
  });
}

/** Where an owner stands among others; what a workspace draws comes last. */
export const DrawingRank = createContext(Number.POSITIVE_INFINITY);

/**
 * Puts layers onto the map as long as the component stands, before the next paint: what is dragged must not trail behind
 * the pointer. Layers and marks must be memoised.
 */
export function useDrawLayers(
  layers: readonly Layer[],
  bands: LayerBands,
  marks: readonly (readonly [number, number])[] = NO_MARKS,
): void {
  const id = useId();
  const rank = useContext(DrawingRank);
  useLayoutEffect(() => put(id, { rank, layers, bands, marks }), [id, rank, layers, bands, marks]);
  useLayoutEffect(() => () => put(id, null), [id]);
}

const BAND_RANKS = new Map<Band, number>(BANDS.map((band, rank) => [band, rank]));

/** All layers, bottom to top. @throws Error for a layer that has no band */
export function sortLayers(drawings: Iterable<Pick<Drawing, 'rank' | 'layers' | 'bands'>>): Layer[] {
  const ranked = [...drawings].flatMap(({ rank, layers, bands }) =>
    layers.map((layer) => {
      const band = bands[layer.id];
      if (band === undefined) throw new Error(`Layer ${layer.id} has no band`);
      return { layer, band: BAND_RANKS.get(band)!, rank };
    }),
  );
  return ranked.sort((a, b) => a.band - b.band || Math.sign(a.rank - b.rank) || 0).map(({ layer }) => layer);
}
