import { findDeck } from './find-deck.ts';
import type { MapLibreOverlay } from '@deck.gl/maplibre';
import type { Map as MapLibreMap } from 'maplibre-gl';
import { computeMetersPerPixel } from './meters-per-pixel.ts';

/** One frame of the map as a picture. */
export interface MapFrame {
  /** Basemap and layers together, in device pixels. */
  canvas: HTMLCanvasElement;
  /** Device pixels a CSS pixel stands for. */
  pixelRatio: number;
  /** Ground metres a CSS pixel stands for at the middle. */
  metersPerPixel: number;
}

/** After this no frame will come: the page is hidden, or its WebGL is gone. */
const FRAME_WITHIN_MS = 60_000;

/**
 * Puts basemap and layers of the next frame on one canvas. Both keep their pixels only while the frame is drawn, so they
 * are read right there. Rejects when no frame comes.
 */
export function captureFrame(map: MapLibreMap, overlay: MapLibreOverlay): Promise<MapFrame> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      map.off('render', read);
      reject(new Error('The map draws no frame.'));
    }, FRAME_WITHIN_MS);
    function read(): void {
      clearTimeout(timer);
      // The overlay has drawn for this frame already if something changed; unchanged, its pixels are gone.
      findDeck(overlay)?.redraw('capture');
      const base = map.getCanvas();
      const layers = overlay.getCanvas();
      const canvas = document.createElement('canvas');
      canvas.width = base.width;
      canvas.height = base.height;
      const context = canvas.getContext('2d')!;
      context.drawImage(base, 0, 0);
      if (layers) context.drawImage(layers, 0, 0, base.width, base.height);
      resolve({
        canvas,
        pixelRatio: base.width / Math.max(1, base.clientWidth),
        metersPerPixel: computeMetersPerPixel(map.getCenter().lat, map.getZoom()),
      });
    }
    map.once('render', read);
    map.triggerRepaint();
  });
}

/** The picture as a PNG file. Rejects when the browser cannot encode it. */
export function toPng(canvas: HTMLCanvasElement): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The picture cannot be encoded.'))), 'image/png'),
  );
}
