import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Value } from 'typebox/value';
import { LocalizedName } from '@liaowang/shared/schemas/text';
import { TileFileBroken, readTileFile, type TileFile } from './tile-file.ts';

/** A file of the folder: what it says of itself, or why it cannot be drawn. */
export type FolderFile = { fileName: string; version: string; name: LocalizedName | null } & (
  | { file: TileFile; broken: null }
  | { file: null; broken: string }
);

/** Below the data folder. */
export const BASEMAPS_FOLDER_NAME = 'basemaps';
/** Names that a basemap's file may have; one that begins with a dot is of a file that is being copied. */
export const NAME_PATTERN = /^[^./\\][^/\\]*\.pmtiles$/;

/** Where the name that people see is kept beside a file; without it the file's own stands. */
export function nameFileOf(path: string): string {
  return `${path}.name.json`;
}

async function readNameBeside(path: string): Promise<LocalizedName | null> {
  try {
    const name: unknown = JSON.parse(await readFile(nameFileOf(path), 'utf8'));
    return Value.Check(LocalizedName, name) ? name : null;
  } catch {
    return null;
  }
}

/** The PMTiles files of a folder, which is the truth: it is looked at each time, a file read again only when it changed. */
export function createTileFolder(folder: string) {
  const known = new Map<string, FolderFile>();

  async function look(fileName: string): Promise<FolderFile | null> {
    const path = join(folder, fileName);
    const found = await stat(path).catch(() => null);
    if (!found?.isFile()) return null;
    const version = `${found.size}-${found.mtimeMs}`;
    const before = known.get(fileName);
    if (before?.version === version) return before;
    const about = { fileName, version, name: await readNameBeside(path) };
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
        names
          .filter((name) => NAME_PATTERN.test(name))
          .toSorted()
          .map(look),
      );
      return files.filter((file) => file !== null);
    },
  };
}

export type TileFolder = ReturnType<typeof createTileFolder>;
