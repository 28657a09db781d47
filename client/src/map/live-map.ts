import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, setWorkerUrl, type MapMouseEvent, type StyleSpecification } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Layer } from '@deck.gl/core';
import { loadChunk } from '../lib/chunk-loading.ts';
import { MAX_ZOOM, MIN_ZOOM, parseCamera, replaceCameraInAddress, type Camera } from './camera-url.ts';
import { findDeck } from './find-deck.ts';
import { createLayerAdoption } from './layer-adoption.ts';
import { afterFrame, createLayerStaging } from './layer-staging.ts';
import { attachMapControl, findMapInsets, usePointerStore, type WindowPoint } from './map-control.ts';
import { computeMetersPerPixel } from './meters-per-pixel.ts';
import { attachMapGrabs, type Grab } from './map-grabs.ts';
import { ZOOM_STEP, useMapViewStore } from './map-view.store.ts';
import { watchGround } from './watch-ground.ts';

setWorkerUrl(workerUrl);

/** Milliseconds between two looks at what is under the pointer: the eye does not see more. */
const HOVER_INTERVAL_MS = 50;
/** A finger that rests so long opens the menu of the place. */
const LONG_PRESS_MS = 550;
/** CSS pixels a resting finger may stray. */
const LONG_PRESS_SLACK_PIXELS = 8;
const FLIGHT_MS = 900;
/** Marks do not wait longer for what lies under them. */
const GROUND_WITHIN_MS = 2_000;
/** Share of the map that panels cover at its edges where there is room for them; on a phone they are folded away. */
const PANEL_SHARES = { top: 0.08, right: 0.19, bottom: 0.16, left: 0.15 };
const PHONE_PADDING_PIXELS = 24;
/** Less than this between the panels is no place to show anything in. */
const LEAST_ROOM_PIXELS = 120;
const PHONE_WIDTH_PIXELS = 860;
/** No closer than this when a small thing is shown: its surroundings say where it is. */
const FIT_MAX_ZOOM = 15;

export interface LiveMapEvents {
  /** The pointer rests on a place, or left the map. */
  hover(place: [number, number] | null): void;
  click(place: [number, number]): void;
  /** Right click or long press, with where that is in the window, CSS pixels. */
  menu(place: [number, number], at: WindowPoint): void;
  /** Somebody moved the map by hand. */
  dragged(): void;
  /** True = the double click is taken, and the map does not zoom. */
  doubleClick(place: [number, number]): boolean;
  /** A button or finger goes down: an answer takes what is there, and the map stays where it is. */
  grab(place: [number, number], metersPerPixel: number): Grab | null;
}

export interface LiveMap {
  setStyle(style: StyleSpecification): void;
  setLayers(layers: Layer[]): void;
  setCursor(cursor: string): void;
  /** Names the one canvas that takes the keyboard. */
  setLabel(label: string): void;
  /** Moves the middle of the map without changing the zoom. */
  moveTo(center: [number, number], durationMs: number): void;
  getCamera(): Camera;
  remove(): void;
}

export interface LiveMapOptions {
  container: HTMLElement;
  style: StyleSpecification;
  /** Where to look; null = as the address says. */
  lookAt: Camera | null;
  /** What to show when the address does not say: west, south, east, north. */
  homeBounds: [number, number, number, number];
  layers: Layer[];
  events: LiveMapEvents;
  reducedMotion: boolean;
  onReady(): void;
  /** A canvas lost its WebGL context, or got none: nothing more will be drawn, and the map is to be removed. */
  onGraphicsLost(): void;
}

/** Page pixels a pixel of the map takes: walls and 4K screens scale the map with the panels (tokens.css). */
function readScale(container: HTMLElement): number {
  return container.getBoundingClientRect().width / container.offsetWidth || 1;
}

/** Device pixels a pixel of the map takes. */
function computePixelRatio(container: HTMLElement): number {
  return devicePixelRatio * readScale(container);
}

/** Padding that keeps what is shown clear of the panels, pixels of the map. */
function computeRoomPadding(container: HTMLElement): { top: number; right: number; bottom: number; left: number } {
  const { clientWidth, clientHeight } = container;
  const measured = findMapInsets(readScale(container));
  // Where panels leave no room, the map does what it can between none.
  if (
    measured &&
    clientWidth - measured.left - measured.right >= LEAST_ROOM_PIXELS &&
    clientHeight - measured.top - measured.bottom >= LEAST_ROOM_PIXELS
  )
    return measured;
  if (clientWidth <= PHONE_WIDTH_PIXELS)
    return {
      top: PHONE_PADDING_PIXELS,
      right: PHONE_PADDING_PIXELS,
      bottom: PHONE_PADDING_PIXELS,
      left: PHONE_PADDING_PIXELS,
    };
  return {
    top: clientHeight * PANEL_SHARES.top,
    right: clientWidth * PANEL_SHARES.right,
    bottom: clientHeight * PANEL_SHARES.bottom,
    left: clientWidth * PANEL_SHARES.left,
  };
}

