import type { Layer } from '@deck.gl/core';

/** What deck calls a layer that it draws or is about to; whatever else it calls one, it will not take it again. */
const USABLE: ReadonlySet<string> = new Set(['Awaiting state', 'Initialized']);

/**
 * Makes layers for one map. Deck takes no instance twice, not even after it let go of it, and writes the textures of its own
 * WebGL context into the properties; so it is given copies, and the layers that the page holds can be drawn by any number of
 * maps, one after another. The same layer gives the same copy while it is shown.
 */
export function createLayerAdoption(): (layers: readonly Layer[]) => Layer[] {
  const copies = new WeakMap<Layer, Layer>();
  return (layers) =>
    layers.map((layer) => {
      const known = copies.get(layer);
      if (known && USABLE.has(known.lifecycle)) return known;
      const copy = layer.clone({}) as Layer;
      copies.set(layer, copy);
      return copy;
    });
}
