import { create } from 'zustand';
import type { Camera } from './camera-url.ts';
import type { MapSurround } from './map-surround.ts';

/** West, south, east, north in degrees. */
export type Bounds = [number, number, number, number];

/** A place of the window, CSS pixels. */
export interface WindowPoint {
  x: number;
  y: number;
}

/** What panels outside the map may do with it. Before the map is there every call is void. */
export interface MapControl {
  flyTo(camera: { center: [number, number]; zoom?: number }): void;
  fitBounds(bounds: Bounds): void;
  zoomIn(): void;
  zoomOut(): void;
  getCenter(): [number, number] | null;
  getCamera(): Camera | null;
  /** Where a place is drawn now; null without a map. */
  findInWindow(place: [number, number]): WindowPoint | null;
  /** The map as it is drawn now, as a PNG file with legend, scale and attribution; null without a map. */
  capturePng(surround: MapSurround): Promise<Blob | null>;
}

/** How much of the map panels hide at each edge. */
export interface MapInsets {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface AttachedMap extends MapControl {
  /** Panels cover another part of the map than before. */
  adoptInsets(): void;
}

let current: AttachedMap | null = null;
let insets: MapInsets | null = null;

/** Called by a room that knows its panels, in page pixels; null = the map takes the usual ones. */
export function setMapInsets(measured: MapInsets | null): void {
  insets = measured;
  current?.adoptInsets();
}

/** What was measured last, in pixels of a map of which each takes `scale` page pixels; null = nothing. */
export function findMapInsets(scale: number): MapInsets | null {
  if (!insets) return null;
  const { left, right, top, bottom } = insets;
  return { left: left / scale, right: right / scale, top: top / scale, bottom: bottom / scale };
}

/** Called by the map when it is ready, and with null when it goes. */
export function attachMapControl(control: AttachedMap | null): void {
  current = control;
}

/** The imperative handle of the one map. */
export const mapControl: MapControl = {
  flyTo: (camera) => current?.flyTo(camera),
  fitBounds: (bounds) => current?.fitBounds(bounds),
  zoomIn: () => current?.zoomIn(),
  zoomOut: () => current?.zoomOut(),
  getCenter: () => current?.getCenter() ?? null,
  getCamera: () => current?.getCamera() ?? null,
  findInWindow: (place) => current?.findInWindow(place) ?? null,
  capturePng: async (surround) => (await current?.capturePng(surround)) ?? null,
};

export interface Pointer {
  /** Under the pointer; null while it is off the map. */
  lngLat: [number, number] | null;
  zoom: number;
  /** Metres a CSS pixel stands for at the middle of the map. */
  metersPerPixel: number;
}

/** Pointer and scale for the readouts, a few times a second. */
export const usePointerStore = create<Pointer>()(() => ({ lngLat: null, zoom: 0, metersPerPixel: 0 }));
