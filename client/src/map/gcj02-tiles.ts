import gcoord from 'gcoord';

/**
 * Pictures in GCJ-02 (AMap) lie some 500 m beside the places they show. They are moved, not all that lies over them: each
 * tile that the map asks for is put together from those that show its ground. So marks, clicks, drawings, measures and links
 * stay in WGS-84, and nothing but this file knows of another datum.
 */

/** Web Mercator: pixels of the world at a zoom, from the north-west. */
function toWorldPixels([lng, lat]: readonly [number, number], zoom: number, tileSize: number): [number, number] {
  const size = tileSize * 2 ** zoom;
  const sine = Math.sin((lat * Math.PI) / 180);
  return [((lng + 180) / 360) * size, (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * size];
}

/** The place `[lng, lat]` at a pixel of the world; the other way of {@link toWorldPixels}. */
function toPlace([x, y]: readonly [number, number], zoom: number, tileSize: number): [number, number] {
  const size = tileSize * 2 ** zoom;
  const lat = (Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / size))) * 180) / Math.PI;
  return [(x / size) * 360 - 180, lat];
}

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
  const middle: [number, number] = [(x + 0.5) * tileSize, (y + 0.5) * tileSize];
  const place = toPlace(middle, zoom, tileSize);
  const there = toWorldPixels(gcoord.transform([...place], gcoord.WGS84, gcoord.GCJ02), zoom, tileSize);
  const [west, north] = [
    Math.round(x * tileSize + there[0] - middle[0]),
    Math.round(y * tileSize + there[1] - middle[1]),
  ];
  const tilesAcross = 2 ** zoom;
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
const kept = new Map<string, Promise<ImageBitmap>>();

async function fetchPicture(url: string): Promise<ImageBitmap> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
  return createImageBitmap(await response.blob());
}

function keepPicture(url: string): Promise<ImageBitmap> {
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

/** The picture of a tile in WGS-84, put together from those in GCJ-02. `tileUrl` gives the address of one of them. @throws Error when one does not come */
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
  for (const [index, { left, top }] of parts.entries())
    context.drawImage(pictures[index]!, left, top, tileSize, tileSize);
  return canvas.transferToImageBitmap();
}
