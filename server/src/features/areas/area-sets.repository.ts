import type { Area, AreaChange, AreaSetChange, DenominatorKind } from '@liaowang/shared/schemas/area-set';
import type { AreaGeometry, MultiPolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';

/** A set with whose it is. */
export interface StoredAreaSet {
  id: number;
  name: string;
  kind: 'imported' | 'drawn';
  fileName: string | null;
  denominatorKind: DenominatorKind | null;
  isDemo: boolean;
  areaCount: number;
  /** Null = it came with the demo. */
  ownerId: number | null;
  updatedAt: Date;
}

export interface AreaToStore {
  name: string;
  code: string | null;
  denominator: number | null;
  geometry: MultiPolygonGeometry;
}

/** What an area's ground is drawn with: a hundredth of a metre. */
const DECIMALS = 7;
/** Areas stored at a time. */
const STEP = 200;

const SELECT = `
  SELECT s.id, s.name, s.kind, s.file_name AS "fileName", s.denominator_kind AS "denominatorKind", s.is_demo AS "isDemo", s.created_by AS "ownerId", s.updated_at AS "updatedAt",
         (SELECT count(*)::int FROM area_set_areas a WHERE a.set_id = s.id) AS "areaCount"
  FROM area_sets s`;

interface AreaRow {
  areaId: number;
  name: string;
  nameEn: string;
  code: string | null;
  denominator: number | null;
  areaSquareMeters: number;
  geometry: AreaGeometry;
}

const toArea = ({ name, nameEn, ...area }: AreaRow): Area => ({ ...area, name: { zh: name, en: nameEn } });

/** All SQL of stored sets, and of the branches' ground as a set. */
export function createAreaSetsRepository(db: Queryable) {
  return {
    async findAll(client: Queryable = db): Promise<StoredAreaSet[]> {
      return (await client.query<StoredAreaSet>(`${SELECT} ORDER BY s.id`)).rows;
    },
    async find(id: number, client: Queryable = db): Promise<StoredAreaSet | null> {
      return (await client.query<StoredAreaSet>(`${SELECT} WHERE s.id = $1`, [id])).rows[0] ?? null;
    },
    /** Holds off other changes of the set until the transaction ends; false = there is none. */
    async lock(id: number, client: Queryable): Promise<boolean> {
      return (await client.query('SELECT 1 FROM area_sets WHERE id = $1 FOR UPDATE', [id])).rows.length > 0;
    },
    async findAreas(setId: number, client: Queryable = db): Promise<Area[]> {
      const { rows } = await client.query<AreaRow>(
        `SELECT id AS "areaId", name, name AS "nameEn", code, denominator, ST_Area(area::geography) AS "areaSquareMeters", ST_AsGeoJSON(area, ${DECIMALS})::json AS geometry
         FROM area_set_areas WHERE set_id = $1 ORDER BY id`,
        [setId],
      );
      return rows.map(toArea);
    },
    /** The branches with their ground and the households on it, where any are known. */
    async findBranchAreas(): Promise<Area[]> {
      const { rows } = await db.query<AreaRow>(
        `SELECT b.id AS "areaId", b.name_zh AS name, b.name_en AS "nameEn", b.code,
                (SELECT nullif(sum(h.households), 0)::float8 FROM household_points h WHERE ST_Covers(b.area, h.position)) AS denominator,
                ST_Area(b.area::geography) AS "areaSquareMeters", ST_AsGeoJSON(b.area, ${DECIMALS})::json AS geometry
         FROM branches b WHERE b.area IS NOT NULL ORDER BY b.id`,
      );
      return rows.map(toArea);
    },
    async insert(
      set: {
        name: string;
        kind: StoredAreaSet['kind'];
        fileName: string | null;
        denominatorKind: DenominatorKind | null;
        ownerId: number;
      },
      client: Queryable,
    ): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO area_sets (name, kind, file_name, denominator_kind, created_by) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [set.name, set.kind, set.fileName, set.denominatorKind, set.ownerId],
      );
      return rows[0]!.id;
    },
    async insertAreas(setId: number, areas: readonly AreaToStore[], client: Queryable): Promise<void> {
      for (let start = 0; start < areas.length; start += STEP) {
        const step = areas.slice(start, start + STEP);
        await client.query(
          `INSERT INTO area_set_areas (set_id, name, code, denominator, area)
           SELECT $1, t.name, t.code, t.denominator, ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(t.shape), 4326)), 3))
           FROM unnest($2::text[], $3::text[], $4::float8[], $5::text[]) WITH ORDINALITY AS t (name, code, denominator, shape, n) ORDER BY t.n`,
          [
            setId,
            step.map(({ name }) => name),
            step.map(({ code }) => code),
            step.map(({ denominator }) => denominator),
            step.map(({ geometry }) => JSON.stringify(geometry)),
          ],
        );
      }
    },
    async update(id: number, { name, denominatorKind }: AreaSetChange, client: Queryable): Promise<void> {
      await client.query('UPDATE area_sets SET name = $2, denominator_kind = $3, updated_at = now() WHERE id = $1', [
        id,
        name,
        denominatorKind,
      ]);
    },
    async touch(id: number, client: Queryable): Promise<void> {
      await client.query('UPDATE area_sets SET updated_at = now() WHERE id = $1', [id]);
    },
    async remove(id: number, client: Queryable): Promise<void> {
      await client.query('DELETE FROM area_sets WHERE id = $1', [id]);
    },
    /** False = the set has no such area. */
    async updateArea(
      setId: number,
      areaId: number,
      { name, denominator }: AreaChange,
      client: Queryable,
    ): Promise<boolean> {
      return (
        (
          await client.query('UPDATE area_set_areas SET name = $3, denominator = $4 WHERE set_id = $1 AND id = $2', [
            setId,
            areaId,
            name,
            denominator,
          ])
        ).rowCount === 1
      );
    },
    async removeArea(setId: number, areaId: number, client: Queryable): Promise<string | null> {
      return (
        (
          await client.query<{ name: string }>(
            'DELETE FROM area_set_areas WHERE set_id = $1 AND id = $2 RETURNING name',
            [setId, areaId],
          )
        ).rows[0]?.name ?? null
      );
    },
    /** Places of all rings of a set. */
    async countVertices(setId: number, client: Queryable): Promise<number> {
      return (
        await client.query<{ vertices: number }>(
          'SELECT coalesce(sum(ST_NPoints(area)), 0)::int AS vertices FROM area_set_areas WHERE set_id = $1',
          [setId],
        )
      ).rows[0]!.vertices;
    },
  };
}

export type AreaSetsRepository = ReturnType<typeof createAreaSetsRepository>;
