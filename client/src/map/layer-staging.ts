import type { Layer } from '@deck.gl/core';

/** Hands layers to a map step by step. */
export interface LayerStaging {
  /** What is to be drawn, bottom to top. */
  setLayers(layers: readonly Layer[]): void;
  /** The map stands: from now on layers are added. */
  start(): void;
  stop(): void;
}

/**
 * Adds at most one layer in each frame to those that were drawn before, the top one first: the first time that a layer is drawn
 * its programs are linked, which takes the processor tenths of a second where it draws, and all of them at once would
 * keep the page from answering for seconds. Layers that were added once are handed on at once, whatever becomes of them.
 */
export function createLayerStaging(
  draw: (layers: Layer[]) => void,
  /** Calls back when what was handed over has been drawn; returns how to stop. */
  waitForFrame: (then: () => void) => () => void,
): LayerStaging {
  let wanted: readonly Layer[] = [];
  const added = new Set<string>();
  let isStarted = false;
  let stopWaiting: (() => void) | null = null;

  const drawAdded = (): void => draw(wanted.filter(({ id }) => added.has(id)));
  function addNext(): void {
    stopWaiting = null;
    const next = wanted.findLast(({ id }) => !added.has(id));
    if (!next) return;
    added.add(next.id);
    drawAdded();
    stopWaiting = waitForFrame(addNext);
  }
  return {
    setLayers(layers) {
      wanted = layers;
      if (!isStarted) return;
      drawAdded();
      if (stopWaiting === null) addNext();
    },
    start() {
      if (isStarted) return;
      isStarted = true;
      addNext();
    },
    stop: () => stopWaiting?.(),
  };
}

/** After the next frame but one: the first draws what was handed over. */
export function afterFrame(then: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(then);
  });
  return () => cancelAnimationFrame(frame);
}
