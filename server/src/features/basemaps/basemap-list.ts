import type { Basemap } from '@liaowang/shared/schemas/basemap';
import { SCHEMATIC_ID } from '@liaowang/shared/schemas/schematic-id';
import type { Role } from '@liaowang/shared/schemas/account';
import type { MapServices } from '../../plugins/config.ts';
import { keepCopy } from '../../plugins/kept-copy.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { BasemapsRepository } from './basemaps.repository.ts';
import { makeIdOfFile } from './basemap-id.ts';
import { describeRow, rowOfFile, type KnownBasemap } from './known-basemap.ts';
import { SCHEMATIC } from './schematic.ts';
import type { TileFolder } from './tile-file/tile-folder.ts';

/** All that there are, the schematic one too: what an order may name. */
export const MOST_BASEMAPS = 50;

/** All basemaps: rows of the database as they were last read, files as they lie in the folder now. */
export async function createBasemapList(repository: BasemapsRepository, folder: TileFolder, services: MapServices) {
  const stored = await keepCopy(async (client?: Queryable) => ({
    rows: await repository.findAll(client),
    order: await repository.findOrder(client),
    removed: await repository.findRemovedFiles(client),
  }));

  async function findAll(): Promise<KnownBasemap[]> {
    const { rows, removed } = stored.current;
    const files = await folder.findAll();
    const taken = new Set([SCHEMATIC_ID, ...rows.map(({ basemapId }) => basemapId)]);
    const known = rows.map((row) => {
      const { origin } = row;
      const file =
        origin.kind === 'pmtiles' ? (files.find(({ fileName }) => fileName === origin.fileName) ?? null) : null;
      return describeRow(row, file, services);
    });
    for (const file of files) {
      const { fileName } = file;
      const isSet = rows.some(({ origin }) => origin.kind === 'pmtiles' && origin.fileName === fileName);
      if (isSet || known.length >= MOST_BASEMAPS - 1 || file.version === removed.get(fileName)) continue;
      const basemapId = makeIdOfFile(fileName, taken);
      taken.add(basemapId);
      known.push(describeRow(rowOfFile(basemapId, file), file, services));
    }
    const placeOf = new Map(stored.current.order.map((id, i) => [id, i]));
    const place = ({ row }: KnownBasemap) => placeOf.get(row.basemapId) ?? Infinity;
    return known.toSorted((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  }

  /** All ids in their order; the schematic one is first until somebody puts it elsewhere. */
  function orderOf(known: readonly KnownBasemap[]): string[] {
    const ids = known.map(({ row }) => row.basemapId);
    const { order } = stored.current;
    const at = order.indexOf(SCHEMATIC_ID);
    const before = new Set(order.slice(0, Math.max(0, at)));
    return ids.toSpliced(ids.filter((id) => before.has(id)).length, 0, SCHEMATIC_ID);
  }

  const mayChoose = ({ row, problem }: KnownBasemap, role: Role) =>
    problem === null && (row.roles === null || row.roles.includes(role));

  return {
    findAll,
    orderOf,
    /** What an account of this role may choose, in order. */
    async findOffered(role: Role): Promise<Basemap[]> {
      const known = await findAll();
      const byId = new Map(
        known.filter((each) => mayChoose(each, role)).map(({ basemap }) => [basemap.basemapId, basemap]),
      );
      byId.set(SCHEMATIC_ID, SCHEMATIC);
      return orderOf(known).flatMap((id) => byId.get(id) ?? []);
    },
    /** One that an account of this role may choose; undefined where there is none. */
    async findChosen(basemapId: string, role: Role): Promise<KnownBasemap | undefined> {
      const row = stored.current.rows.find((each) => each.basemapId === basemapId);
      // Pictures are asked for by the hundred: no look at the folder for each.
      const known =
        row && row.origin.kind !== 'pmtiles'
          ? describeRow(row, null, services)
          : (await findAll()).find((each) => each.row.basemapId === basemapId);
      return known && mayChoose(known, role) ? known : undefined;
    },
    /** Scheme and host of every server that the page itself asks. */
    get pageOrigins(): string[] {
      return [...new Set(stored.current.rows.flatMap(({ facts }) => (facts?.kind === 'style' ? facts.origins : [])))];
    },
    /** Reads anew what is stored: other servers change it too. */
    reload: (client?: Queryable): Promise<void> => stored.refresh(client),
  };
}

export type BasemapList = Awaited<ReturnType<typeof createBasemapList>>;
