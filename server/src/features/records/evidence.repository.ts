import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { EvidenceCheck } from '@liaowang/shared/schemas/hotspot-record';
import type { Queryable } from '../../plugins/postgres.ts';

/** Areas of two zones whose edges touch are slivers or nothing. */
const SHARED_AREA = (a: string, b: string): string =>
  `ST_Area(ST_CollectionExtract(ST_Intersection(${a}, ${b}), 3)::geography)`;

/** All SQL of the nightly review but its runs. `client` works inside its transaction. */
export function createEvidenceRepository(db: Queryable) {
  return {
    /** Share (0–1) of a record's area that zones cover together. */
    async findCoveredShare(hotspotId: number, zones: readonly PolygonGeometry[], client: Queryable): Promise<number> {
      const { rows } = await client.query<{ share: number | null }>(
        `SELECT ${SHARED_AREA('h.area', 'z.area')} / ST_Area(h.area::geography) AS share
         FROM hotspot_records h CROSS JOIN (
           SELECT ST_Union(ST_MakeValid(ST_SetSRID(ST_GeomFromGeoJSON(g.zone), 4326))) AS area FROM jsonb_array_elements($2::jsonb) AS g(zone)
         ) z WHERE h.id = $1`,
        [hotspotId, JSON.stringify(zones)],
      );
      return rows[0]?.share ?? 0;
    },
    /** Whether a zone and a record share at least `share` of the smaller one's area: an open record, or one that was rejected since `rejectedSinceMs`. */
    async isKnown(zone: PolygonGeometry, share: number, rejectedSinceMs: number): Promise<boolean> {
      const { rowCount } = await db.query(
        `SELECT 1 FROM hotspot_records h CROSS JOIN (SELECT ST_SetSRID(ST_GeomFromGeoJSON($1), 4326) AS area) z
         WHERE (h.status IN ('proposed', 'confirmed', 'watching') OR (h.status = 'rejected' AND h.status_changed_at >= to_timestamp($3::float8 / 1000)))
           AND ST_Intersects(h.area, z.area)
           AND ${SHARED_AREA('h.area', 'z.area')} >= $2 * least(ST_Area(h.area::geography), ST_Area(z.area::geography)) LIMIT 1`,
        [JSON.stringify(zone), share, rejectedSinceMs],
      );
      return (rowCount ?? 0) > 0;
    },
    /** What was said last of a record's evidence; it held when the record was made. */
    async findVerdict(hotspotId: number, client: Queryable): Promise<'holds' | 'faded'> {
      const { rows } = await client.query<{ kind: string }>(
        `SELECT kind FROM hotspot_events WHERE hotspot_id = $1 AND kind IN ('evidence-faded', 'evidence-holds') ORDER BY id DESC LIMIT 1`,
        [hotspotId],
      );
      return rows[0]?.kind === 'evidence-faded' ? 'faded' : 'holds';
    },
    /** Stores a check, which is no change of the record: nobody who edits it meanwhile is refused. */
    async saveCheck(hotspotId: number, check: EvidenceCheck, client: Queryable): Promise<void> {
      await client.query('UPDATE hotspot_records SET evidence_check = $2 WHERE id = $1', [
        hotspotId,
        JSON.stringify(check),
      ]);
    },
  };
}

export type EvidenceRepository = ReturnType<typeof createEvidenceRepository>;
