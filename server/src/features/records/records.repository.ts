import { ROLE_RULES, hasPermission } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import type { LngLat, PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type {
  EvidenceCheck,
  HotspotEvent,
  HotspotEvidence,
  HotspotRecord,
  HotspotStatus,
} from '@liaowang/shared/schemas/hotspot-record';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Queryable } from '../../plugins/postgres.ts';

interface RecordRow {
  id: number;
  name: string;
  area: PolygonGeometry;
  lng: number;
  lat: number;
  area_square_meters: number;
  status: HotspotStatus;
  reason: string;
  evidence: HotspotEvidence;
  evidence_check: EvidenceCheck | null;
  proposed_by_job: boolean;
  owner_id: number | null;
  owner_zh: string;
  owner_en: string;
  next_review_on: string | null;
  confirmed_at: Date | null;
  created_at: Date;
  updated_at: Date;
  version: number;
  comments: number;
  attachments: number;
}

interface RecordToStore {
  name: string;
  geometry: PolygonGeometry;
  evidence: HotspotEvidence;
  reason: string;
  nextReviewOn: string | null;
  proposedByJob: boolean;
}

/** What a change writes; what it leaves out stays. */
export interface RecordEdit {
  name?: string;
  geometry?: PolygonGeometry;
  status?: HotspotStatus;
  reason?: string;
  ownerAccountId?: number | null;
  nextReviewOn?: string | null;
}

export interface EventToStore {
  kind: HotspotEvent['kind'];
  text: string;
  detail: HotspotEvent['detail'];
}

export interface Reviewer {
  accountId: number;
  name: LocalizedName;
}

/** A millimetre. */
const GEOJSON_DECIMALS = 8;
/** More than a city can review; the longest untouched beyond are left out. */
const MAX_LISTED = 1_000;
const REVIEWERS = (Object.keys(ROLE_RULES) as Role[]).filter((role) => hasPermission(role, 'hotspots:review'));

const SELECT = `
  SELECT h.id, h.name, ST_AsGeoJSON(h.area, ${GEOJSON_DECIMALS})::json AS area, ST_X(ST_PointOnSurface(h.area)) AS lng, ST_Y(ST_PointOnSurface(h.area)) AS lat,
    ST_Area(h.area::geography) AS area_square_meters, h.status, h.reason, h.evidence, h.evidence_check, h.proposed_by_job, h.owner_id, o.name_zh AS owner_zh, o.name_en AS owner_en,
    to_char(h.next_review_on, 'YYYY-MM-DD') AS next_review_on, h.confirmed_at, h.created_at, h.updated_at, h.version,
    (SELECT count(*)::int FROM hotspot_events e WHERE e.hotspot_id = h.id AND e.kind = 'comment') AS comments,
    (SELECT count(*)::int FROM hotspot_attachments f WHERE f.hotspot_id = h.id) AS attachments
  FROM hotspot_records h LEFT JOIN accounts o ON o.id = h.owner_id`;

const polygonOf = (parameter: string): string => `ST_SetSRID(ST_GeomFromGeoJSON(${parameter}), 4326)`;
const toGeoJson = ({ coordinates }: PolygonGeometry): string => JSON.stringify({ type: 'Polygon', coordinates });

function toRecord(row: RecordRow): HotspotRecord {
  return {
    hotspotId: row.id,
    name: row.name,
    geometry: row.area,
    labelPoint: [row.lng, row.lat] as LngLat,
    areaSquareMeters: row.area_square_meters,
    status: row.status,
    reason: row.reason,
    evidence: row.evidence,
    check: row.evidence_check,
    proposedByJob: row.proposed_by_job,
    owner: row.owner_id === null ? null : { accountId: row.owner_id, name: { zh: row.owner_zh, en: row.owner_en } },
    nextReviewOn: row.next_review_on,
    confirmedAt: row.confirmed_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
    comments: row.comments,
    attachments: row.attachments,
  };
}

/** Above this an outline is drawn more simply… */
const MANY_VERTICES = 300;
/** …by at most so much: some five metres. */
const SIMPLIFIED_BY_DEGREES = 0.000_05;

