import type {
  ReferenceColor,
  ReferenceFeatures,
  ReferenceLayer,
  ReferenceLayerChange,
} from '@liaowang/shared/schemas/reference-layer';
import type { Static } from 'typebox';
import type { Queryable } from '../../plugins/postgres.ts';
import type { ReadFeature } from './reference-file.task.ts';

/** What shapes are drawn with: 0.1 m. */
const DECIMALS = 6;
/** Features stored at a time. */
const STEP = 500;

interface LayerRow {
  layerId: number;
  nameZh: string;
  nameEn: string;
  color: ReferenceColor;
  fromZoom: number;
  hasLabels: boolean;
  fileName: string;
  points: number;
  lines: number;
  areas: number;
  updatedAt: Date;
}

const SELECT = `
  SELECT l.id AS "layerId", l.name_zh AS "nameZh", l.name_en AS "nameEn", l.color, l.from_zoom AS "fromZoom", l.has_labels AS "hasLabels",
         l.file_name AS "fileName", l.updated_at AS "updatedAt",
         count(*) FILTER (WHERE ST_Dimension(f.shape) = 0)::int AS points,
         count(*) FILTER (WHERE ST_Dimension(f.shape) = 1)::int AS lines,
         count(*) FILTER (WHERE ST_Dimension(f.shape) = 2)::int AS areas
  FROM reference_layers l LEFT JOIN reference_features f ON f.layer_id = l.id`;

const toLayer = ({ nameZh, nameEn, points, lines, areas, updatedAt, ...layer }: LayerRow): ReferenceLayer => ({
  ...layer,
  name: { zh: nameZh, en: nameEn },
  counts: { points, lines, areas },
  updatedAt: updatedAt.toISOString(),
});

/** All SQL of the city's own layers. */
export function createReferenceLayersRepository(db: Queryable) {
  return {
    async findAll(client: Queryable = db): Promise<ReferenceLayer[]> {
      return (await client.query<LayerRow>(`${SELECT} GROUP BY l.id ORDER BY l.id`)).rows.map(toLayer);
    },
    async find(layerId: number, client: Queryable = db): Promise<ReferenceLayer | null> {
      const { rows } = await client.query<LayerRow>(`${SELECT} WHERE l.id = $1 GROUP BY l.id`, [layerId]);
      return rows[0] ? toLayer(rows[0]) : null;
    },
    async findFeatures(layerId: number): Promise<Static<typeof ReferenceFeatures>> {
      const { rows } = await db.query<{ label: string; geometry: GeoJSON.Geometry }>(
        `SELECT label, ST_AsGeoJSON(shape, ${DECIMALS})::json AS geometry FROM reference_features WHERE layer_id = $1 ORDER BY number`,
        [layerId],
      );
      return {
        type: 'FeatureCollection',
        features: rows.map(({ label, geometry }) => ({ type: 'Feature', properties: { label }, geometry })),
      };
    },
    /** Held off until the transaction ends: counting layers and adding one is one step. */
    async lockAll(client: Queryable): Promise<void> {
      await client.query('LOCK TABLE reference_layers IN SHARE ROW EXCLUSIVE MODE');
    },
    async insert(
      layer: ReferenceLayerChange & { hasLabels: boolean; fileName: string },
      features: readonly ReadFeature[],
      client: Queryable,
    ): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO reference_layers (name_zh, name_en, color, from_zoom, has_labels, file_name)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
        [layer.name.zh, layer.name.en, layer.color, layer.fromZoom, layer.hasLabels, layer.fileName],
      );
      const layerId = rows[0]!.id;
      for (let start = 0; start < features.length; start += STEP) {
        const step = features.slice(start, start + STEP);
        await client.query(
          `INSERT INTO reference_features (layer_id, number, label, shape)
           SELECT $1, $2 + n, label, ST_SetSRID(ST_GeomFromGeoJSON(shape), 4326)
           FROM unnest($3::text[], $4::text[]) WITH ORDINALITY AS t(label, shape, n)`,
          [layerId, start, step.map(({ label }) => label), step.map(({ shape }) => JSON.stringify(shape))],
        );
      }
      return layerId;
    },
    /** False = there is none. */
    async update(
      layerId: number,
      { name, color, fromZoom }: ReferenceLayerChange,
      client: Queryable,
    ): Promise<boolean> {
      const { rowCount } = await client.query(
        'UPDATE reference_layers SET name_zh = $2, name_en = $3, color = $4, from_zoom = $5, updated_at = now() WHERE id = $1',
        [layerId, name.zh, name.en, color, fromZoom],
      );
      return rowCount === 1;
    },
    /** False = there is none. */
    async remove(layerId: number, client: Queryable): Promise<boolean> {
      return (await client.query('DELETE FROM reference_layers WHERE id = $1', [layerId])).rowCount === 1;
    },
  };
}
