import type { Layer } from '@deck.gl/core';

/** Hands layers to a map step by step. */
export interface LayerStaging {
  /** What is to be drawn, bottom to top. */
  setLayers(layers: readonly Layer[]): void;
  /** The map stands: from now on layers are added. */
  start(): void;
  /** Resolves when every layer was added and drawn, and when the map is taken down. */
  settle(): Promise<void>;
  stop(): void;
}

/** Whether a layer cuts others to its shape. It comes before what it cuts: without it they would be drawn uncut. */
const isMask = ({ props }: Layer): boolean => props.operation.includes('mask');

/**
 * Adds at most one layer in each frame to those that were drawn before, masks first and then the top one: the first time that a layer is drawn
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
  const settled: Array<() => void> = [];

  const drawAdded = (): void => draw(wanted.filter(({ id }) => added.has(id)));
  function addNext(): void {
    stopWaiting = null;
    const missing = wanted.filter(({ id }) => !added.has(id));
    const next = missing.find(isMask) ?? missing.at(-1);
    if (!next) {
      for (const resolve of settled.splice(0)) resolve();
      return;
    }
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
    settle: () =>
      new Promise((resolve) => {
        if (isStarted && stopWaiting === null) resolve();
        else settled.push(resolve);
      }),
    stop: () => {
      stopWaiting?.();
      // Whoever waited finds the map gone.
      for (const resolve of settled.splice(0)) resolve();
    },
  };
}

/** After the next frame but one: the first draws what was handed over. */
export function afterFrame(then: () => void): () => void {
  let frame = requestAnimationFrame(() => {
    frame = requestAnimationFrame(then);
  });
  return () => cancelAnimationFrame(frame);
}
