import { copyFile, mkdir, open, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { TileFileBroken, readTileFile, type TileFile } from './tile-file.ts';
import { NAME_PATTERN, nameFileOf } from './tile-folder.ts';

const LISTED_LAYERS = 30;

async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What a file holds, a line each. */
export function describeTileFile({ drawing, ...file }: TileFile): string[] {
  const { bounds, minZoom, maxZoom, content, vectorLayers, tileSchema } = drawing;
  const layers =
    vectorLayers.length > LISTED_LAYERS
      ? [...vectorLayers.slice(0, LISTED_LAYERS), `and ${vectorLayers.length - LISTED_LAYERS} more`]
      : vectorLayers;
  return [
    `Bounds       ${bounds === null ? 'not said' : bounds.map((degrees) => degrees.toFixed(4)).join(', ')}`,
    `Zooms        ${minZoom}–${maxZoom}`,
    `Tiles        ${file.tileCount}, ${file.tileType}, compression ${file.compression.toLowerCase()}, ${(file.sizeBytes / 1e6).toFixed(1)} MB`,
    ...(content === 'vector'
      ? [
          `Layers       ${layers.length === 0 ? 'not said' : layers.join(', ')}`,
          `Style        ${tileSchema === 'other' ? 'none of ours fits these layers: lines and areas are drawn plainly' : `ours for ${tileSchema}`}`,
        ]
      : []),
    `Attribution  ${file.attribution || 'not said: set it in the settings of basemaps where its maker demands one'}`,
    `Licence      ${file.licence ?? 'not said'}`,
  ];
}

/**
 * Checks a PMTiles file thoroughly and puts a copy of it into the folder, where a running server finds it by itself: whole or
 * not at all. `name` is for people, kept beside it.
 * @throws {TileFileBroken} also where a file of this name is there already and `replace` is not said
 */
export async function addTileFile(
  path: string,
  folder: string,
  { name, replace }: { name: LocalizedName | null; replace: boolean },
): Promise<{ file: TileFile; target: string }> {
  const fileName = basename(path);
  if (!NAME_PATTERN.test(fileName)) throw new TileFileBroken(`${fileName} does not end with .pmtiles.`);
  const file = await readTileFile(path, true);
  const target = join(folder, fileName);
  if (!replace && (await stat(target).catch(() => null)))
    throw new TileFileBroken(
      `There is a ${fileName} in ${folder} already; say --replace to put this one in its place.`,
    );
  await mkdir(folder, { recursive: true });
  // Begins with a dot: the server does not look at it.
  const unfinished = join(folder, `.${fileName}.${process.pid}`);
  try {
    await copyFile(path, unfinished);
    await syncPath(unfinished);
    const copied = await stat(unfinished);
    if (copied.size !== file.sizeBytes) throw new TileFileBroken(`${fileName} changed while it was copied.`);
    if (name) await writeFile(nameFileOf(target), `${JSON.stringify(name)}\n`);
    else await rm(nameFileOf(target), { force: true });
    await rename(unfinished, target);
    await syncPath(folder);
  } finally {
    await rm(unfinished, { force: true });
  }
  return { file, target };
}
