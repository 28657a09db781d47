import type { Map as MapLibreMap, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';

/** A thing on the map that follows the pointer until it is let go. */
export interface Grab {
  drag(place: [number, number]): void;
  drop(place: [number, number]): void;
}

/**
 * Lets the left button or one finger take things on the map: `grab` says what lies there, null = nothing, and the map
 * pans as usual. The pointer may leave the map while it holds something. Returns how to stop.
 */
export function attachMapGrabs(map: MapLibreMap, grab: (place: [number, number]) => Grab | null): () => void {
  let held: Grab | null = null;
  let heldAt: [number, number] = [0, 0];
  const canvas = map.getCanvasContainer();

  const placeOf = ({ clientX, clientY }: { clientX: number; clientY: number }): [number, number] => {
    const { left, top, width } = canvas.getBoundingClientRect();
    const scale = width / canvas.offsetWidth || 1;
    return map.unproject([(clientX - left) / scale, (clientY - top) / scale]).toArray();
  };
  const take = (event: MapMouseEvent | MapTouchEvent): boolean => {
    heldAt = [event.lngLat.lng, event.lngLat.lat];
    held = grab(heldAt);
    // Keeps MapLibre's own handlers (pan, box zoom) from the event.
    if (held) event.preventDefault();
    return held !== null;
  };
  const dragTo = (place: [number, number]): void => {
    heldAt = place;
    held?.drag(place);
  };
  const letGo = (): void => {
    removeEventListener('mousemove', followMouse);
    removeEventListener('mouseup', letGo);
    const dropped = held;
    held = null;
    dropped?.drop(heldAt);
  };
  const followMouse = (event: MouseEvent): void => dragTo(placeOf(event));

  const onMouseDown = (event: MapMouseEvent): void => {
    if (event.originalEvent.button !== 0 || !take(event)) return;
    addEventListener('mousemove', followMouse);
    addEventListener('mouseup', letGo);
  };
  const onTouchStart = (event: MapTouchEvent): void => {
    // A second finger means to zoom.
    if (event.points.length > 1) letGo();
    else take(event);
  };
  const onTouchMove = (event: MapTouchEvent): void => {
    if (!held) return;
    event.preventDefault();
    dragTo([event.lngLat.lng, event.lngLat.lat]);
  };
  map.on('mousedown', onMouseDown);
  map.on('touchstart', onTouchStart);
  map.on('touchmove', onTouchMove);
  map.on('touchend', letGo);
  map.on('touchcancel', letGo);
  return () => {
    map.off('mousedown', onMouseDown);
    map.off('touchstart', onTouchStart);
    map.off('touchmove', onTouchMove);
    map.off('touchend', letGo);
    map.off('touchcancel', letGo);
    letGo();
  };
}