/**
 * Puts MapLibre with deck.gl over it into `container` and wires camera, address, pointer and touch.
 * @throws where the browser grants no WebGL
 */
export function createLiveMap({
  container,
  style,
  lookAt,
  homeBounds,
  layers,
  events,
  reducedMotion,
  onReady,
  onGraphicsLost,
}: LiveMapOptions): LiveMap {
  const linked = lookAt ?? parseCamera(window.location.search);
  const map = new MapLibreMap({
    container,
    style,
    ...(linked ?? { bounds: homeBounds, fitBoundsOptions: { padding: computeRoomPadding(container) } }),
    minZoom: MIN_ZOOM,
    maxZoom: MAX_ZOOM,
    attributionControl: false,
    // North stays up: people point at a wall.
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    pixelRatio: computePixelRatio(container),
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  // What is under the pointer is found on the CPU (hit-test.ts): deck need not draw for it.
  const adoptLayers = createLayerAdoption();
  const overlay = new MapLibreOverlay({
    layers: [],
    useDevicePixels: computePixelRatio(container),
    _pickable: false,
    getCursor: () => '',
    onError: (error, layer) => {
      // A layer that cannot be drawn is a bug of its own; without a device none will be.
      if (layer || findDeck(overlay)?.isInitialized) reportError(error);
      else tellLoss();
    },
  });
  map.addControl(overlay);

  const staging = createLayerStaging((next) => overlay.setProps({ layers: adoptLayers(next) }), afterFrame);
  staging.setLayers(layers);

  let isRemoved = false;
  let hasStood = false;
  // Later, not within the event: the libraries' own listeners are still to come. MapLibre would bring back its base map by
  // itself and deck.gl nothing: both are made anew.
  const tellLoss = (): void => {
    setTimeout(() => {
      if (!isRemoved) onGraphicsLost();
    });
  };
  // On the way down, where it passes for every canvas inside: the event does not bubble.
  container.addEventListener('webglcontextlost', tellLoss, true);

  let shownStyle = style;
  const toPlace = ({ lngLat }: MapMouseEvent): [number, number] => [lngLat.lng, lngLat.lat];
  const toWindow = ({ x, y }: { x: number; y: number }): WindowPoint => {
    const { left, top } = container.getBoundingClientRect();
    const scale = readScale(container);
    return { x: left + x * scale, y: top + y * scale };
  };
  const getCamera = (): Camera => ({ center: map.getCenter().toArray(), zoom: map.getZoom() });
  const duration = reducedMotion ? 0 : FLIGHT_MS;

  /** Nobody moved the map yet, and no link said where to look: the first view. */
  let isHome = linked === null;
  map.on('movestart', () => {
    isHome = false;
  });
  function fitHome(): void {
    if (!isHome) return;
    map.fitBounds(homeBounds, { padding: computeRoomPadding(container), duration: 0 });
    isHome = true;
  }

  function tellScale(): void {
    const { lat } = map.getCenter();
    usePointerStore.setState({ zoom: map.getZoom(), metersPerPixel: computeMetersPerPixel(lat, map.getZoom()) });
    const stepped = Math.floor(map.getZoom() / ZOOM_STEP) * ZOOM_STEP;
    if (useMapViewStore.getState().zoom !== stepped) useMapViewStore.setState({ zoom: stepped });
  }
  function tellBounds(): void {
    const bounds = map.getBounds();
    useMapViewStore.setState({ bounds: [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()] });
  }
  map.on('zoom', tellScale);
  map.on('moveend', () => {
    tellScale();
    tellBounds();
    replaceCameraInAddress(getCamera());
  });
  map.on('resize', () => {
    // The window went to another screen, or the wall's mode was switched.
    const pixelRatio = computePixelRatio(container);
    if (map.getPixelRatio() !== pixelRatio) {
      map.setPixelRatio(pixelRatio);
      overlay.setProps({ useDevicePixels: pixelRatio });
    }
    tellBounds();
  });
  map.on('dragstart', () => events.dragged());
  const endWatch = watchGround(map);

  let hoverTimer: ReturnType<typeof setTimeout> | null = null;
  let pointer: [number, number] | null = null;
  const tellPointer = (): void => {
    hoverTimer = null;
    usePointerStore.setState({ lngLat: pointer });
    events.hover(pointer);
  };
  const movePointer = (place: [number, number] | null): void => {
    pointer = place;
    hoverTimer ??= setTimeout(tellPointer, HOVER_INTERVAL_MS);
  };
  map.on('mousemove', (event) => movePointer(toPlace(event)));
  map.on('mouseout', () => movePointer(null));
  map.on('click', (event) => events.click(toPlace(event)));
  map.on('dblclick', (event) => {
    if (events.doubleClick(toPlace(event))) event.preventDefault();
  });
  const endGrabs = attachMapGrabs(map, (place) => events.grab(place, computeMetersPerPixel(place[1], map.getZoom())));
  map.on('contextmenu', (event) => {
    event.preventDefault();
    events.menu(toPlace(event), { x: event.originalEvent.clientX, y: event.originalEvent.clientY });
  });

  let pressTimer: ReturnType<typeof setTimeout> | null = null;
  let pressedAt = { x: 0, y: 0 };
  const endPress = (): void => {
    if (pressTimer !== null) clearTimeout(pressTimer);
    pressTimer = null;
  };
  map.on('touchstart', (event) => {
    endPress();
    if (event.points.length > 1 || event.defaultPrevented) return;
    pressedAt = event.point;
    const at = toWindow(event.point);
    pressTimer = setTimeout(() => events.menu([event.lngLat.lng, event.lngLat.lat], at), LONG_PRESS_MS);
  });
  map.on('touchmove', ({ point }) => {
    if (Math.hypot(point.x - pressedAt.x, point.y - pressedAt.y) > LONG_PRESS_SLACK_PIXELS) endPress();
  });
  map.on('touchend', endPress);
  map.on('touchcancel', endPress);

  attachMapControl({
    flyTo: (camera) =>
      void map.flyTo({ center: camera.center, ...(camera.zoom === undefined ? {} : { zoom: camera.zoom }), duration }),
    fitBounds: (bounds) =>
      void map.fitBounds(bounds, { padding: computeRoomPadding(container), maxZoom: FIT_MAX_ZOOM, duration }),
    adoptInsets: fitHome,
    zoomIn: () => void map.zoomIn({ duration: duration / 3 }),
    zoomOut: () => void map.zoomOut({ duration: duration / 3 }),
    getCenter: () => map.getCenter().toArray(),
    getCamera,
    findInWindow: (place) => toWindow(map.project(place)),
    capturePng: async (surround) => {
      const [{ captureFrame, toPng }, { drawSurround }] = await loadChunk(() =>
        Promise.all([import('./capture.ts'), import('./map-surround.ts')]),
      );
      await staging.settle();
      return toPng(drawSurround(await captureFrame(map, overlay), surround));
    },
  });
  // At once, not on `load`: the layers must not take the first seconds for city zoom.
  tellScale();
  tellBounds();
  // With the whole of its ground, unless that is slow to come: tiles, letters or icons of another server may never.
  const stand = (): void => {
    if (isRemoved || hasStood) return;
    hasStood = true;
    useMapViewStore.setState({ hasStood: true });
    onReady();
    staging.start();
  };
  map.once('load', stand);
  const standTimer = setTimeout(stand, GROUND_WITHIN_MS);

  return {
    setStyle: (next) => {
      if (next !== shownStyle) map.setStyle(next);
      shownStyle = next;
    },
    setLayers: staging.setLayers,
    setCursor: (cursor) => {
      map.getCanvas().style.cursor = cursor;
    },
    setLabel: (label) => map.getCanvas().setAttribute('aria-label', label),
    moveTo: (place, durationMs) => void map.easeTo({ center: place, duration: durationMs }),
    getCamera,
    remove: () => {
      isRemoved = true;
      container.removeEventListener('webglcontextlost', tellLoss, true);
      attachMapControl(null);
      staging.stop();
      clearTimeout(standTimer);
      endWatch();
      endPress();
      endGrabs();
      if (hoverTimer !== null) clearTimeout(hoverTimer);
      try {
        map.remove();
      } catch (error) {
        // A map without graphics may stumble over what went with them; its canvases go all the same.
        reportError(error);
      }
      container.replaceChildren();
    },
  };
}
