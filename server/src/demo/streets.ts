import { createRoadNetwork } from '../../../data/demo/roads.ts';
import { createStreets } from '../../../data/demo/streets.ts';
import type { Queryable } from '../plugins/postgres.ts';
import { DEMO_SEED } from './plant-city.ts';

/** Plants the streets that the made-up city's units move on, unless they are there: cities planted by an older version had none. */
export async function plantDemoStreets(client: Queryable): Promise<void> {
  const { rows } = await client.query('SELECT 1 FROM roads LIMIT 1');
  if (rows.length > 0) return;
  const streets = createStreets(createRoadNetwork(DEMO_SEED));
  await client.query(
    `INSERT INTO roads (name_zh, name_en, road_class, lines)
     SELECT r.name, r."nameEn", r."roadClass",
       ST_SetSRID(ST_GeomFromGeoJSON(jsonb_build_object('type', 'MultiLineString', 'coordinates', r.lines)::text), 4326)
     FROM jsonb_to_recordset($1) AS r(n int, name text, "nameEn" text, "roadClass" text, lines jsonb) ORDER BY r.n`,
    [JSON.stringify(streets.map((street, n) => ({ ...street, n })))],
  );
}
