import gcoord from 'gcoord';
import { fromMercatorShare, toMercatorShare } from '@liaowang/shared/analysis/geometry/web-mercator';

/**
 * Pictures in GCJ-02 (AMap) lie some 500 m beside the places they show. They are moved, not all that lies over them: each
 * tile that the map asks for is put together from those that show its ground. So marks, clicks, drawings, measures and links
 * stay in WGS-84, and nothing but this file knows of another datum.
 */

/** A tile of the source, and where its north-west corner lies on the tile that is put together, pixels. */
export interface TilePart {
  x: number;
  y: number;
  left: number;
  top: number;
}

/**
 * The one to four tiles in GCJ-02 that show the ground of a tile in WGS-84. The offset is that of the tile's middle: within
 * a tile of a city it differs by less than a pixel. Whole pixels, so that letters stay sharp.
 */
export function findTileParts(zoom: number, x: number, y: number, tileSize: number): TilePart[] {
  const tilesAcross = 2 ** zoom;
  const worldPixels = tilesAcross * tileSize;
  const middle = [(x + 0.5) / tilesAcross, (y + 0.5) / tilesAcross] as const;
  const place = fromMercatorShare(middle);
  const there = toMercatorShare(gcoord.transform([...place], gcoord.WGS84, gcoord.GCJ02));
  const [west, north] = [
    Math.round(x * tileSize + (there[0] - middle[0]) * worldPixels),
    Math.round(y * tileSize + (there[1] - middle[1]) * worldPixels),
  ];
  const parts: TilePart[] = [];
  for (let row = Math.floor(north / tileSize); row * tileSize < north + tileSize; row++) {
    for (let column = Math.floor(west / tileSize); column * tileSize < west + tileSize; column++) {
      if (row < 0 || row >= tilesAcross || column < 0 || column >= tilesAcross) continue;
      parts.push({ x: column, y: row, left: column * tileSize - west, top: row * tileSize - north });
    }
  }
  return parts;
}

/** Four neighbours ask for each tile: pictures of about two screens are kept. */
const MAX_KEPT = 160;
const kept = new Map<string, Promise<ImageBitmap | null>>();

/** Null where the source has no picture: its border runs through the tile that is put together. */
async function fetchPicture(url: string): Promise<ImageBitmap | null> {
  const response = await fetch(url);
  if (response.status === 404) return null;
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return createImageBitmap(await response.blob());
}

function keepPicture(url: string): Promise<ImageBitmap | null> {
  const picture = kept.get(url) ?? fetchPicture(url);
  // The newest last: the first of the map is the one that was not asked for longest.
  kept.delete(url);
  kept.set(url, picture);
  picture.catch(() => kept.delete(url));
  for (const oldest of kept.keys()) {
    if (kept.size <= MAX_KEPT) break;
    kept.delete(oldest);
  }
  return picture;
}

/** The picture of a tile in WGS-84, put together from those in GCJ-02, clear where the source has none. `tileUrl` gives the address of one of them. @throws Error when one does not come, or all are missing */
export async function drawShiftedTile(
  zoom: number,
  x: number,
  y: number,
  tileSize: number,
  tileUrl: (x: number, y: number) => string,
): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(tileSize, tileSize);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('No canvas can be had.');
  const parts = findTileParts(zoom, x, y, tileSize);
  const pictures = await Promise.all(parts.map((part) => keepPicture(tileUrl(part.x, part.y))));
  if (pictures.every((picture) => picture === null))
    throw new Error(`${tileUrl(x, y)} and its neighbours are not there.`);
  for (const [index, { left, top }] of parts.entries()) {
    const picture = pictures[index];
    if (picture) context.drawImage(picture, left, top, tileSize, tileSize);
  }
  return canvas.transferToImageBitmap();
}
