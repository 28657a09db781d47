import type { Place } from '@liaowang/shared/schemas/registry';
import boundary from '../../../data/jurisdictions/xinyi/boundary.json' with { type: 'json' };
import jurisdiction from '../../../data/jurisdictions/xinyi/jurisdiction.json' with { type: 'json' };
import neighbours from '../../../data/jurisdictions/xinyi/neighbours.json' with { type: 'json' };
import schematic from '../../../data/jurisdictions/xinyi/schematic.json' with { type: 'json' };
import towns from '../../../data/jurisdictions/xinyi/towns.json' with { type: 'json' };
import type { Queryable } from '../plugins/postgres.ts';

/** Plants Xinyi from data/jurisdictions: boundary, towns and the built-in basemap. */
export async function plantJurisdiction(client: Queryable): Promise<void> {
  const places = towns.features.map(({ properties, geometry }) => ({
    code: properties.code,
    name: { zh: properties.name, en: properties.nameEn },
    position: geometry.coordinates as Place['position'],
    confidence: properties.confidence as Place['confidence'],
  })) satisfies Place[];
  await client.query(
    `INSERT INTO jurisdictions (code, name_zh, name_en, association_zh, association_en, time_zone, center, zoom, boundary, places, basemap)
     VALUES ($1, $2, $3, $4, $5, $6, ST_SetSRID(ST_MakePoint($7, $8), 4326), $9,
             ST_Multi(ST_CollectionExtract(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON($10), 4326)), 3)), $11, $12)`,
    [
      jurisdiction.code, jurisdiction.name, jurisdiction.nameEn, jurisdiction.association, jurisdiction.associationEn, jurisdiction.timeZone,
      jurisdiction.center[0], jurisdiction.center[1], jurisdiction.zoom, JSON.stringify(boundary.features[0]?.geometry),
      JSON.stringify(places), JSON.stringify({ schematic, neighbours }),
    ],
  );
}
