import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { Place } from '@liaowang/shared/schemas/registry';
import boundary from '../../../data/jurisdictions/xinyi/boundary.json' with { type: 'json' };
import jurisdiction from '../../../data/jurisdictions/xinyi/jurisdiction.json' with { type: 'json' };
import neighbours from '../../../data/jurisdictions/xinyi/neighbours.json' with { type: 'json' };
import schematic from '../../../data/jurisdictions/xinyi/schematic.json' with { type: 'json' };
import towns from '../../../data/jurisdictions/xinyi/towns.json' with { type: 'json' };
import type { Queryable } from '../plugins/postgres.ts';
import type { JurisdictionToPlant } from './jurisdiction-file.ts';

/** Xinyi from data/jurisdictions: boundary, towns and the built-in basemap. */
export const XINYI_TO_PLANT: JurisdictionToPlant = {
  code: jurisdiction.code,
  name: { zh: jurisdiction.name, en: jurisdiction.nameEn },
  association: { zh: jurisdiction.association, en: jurisdiction.associationEn },
  timeZone: jurisdiction.timeZone,
  // The compiler widens JSON: positions to number[].
  center: jurisdiction.center as [number, number],
  zoom: jurisdiction.zoom,
  boundary: boundary.features[0]!.geometry as AreaGeometry,
  places: towns.features.map(({ properties, geometry }) => ({
    code: properties.code,
    name: { zh: properties.name, en: properties.nameEn },
    position: geometry.coordinates as Place['position'],
    confidence: properties.confidence as Place['confidence'],
  })),
  basemap: { schematic, neighbours } as JurisdictionToPlant['basemap'],
};

/** Plants the one jurisdiction of an empty database. */
export async function plantJurisdiction(
  client: Queryable,
  { code, name, association, timeZone, center, zoom, boundary: outline, places, basemap }: JurisdictionToPlant,
): Promise<void> {
  await client.query(
    `INSERT INTO jurisdictions (code, name_zh, name_en, association_zh, association_en, time_zone, center, zoom, boundary, places, basemap)
     VALUES ($1, $2, $3, $4, $5, $6, ST_SetSRID(ST_MakePoint($7, $8), 4326), $9,
             ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON($10), 4326)), 3)), $11, $12)`,
    [
      code,
      name.zh,
      name.en,
      association.zh,
      association.en,
      timeZone,
      ...center,
      zoom,
      JSON.stringify(outline),
      JSON.stringify(places),
      JSON.stringify(basemap),
    ],
  );
}

/** Code of the jurisdiction that a database holds, or null. */
export async function findJurisdictionCode(client: Queryable): Promise<string | null> {
  return (
    (await client.query<{ code: string }>('SELECT code FROM jurisdictions ORDER BY code LIMIT 1')).rows[0]?.code ?? null
  );
}
