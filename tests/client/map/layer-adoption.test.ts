import type { Layer } from '@deck.gl/core';
import { describe, expect, it } from 'vitest';
import { createLayerAdoption } from '../../../client/src/map/layer-adoption.ts';
import { createSelectionRingLayer } from '../../../client/src/map/selection-ring.layer.ts';
import { PALETTES } from '../../../client/src/map/palette.ts';

const createLayer = (): Layer => createSelectionRingLayer(null, PALETTES.dark);
/** What deck does with the layers of a map that is removed. */
const finalize = (layer: Layer): void => {
  layer.lifecycle = 'Finalized! Awaiting garbage collection';
};

describe('createLayerAdoption', () => {
  it('gives a map copies with the same properties, and the same one while the layer is shown', () => {
    const adopt = createLayerAdoption();
    const layer = createLayer();
    const [copy] = adopt([layer]);
    expect(copy).not.toBe(layer);
    expect(copy).toMatchObject({ id: layer.id, lifecycle: 'Awaiting state' });
    expect(copy?.props.data).toBe(layer.props.data);
    expect(adopt([layer])[0]).toBe(copy);
  });

  it('gives the next map its own, and one that was let go of and comes back another', () => {
    const layer = createLayer();
    const adopt = createLayerAdoption();
    const first = adopt([layer])[0]!;
    finalize(first);
    const second = adopt([layer])[0]!;
    const ofNextMap = createLayerAdoption()([layer])[0];
    expect(new Set([layer, first, second, ofNextMap]).size).toBe(4);
    expect(second.lifecycle).toBe('Awaiting state');
    expect(layer.lifecycle).toBe('Awaiting state');
  });
});