/** All SQL of hotspot records and what happened to them. `client` works inside its transaction. */
export function createRecordsRepository(db: Queryable) {
  return {
    /** Records of any of the statuses, touched last first. */
    async findAll(statuses: readonly HotspotStatus[]): Promise<HotspotRecord[]> {
      return (
        await db.query<RecordRow>(
          `${SELECT} WHERE h.status = ANY ($1) ORDER BY h.updated_at DESC, h.id DESC LIMIT ${MAX_LISTED}`,
          [statuses],
        )
      ).rows.map(toRecord);
    },
    async findById(id: number, client: Queryable = db): Promise<HotspotRecord | null> {
      const row = (await client.query<RecordRow>(`${SELECT} WHERE h.id = $1`, [id])).rows[0];
      return row ? toRecord(row) : null;
    },
    /** The record, which nobody else can write until the transaction ends. */
    async findForUpdate(id: number, client: Queryable): Promise<HotspotRecord | null> {
      const row = (await client.query<RecordRow>(`${SELECT} WHERE h.id = $1 FOR UPDATE OF h`, [id])).rows[0];
      return row ? toRecord(row) : null;
    },
    /** Oldest first. */
    async findEvents(id: number): Promise<HotspotEvent[]> {
      const { rows } = await db.query<{
        id: number;
        at: Date;
        kind: HotspotEvent['kind'];
        text: string;
        detail: HotspotEvent['detail'];
        name_zh: string | null;
        name_en: string | null;
      }>(
        `SELECT e.id, e.at, e.kind, e.text, e.detail, a.name_zh, a.name_en FROM hotspot_events e LEFT JOIN accounts a ON a.id = e.account_id
         WHERE e.hotspot_id = $1 ORDER BY e.id`,
        [id],
      );
      return rows.map((row) => ({
        eventId: row.id,
        at: row.at.toISOString(),
        kind: row.kind,
        text: row.text,
        detail: row.detail,
        by: row.name_zh === null ? null : { zh: row.name_zh, en: row.name_en ?? '' },
      }));
    },
    /** Returns the new record's id. */
    async insert(record: RecordToStore, client: Queryable): Promise<number> {
      const { rows } = await client.query<{ id: number }>(
        `INSERT INTO hotspot_records (name, area, reason, evidence, next_review_on, proposed_by_job) VALUES ($1, ${polygonOf('$2')}, $3, $4, $5, $6) RETURNING id`,
        [
          record.name,
          toGeoJson(record.geometry),
          record.reason,
          JSON.stringify(record.evidence),
          record.nextReviewOn,
          record.proposedByJob,
        ],
      );
      return rows[0]!.id;
    },
    /** A new shape voids the last check: it was of the old one. */
    async update(id: number, edit: RecordEdit, client: Queryable): Promise<void> {
      await client.query(
        `UPDATE hotspot_records SET version = version + 1,
           name = coalesce($2, name), area = coalesce(${polygonOf('$3::text')}, area), evidence_check = CASE WHEN $3::text IS NULL THEN evidence_check END,
           status = coalesce($4, status), reason = CASE WHEN $4::text IS NULL THEN reason ELSE $5 END,
           status_changed_at = CASE WHEN $4::text IS NULL THEN status_changed_at ELSE now() END, confirmed_at = CASE WHEN $4 = 'confirmed' THEN coalesce(confirmed_at, now()) ELSE confirmed_at END,
           owner_id = CASE WHEN $6 THEN $7::int ELSE owner_id END, next_review_on = CASE WHEN $8 THEN $9::date ELSE next_review_on END
         WHERE id = $1`,
        [
          id,
          edit.name ?? null,
          edit.geometry ? toGeoJson(edit.geometry) : null,
          edit.status ?? null,
          edit.reason ?? '',
          edit.ownerAccountId !== undefined,
          edit.ownerAccountId ?? null,
          edit.nextReviewOn !== undefined,
          edit.nextReviewOn ?? null,
        ],
      );
    },
    /** Adds to what happened to a record; `accountId` null = the nightly job. Returns the event's id. */
    async insertEvent(
      id: number,
      accountId: number | null,
      { kind, text, detail }: EventToStore,
      client: Queryable,
    ): Promise<number> {
      await client.query('UPDATE hotspot_records SET updated_at = now() WHERE id = $1', [id]);
      const { rows } = await client.query<{ id: number }>(
        'INSERT INTO hotspot_events (hotspot_id, account_id, kind, text, detail) VALUES ($1, $2, $3, $4, $5) RETURNING id',
        [id, accountId, kind, text, JSON.stringify(detail)],
      );
      return rows[0]!.id;
    },
    /** Whether a polygon is one, and whether it lies in the jurisdiction or touches it. */
    async findFaults(geometry: PolygonGeometry): Promise<{ invalidReason: string | null; isOutside: boolean }> {
      const { rows } = await db.query<{ is_valid: boolean; reason: string; is_outside: boolean }>(
        `SELECT ST_IsValid(g) AS is_valid, ST_IsValidReason(g) AS reason,
           CASE WHEN ST_IsValid(g) THEN NOT EXISTS (SELECT 1 FROM jurisdictions j WHERE ST_Intersects(j.boundary, g)) ELSE false END AS is_outside
         FROM (SELECT ${polygonOf('$1')} AS g) AS given`,
        [toGeoJson(geometry)],
      );
      const { is_valid: isValid, reason, is_outside: isOutside } = rows[0]!;
      return { invalidReason: isValid ? null : reason, isOutside };
    },
    /**
     * A zone's outline put right: one that touches itself becomes a shell with holes, and one with very many vertices is
     * drawn more simply, by a few metres. What is more than one piece stays as it is, for findFaults to tell.
     */
    async tidy(geometry: PolygonGeometry): Promise<PolygonGeometry> {
      const { rows } = await db.query<{ tidied: PolygonGeometry | null }>(
        `SELECT ST_AsGeoJSON(CASE WHEN ST_NPoints(made) > $2 THEN ST_SimplifyPreserveTopology(made, $3) ELSE made END, 7)::json AS tidied
         FROM (SELECT CASE WHEN ST_NumGeometries(made) = 1 THEN ST_GeometryN(made, 1) END AS made FROM (SELECT ST_CollectionExtract(ST_MakeValid(${polygonOf('$1')}), 3) AS made) AS valid) AS single`,
        [toGeoJson(geometry), MANY_VERTICES, SIMPLIFIED_BY_DEGREES],
      );
      return rows[0]?.tidied ?? geometry;
    },
    async findAreaSquareMeters(geometry: PolygonGeometry): Promise<number> {
      return (
        await db.query<{ area: number }>(`SELECT ST_Area(${polygonOf('$1')}::geography) AS area`, [toGeoJson(geometry)])
      ).rows[0]!.area;
    },
    /** Accounts that may answer for a record, by name. */
    async findReviewers(): Promise<Reviewer[]> {
      const { rows } = await db.query<{ id: number; name_zh: string; name_en: string }>(
        'SELECT id, name_zh, name_en FROM accounts WHERE role = ANY ($1) AND disabled_at IS NULL ORDER BY name_zh, id',
        [REVIEWERS],
      );
      return rows.map((row) => ({ accountId: row.id, name: { zh: row.name_zh, en: row.name_en } }));
    },
  };
}

export type RecordsRepository = ReturnType<typeof createRecordsRepository>;
