import { createHash } from 'node:crypto';
import { createDemoCity, createDemoIncidents } from '../../../data/demo/city.ts';
import { DEMO_KINDS } from '../../../data/demo/incident-kinds.ts';
import { hashPassword } from '../plugins/passwords.ts';
import type { Queryable } from '../plugins/postgres.ts';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from './accounts.ts';
import { plantDemoAreas } from './community-areas.ts';
import { DEMO_RULES } from './coverage-rules.ts';

/** The demo city is the same everywhere: figures in an issue can be looked up by anyone. */
export const DEMO_SEED = 1;

const POINT = 'ST_SetSRID(ST_MakePoint((r.position->>0)::float8, (r.position->>1)::float8), 4326)';

/** Plants the made-up city of data/demo, its 550 days ending at `now`, and one account a role. */
export async function plantDemoCity(client: Queryable, now: Date): Promise<void> {
  const city = createDemoCity({ seed: DEMO_SEED, now });
  // In the generator's order, so that numbers in names and ids go together.
  const insert = (sql: string, rows: readonly object[], returning = '') =>
    client.query<{ id: string }>(`${sql} ORDER BY r.n ${returning}`, [
      JSON.stringify(rows.map((row, n) => ({ ...row, n }))),
    ]);

  await insert(
    `INSERT INTO branches (code, name_zh, name_en, position)
     SELECT r.code, r.name, r."nameEn", ${POINT} FROM jsonb_to_recordset($1) AS r(n int, code text, name text, "nameEn" text, position jsonb)`,
    city.branches,
  );
  await insert(
    `INSERT INTO stations (code, name_zh, branch_id, position)
     SELECT r.code, r.name, b.id, ${POINT} FROM jsonb_to_recordset($1) AS r(n int, code text, name text, "branchCode" text, position jsonb) JOIN branches b ON b.code = r."branchCode"`,
    city.stations,
  );
  await insert(
    `INSERT INTO key_areas (code, name_zh, name_en, kind, branch_id, area)
     SELECT r.code, r.name, r."nameEn", r.kind, b.id, ST_SetSRID(ST_GeomFromGeoJSON(r.polygon::text), 4326)
     FROM jsonb_to_recordset($1) AS r(n int, code text, name text, "nameEn" text, kind text, "branchCode" text, polygon jsonb) JOIN branches b ON b.code = r."branchCode"`,
    city.keyAreas,
  );
  await insert(
    `INSERT INTO alert_rules (kind, params, weekdays, start_minute, end_minute, enabled)
     SELECT 'area-uncovered', jsonb_build_object('keyAreaId', k.id, 'maxUnseenMinutes', r."maxUnseenMinutes", 'minSeenShare', r."minSeenShare"),
       ARRAY(SELECT jsonb_array_elements_text(r.weekdays)::int), r."startMinute", r."endMinute", r.enabled
     FROM jsonb_to_recordset($1) AS r(n int, kind text, weekdays jsonb, "startMinute" int, "endMinute" int, "maxUnseenMinutes" int, "minSeenShare" float8, enabled boolean)
     JOIN key_areas k ON k.kind = r.kind`,
    DEMO_RULES,
  );
  await insert(
    `INSERT INTO lookouts (number, name_zh, name_en, branch_id, position, detection_range_meters, duty_start_minute, duty_end_minute, notice_board_inspected_on,
       shape, bearing_degrees, angle_degrees, ground)
     SELECT r.number, r.name, r."nameEn", b.id, ${POINT}, r."detectionRangeMeters", r."dutyStartMinute", r."dutyEndMinute", r."noticeBoardInspectedOn",
       r.shape->>'kind', (r.shape->>'bearingDegrees')::float8, (r.shape->>'angleDegrees')::float8, ST_SetSRID(ST_GeomFromGeoJSON(r.shape->>'geometry'), 4326)
     FROM jsonb_to_recordset($1) AS r(n int, number int, name text, "nameEn" text, "branchCode" text, position jsonb, "detectionRangeMeters" float8,
       "dutyStartMinute" int, "dutyEndMinute" int, "noticeBoardInspectedOn" date, shape jsonb) JOIN branches b ON b.code = r."branchCode"`,
    city.lookouts,
  );
  await insert(
    `INSERT INTO units (name_zh, name_en, kind, branch_id, detection_range_meters)
     SELECT r.name, r."nameEn", r.kind, b.id, r."detectionRangeMeters"
     FROM jsonb_to_recordset($1) AS r(n int, name text, "nameEn" text, kind text, "branchCode" text, "detectionRangeMeters" float8)
     JOIN branches b ON b.code = r."branchCode"`,
    city.units,
  );
  await insert(
    `INSERT INTO devices (unit_id, protocol, external_id, token_sha256, heartbeat_seconds, settings)
     SELECT u.id, 'osmand', r."deviceId", decode(r.token, 'hex'), r."heartbeatSeconds", '{"app": "traccar-client"}'
     FROM jsonb_to_recordset($1) AS r(n int, name text, "deviceId" text, token text, "heartbeatSeconds" int) JOIN units u ON u.name_zh = r.name`,
    // Demo devices hold no secret: they report by their id alone.
    city.units.map((unit) => ({
      ...unit,
      token: createHash('sha256').update(`demo:${unit.deviceId}:${now.getTime()}`).digest('hex'),
    })),
  );
  const { rows: kinds } = await insert(
    `INSERT INTO incident_categories (id, number, parent_id, name_zh, name_en)
     SELECT 'kind-' || (last.number + r.n + 1), last.number + r.n + 1, r.category, r."nameZh", r."nameEn"
     FROM (SELECT max(number) AS number FROM incident_categories) last, jsonb_to_recordset($1) AS r(n int, category text, "nameZh" text, "nameEn" text)`,
    DEMO_KINDS,
    'RETURNING id',
  );
  await insert(
    `INSERT INTO incidents (category, kind_id, severity, source, status, description, branch_id, position, occurred_at, reported_at)
     SELECT r.category, r."kindId", r.severity, r.source, r.status, r.description, b.id, ${POINT}, r."occurredAt", r."reportedAt"
     FROM jsonb_to_recordset($1) AS r(n int, category text, "kindId" text, severity text, source text, status text, description text, "branchCode" text, position jsonb,
       "occurredAt" timestamptz, "reportedAt" timestamptz) JOIN branches b ON b.code = r."branchCode"`,
    createDemoIncidents({ seed: DEMO_SEED, now }).map((incident) => ({
      ...incident,
      kindId: incident.kind === null ? null : kinds[incident.kind]!.id,
    })),
  );
  await insert(
    `INSERT INTO household_points (position, households) SELECT ${POINT}, r.households FROM jsonb_to_recordset($1) AS r(n int, position jsonb, households int)`,
    city.households,
  );
  await plantDemoAreas(client);
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const { username, role, displayName, ofBranch } of DEMO_ACCOUNTS) {
    await client.query(
      `INSERT INTO accounts (username, name_zh, name_en, role, branch_id, password_hash)
       VALUES ($1, $2, $3, $4, CASE WHEN $5 THEN (SELECT min(id) FROM branches) END, $6)`,
      [username, displayName.zh, displayName.en, role, ofBranch, passwordHash],
    );
  }
}
