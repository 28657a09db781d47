import type { Layer } from '@deck.gl/core';
import { createContext, useContext, useId, useLayoutEffect } from 'react';
import { create } from 'zustand';
import type { LabelObstacle } from './label-obstacles.ts';

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
  /** Larger marks and names, which no unit's name may cover. */
  obstacles: readonly LabelObstacle[];
}

const NO_OBSTACLES: Drawing['obstacles'] = [];

interface DrawnLayersState {
  drawings: ReadonlyMap<string, Drawing>;
  /** Of all drawings; the same list as long as none of them changes its own. */
  obstacles: Drawing['obstacles'];
}

/** What the map shows: written by whoever draws, read by the map. */
export const useDrawnLayers = create<DrawnLayersState>()(() => ({ drawings: new Map(), obstacles: NO_OBSTACLES }));

function put(id: string, drawing: Drawing | null): void {
  useDrawnLayers.setState((state) => {
    const drawings = new Map(state.drawings);
    if (drawing) drawings.set(id, drawing);
    else drawings.delete(id);
    const areSame = (state.drawings.get(id)?.obstacles ?? NO_OBSTACLES) === (drawing?.obstacles ?? NO_OBSTACLES);
    return {
      drawings,
      obstacles: areSame ? state.obstacles : [...drawings.values()].flatMap(({ obstacles }) => obstacles),
    };
  });
}

/** Where an owner stands among others; what a workspace draws comes last. */
export const DrawingRank = createContext(Number.POSITIVE_INFINITY);

/**
 * Puts layers onto the map as long as the component stands, before the next paint: what is dragged must not trail behind
 * the pointer. Layers and obstacles must be memoised.
 */
export function useDrawLayers(
  layers: readonly Layer[],
  bands: LayerBands,
  obstacles: readonly LabelObstacle[] = NO_OBSTACLES,
): void {
  const id = useId();
  const rank = useContext(DrawingRank);
  useLayoutEffect(() => put(id, { rank, layers, bands, obstacles }), [id, rank, layers, bands, obstacles]);
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
