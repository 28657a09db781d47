import type { Layer } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, type StyleSpecification } from 'maplibre-gl';
import { MAX_ZOOM, MIN_ZOOM, type Camera } from './camera-url.ts';
import { captureFrame, toPng } from './capture.ts';
import { findDeck } from './find-deck.ts';
import type { Bounds } from './map-control.ts';
import { drawSurround, type MapSurround } from './map-surround.ts';

export interface PrintMapOptions {
  style: StyleSpecification;
  /** A camera, or what must be in the picture. */
  view: Camera | Bounds;
  /** Size of the picture, CSS pixels. */
  size: { width: number; height: number };
  /** Device pixels a CSS pixel stands for: 2 is 190 dpi at 186 mm across 700 pixels. */
  pixelRatio: number;
  createLayers: (zoom: number) => Layer[];
  surround: MapSurround;
  signal: AbortSignal;
}

/** Scale, north and sources lie over the last 68 pixels: what must be in the picture is above them. */
const FIT_PADDING_PIXELS = { top: 24, right: 24, bottom: 76, left: 24 } as const;
const FIT_MAX_ZOOM = 15;
/** Without a graphics card, beside a live map, it takes its time. */
const READY_WITHIN_MS = 120_000;

const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => resolve()));

/** Resolves when nothing is left to load. @throws Error when that takes too long, or the reason of `signal` */
async function waitUntilDrawn(
  map: MapLibreMap,
  overlay: MapLibreOverlay,
  layers: readonly Layer[],
  signal: AbortSignal,
): Promise<void> {
  const endMs = performance.now() + READY_WITHIN_MS;
  const isDrawn = (): boolean =>
    map.loaded() && findDeck(overlay)?.isInitialized === true && layers.every((layer) => layer.isLoaded);
  while (!isDrawn()) {
    signal.throwIfAborted();
    if (performance.now() > endMs) throw new Error('The map is not drawn in time.');
    await nextFrame();
  }
}

/** A picture whose graphics are lost is drawn a second time, not more. */
const MAX_TRIES = 2;
const GRAPHICS_LOST = new Error('The graphics are lost.');

/** One try of {@link renderPrintMap}. @throws GRAPHICS_LOST when a canvas loses its WebGL context */
async function drawPrintMap({
  style,
  view,
  size,
  pixelRatio,
  createLayers,
  surround,
  signal,
}: PrintMapOptions): Promise<Blob> {
  const container = document.createElement('div');
  Object.assign(container.style, {
    position: 'fixed',
    left: '-20000px',
    top: '0',
    width: `${size.width}px`,
    height: `${size.height}px`,
  });
  container.setAttribute('aria-hidden', 'true');
  // Nobody comes into it by Tab either.
  container.inert = true;
  document.body.append(container);
  let map: MapLibreMap | null = null;
  const loss = new AbortController();
  const tellLoss = (): void => loss.abort(GRAPHICS_LOST);
  // On the way down: the event does not bubble.
  container.addEventListener('webglcontextlost', tellLoss, true);
  try {
    map = new MapLibreMap({
      container,
      style,
      pixelRatio,
      ...(Array.isArray(view)
        ? { bounds: view, fitBoundsOptions: { padding: { ...FIT_PADDING_PIXELS }, maxZoom: FIT_MAX_ZOOM } }
        : view),
      minZoom: MIN_ZOOM,
      maxZoom: MAX_ZOOM,
      attributionControl: false,
      interactive: false,
      renderWorldCopies: false,
      fadeDuration: 0,
    });
    const layers = createLayers(map.getZoom());
    const overlay = new MapLibreOverlay({ layers, useDevicePixels: pixelRatio, _pickable: false });
    map.addControl(overlay);
    await waitUntilDrawn(map, overlay, layers, AbortSignal.any([signal, loss.signal]));
    return await toPng(drawSurround(await captureFrame(map, overlay), surround));
  } finally {
    container.removeEventListener('webglcontextlost', tellLoss, true);
    map?.remove();
    container.remove();
  }
}

/** Draws a map of its own, unseen, and gives it as a PNG file. The map on the screen stays as it is. */
export async function renderPrintMap(options: PrintMapOptions): Promise<Blob> {
  for (let tries = 1; ; tries++) {
    try {
      return await drawPrintMap(options);
    } catch (error) {
      if (error !== GRAPHICS_LOST || tries === MAX_TRIES) throw error;
    }
  }
}
