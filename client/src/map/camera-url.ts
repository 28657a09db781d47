/** Where the map looks: degrees `[lng, lat]` and zoom. The map never turns or tilts: north is up on a wall. */
export interface Camera {
  center: [number, number];
  zoom: number;
}

export const CAMERA_PARAMETER = 'c';
export const MIN_ZOOM = 7;
export const MAX_ZOOM = 19;
/** 1e-5° ≈ 1 m; zoom to a hundredth: a link shows the same view to a pixel or two. */
const DEGREE_DIGITS = 5;
const ZOOM_DIGITS = 2;

/** `lng,lat,zoom` of a camera, as it stands in a link. */
export function formatCamera({ center: [lng, lat], zoom }: Camera): string {
  return [lng.toFixed(DEGREE_DIGITS), lat.toFixed(DEGREE_DIGITS), zoom.toFixed(ZOOM_DIGITS)].map(Number).join(',');
}

/** The camera in a query string (`?c=118.35,34.37,12`), or null when there is none that can be shown. */
export function parseCamera(search: string): Camera | null {
  const parts = new URLSearchParams(search).get(CAMERA_PARAMETER)?.split(',') ?? [];
  if (parts.length !== 3 || parts.some((part) => part.trim() === '')) return null;
  const [lng, lat, zoom] = parts.map(Number) as [number, number, number];
  // Written so that NaN fails: every comparison with NaN is false.
  if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 85 && zoom >= 0 && zoom <= 24)) return null;
  return { center: [lng, lat], zoom: Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, zoom)) };
}

/** The query string with the camera put in; everything else in it stays. */
export function withCamera(search: string, camera: Camera): string {
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !part.startsWith(`${CAMERA_PARAMETER}=`));
  // Commas may stand in a query as they are, and make a link that people can read.
  return `?${[...kept, `${CAMERA_PARAMETER}=${formatCamera(camera)}`].join('&')}`;
}

/** Writes the camera into the address without a new history entry. */
export function replaceCameraInAddress(camera: Camera): void {
  const { pathname, search, hash } = window.location;
  window.history.replaceState(window.history.state, '', pathname + withCamera(search, camera) + hash);
}
