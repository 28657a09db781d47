import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { PMTiles } from 'pmtiles';
import { sourceOf, unpackBounded } from '../../imports/readers/tile-source.ts';

/** One tile of a file, unpacked; null where it has none. */
export async function readTile(path: string, { z, x, y }: { z: number; x: number; y: number }): Promise<Buffer | null> {
  const handle = await open(path, 'r');
  try {
    const tile = await new PMTiles(sourceOf(handle, basename(path)), undefined, unpackBounded).getZxy(z, x, y);
    return tile ? Buffer.from(tile.data) : null;
  } finally {
    await handle.close();
  }
}
