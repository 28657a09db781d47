import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { TileFileBroken, readTileFile, type TileFile } from './tile-file.ts';

/** A file of the folder: what it says of itself, or why it cannot be drawn. */
export type FolderFile = { fileName: string; modifiedMs: number; version: string } & (
  | { file: TileFile; broken: null }
  | { file: null; broken: string }
);

/** Below the data folder. */
export const BASEMAPS_FOLDER_NAME = 'basemaps';
const EXTENSION = '.pmtiles';

/** The PMTiles files of a folder, which is the truth: it is looked at each time, a file read again only when it changed. */
export function createTileFolder(folder: string) {
  const known = new Map<string, FolderFile>();

  async function look(fileName: string): Promise<FolderFile | null> {
    const path = join(folder, fileName);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return null;
    const version = `${found.size.toString(36)}-${Math.round(found.mtimeMs).toString(36)}`;
    const before = known.get(fileName);
    if (before?.version === version) return before;
    const about = { fileName, modifiedMs: found.mtimeMs, version };
    const now = await readTileFile(path).then(
      (file): FolderFile => ({ ...about, file, broken: null }),
      (error: unknown): FolderFile => ({
        ...about,
        file: null,
        broken: error instanceof TileFileBroken ? error.message : `${fileName} cannot be read.`,
      }),
    );
    known.set(fileName, now);
    return now;
  }

  return {
    pathOf: (fileName: string) => join(folder, fileName),
    /** One file as it is now; null where there is none. */
    find: look,
    /** Every file as it is now, by name; none where there is no folder. */
    async findAll(): Promise<FolderFile[]> {
      const names = await readdir(folder).catch(() => []);
      const files = await Promise.all(
        // A name that begins with a dot is of a file that is being copied.
        names
          .filter((name) => name.endsWith(EXTENSION) && !name.startsWith('.'))
          .toSorted()
          .map(look),
      );
      return files.filter((file) => file !== null);
    },
  };
}

export type TileFolder = ReturnType<typeof createTileFolder>;
