import type { Layer } from '@deck.gl/core';
import { describe, expect, it } from 'vitest';
import { createLayerStaging } from '../../../client/src/map/layer-staging.ts';

const named = (...ids: string[]): Layer[] =>
  ids.map((id) => ({ id, props: { operation: id.startsWith('mask') ? 'mask' : 'draw' } }) as Layer);

function setUp() {
  const drawn: string[][] = [];
  let waiting: (() => void) | null = null;
  const staging = createLayerStaging(
    (layers) => void drawn.push(layers.map(({ id }) => id)),
    (then) => {
      waiting = then;
      return () => {
        waiting = null;
      };
    },
  );
  const passFrame = (): void => {
    const then = waiting;
    waiting = null;
    then?.();
  };
  return { staging, drawn, passFrame, isWaiting: () => waiting !== null };
}

describe('staged layers', () => {
  it('come one a frame, the top one first, each where it belongs, once the map stands', () => {
    const { staging, drawn, passFrame, isWaiting } = setUp();
    staging.setLayers(named('gaps', 'units', 'names'));
    expect(drawn).toEqual([]);
    staging.start();
    passFrame();
    passFrame();
    expect(drawn).toEqual([['names'], ['units', 'names'], ['gaps', 'units', 'names']]);
    passFrame();
    expect(isWaiting()).toBe(false);
  });

  it('change at once where they were drawn before, and a new one waits for its frame', () => {
    const { staging, drawn, passFrame } = setUp();
    staging.setLayers(named('units'));
    staging.start();
    passFrame();
    drawn.length = 0;
    staging.setLayers(named('gaps', 'zones', 'units'));
    expect(drawn).toEqual([['units'], ['zones', 'units']]);
    staging.setLayers(named('gaps', 'zones'));
    expect(drawn.at(-1)).toEqual(['zones']);
    passFrame();
    expect(drawn.at(-1)).toEqual(['gaps', 'zones']);
    staging.setLayers(named('gaps', 'zones', 'units'));
    expect(drawn.at(-1)).toEqual(['gaps', 'zones', 'units']);
  });

  it('that cut others come before what they cut, wherever they stand', () => {
    const { staging, drawn, passFrame } = setUp();
    staging.setLayers(named('mask-of-city', 'gaps', 'units'));
    staging.start();
    passFrame();
    expect(drawn).toEqual([['mask-of-city'], ['mask-of-city', 'units']]);
  });

  it('are waited for by who takes a picture, which has all of them', async () => {
    const { staging, drawn, passFrame } = setUp();
    staging.setLayers(named('gaps', 'units'));
    const order: string[] = [];
    const picture = staging.settle().then(() => order.push(`picture of ${drawn.at(-1)?.join()}`));
    staging.start();
    passFrame();
    await Promise.resolve();
    expect(order).toEqual([]);
    passFrame();
    await picture;
    expect(order).toEqual(['picture of gaps,units']);
    await staging.settle();
  });

  it('keep nobody waiting whose map is taken down', async () => {
    const { staging } = setUp();
    staging.setLayers(named('gaps', 'units'));
    const picture = staging.settle();
    staging.stop();
    await expect(picture).resolves.toBeUndefined();
  });

  it('stop with the map', () => {
    const { staging, isWaiting } = setUp();
    staging.setLayers(named('a', 'b'));
    staging.start();
    expect(isWaiting()).toBe(true);
    staging.stop();
    expect(isWaiting()).toBe(false);
  });
});
