import type { CategoryNode } from '@liaowang/shared/contract/category-tree';
import { packCategories } from '@liaowang/shared/contract/incident-columns';
import { INCIDENT_SEVERITIES, INCIDENT_SOURCES, TIME_PRECISIONS } from '@liaowang/shared/schemas/incident';
import type { Queryable } from '../../plugins/postgres.ts';

/** Seven megabytes; beyond it the oldest are left out, and that is told. */
const MAX_INCIDENTS = 250_000;
/** Half a megabyte: reading one page holds up neither this process nor the others who ask the database. */
const PAGE_INCIDENTS = 20_000;

/**
 * A page of incidents packed by the database, since pg would spend seconds on the rows: the newest before a moment and an id,
 * none older than another moment. The layout is that of shared/src/contract/incident-columns.ts; the three indexes are one
 * int4. A category that was made since the list was read is told by its top.
 */
const PACKED_PAGE = `
  WITH page AS (
    SELECT id, category, category_id, severity, source, position, occurred_at, occurred_until, time_precision FROM incidents
    WHERE status <> 'withdrawn' AND occurred_at >= to_timestamp($1::float8) AND (occurred_at, id) < (to_timestamp($2::float8), $3::int)
    ORDER BY occurred_at DESC, id DESC LIMIT $7
  ), listed AS (
    SELECT id, n - 1 AS index FROM unnest($4::text[]) WITH ORDINALITY AS t (id, n)
  ), indexed AS (
    SELECT page.id, position, occurred_at,
      (array_position($8::text[], time_precision) - 1)::int8 * 1073741824 + least(1073741823, coalesce(ceil(extract(epoch FROM occurred_until - occurred_at) / 60), 0))::int8 AS exactness,
      -- A city has at most 20,000 categories, so that no index is half of a negative number.
      coalesce(kind.index, top.index)::int * 65536 + (array_position($5::text[], severity) - 1) * 256 + array_position($6::text[], source) - 1 AS indexes
    FROM page JOIN listed top ON top.id = page.category LEFT JOIN listed kind ON kind.id = page.category_id
  )
  SELECT count(*)::int AS count, extract(epoch FROM min(occurred_at))::float8 AS oldest_seconds, string_agg(
      int4send(id) || int4send(round(ST_X(position) * 1e7)::int4) || int4send(round(ST_Y(position) * 1e7)::int4)
        || int8send(floor(extract(epoch FROM occurred_at))::int8) || int4send(indexes) || substring(int8send(exactness) FROM 5),
      ''::bytea ORDER BY occurred_at, id
    ) AS packed
  FROM indexed`;

const COUNTED = `
  SELECT count(*)::int AS count, extract(epoch FROM min(occurred_at))::float8 * 1000 AS first_ms, extract(epoch FROM max(occurred_at))::float8 * 1000 AS last_ms FROM incidents
  WHERE status <> 'withdrawn' AND occurred_at >= to_timestamp($1::float8) AND occurred_at < to_timestamp($2::float8)`;

const CATEGORIES =
  'SELECT id AS "categoryId", parent_id AS "parentId", merged_into AS "mergedInto" FROM incident_categories ORDER BY number';

/** Incidents of a window as shared/src/contract/incident-columns.ts says. */
interface PackedIncidents {
  /** The city's categories, then the incidents. */
  packed: Buffer;
  /** How many are older than those. */
  leftOut: number;
  /** When the first and the last of the window occurred, left out or not; null = there are none. */
  firstMs: number | null;
  lastMs: number | null;
}

/** All SQL of incidents as columns. Withdrawn ones are left out. */
export function createIncidentColumnsRepository(
  db: Queryable,
  { maxIncidents = MAX_INCIDENTS, pageIncidents = PAGE_INCIDENTS } = {},
) {
  return {
    /** The newest 250,000 incidents of `[fromMs, toMs)`; null = without that bound. */
    async findPacked(fromMs: number | null, toMs: number | null): Promise<PackedIncidents> {
      const fromSeconds = fromMs === null ? -Infinity : fromMs / 1_000;
      const toSeconds = toMs === null ? Infinity : toMs / 1_000;
      const categories = await db.query<CategoryNode>(CATEGORIES);
      const categoryIds = categories.rows.map(({ categoryId }) => categoryId);
      const pages: Buffer[] = [];
      let room = maxIncidents;
      // No incident has the id 0: none at `toMs` itself.
      for (let before = { seconds: toSeconds, id: 0 }; room > 0;) {
        const { rows } = await db.query<{ count: number; oldest_seconds: number; packed: Buffer | null }>(PACKED_PAGE, [
          fromSeconds,
          before.seconds,
          before.id,
          categoryIds,
          INCIDENT_SEVERITIES,
          INCIDENT_SOURCES,
          Math.min(room, pageIncidents),
          TIME_PRECISIONS,
        ]);
        const { count, oldest_seconds: seconds, packed } = rows[0]!;
        if (packed === null) break;
        pages.unshift(packed);
        room -= count;
        before = { seconds, id: packed.readInt32BE(0) };
        if (count < pageIncidents) break;
      }
      const { rows: counted } = await db.query<{ count: number; first_ms: number | null; last_ms: number | null }>(
        COUNTED,
        [fromSeconds, toSeconds],
      );
      const { count, first_ms: firstMs, last_ms: lastMs } = counted[0]!;
      return {
        packed: Buffer.concat([packCategories(categories.rows), ...pages]),
        leftOut: Math.max(0, count - maxIncidents),
        firstMs,
        lastMs,
      };
    },
  };
}

export type IncidentColumnsRepository = ReturnType<typeof createIncidentColumnsRepository>;
