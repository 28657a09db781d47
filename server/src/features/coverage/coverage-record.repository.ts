import type { Queryable } from '../../plugins/postgres.ts';

const HOUR_MS = 3_600_000;

/** What one computation says of an area, 0–1; null = there was no such demand. */
export interface AreaSample {
  areaId: string;
  share: number;
  incidentShare: number | null;
  householdShare: number | null;
}

/** Sums over the samples of a simulated hour of an area; shares are 0–1, null = there was no such demand. */
export interface SimulatedHour {
  areaId: string;
  hourMs: number;
  samples: number;
  shareSum: number;
  shareMin: number;
  incidentShareSum: number | null;
  householdShareSum: number | null;
}

/** Sums over the recorded hours of one part of a window. The sums are over hourly means; the hour that runs counts for what has passed of it. */
export interface RecordedPart {
  areaId: string;
  part: number;
  /** How many have a record, the one that runs among them. */
  recordedHours: number;
  hours: number;
  shareSum: number;
  incidentHours: number;
  incidentShareSum: number;
  householdHours: number;
  householdShareSum: number;
  /** Of the hours that are over; null while there is none. */
  worstHourMs: number | null;
  worstShare: number | null;
  isSimulated: boolean;
}

export interface RecordedCell {
  /** 0–167, Monday 00:00 local first. */
  cell: number;
  hours: number;
  meanShare: number;
  meanIncidentShare: number | null;
  isSimulated: boolean;
}

/** Share of an hour that has passed at the parameter's epoch milliseconds: 1 for those that are over, a minute's at least. */
const PASSED = (nowMs: string): string =>
  `least(1, greatest(1.0 / 60, ${nowMs}::float8 / ${HOUR_MS} - extract(epoch FROM hour)::float8 / 3600))::float8`;

/** All SQL of the hourly record of coverage. Instants are epoch milliseconds; an hour is named by its start, in UTC. */
export function createCoverageRecordRepository(db: Queryable) {
  return {
    /** Adds one sample to the hour of `atMs`; a simulated hour gives way to the first real sample. */
    async addSample(atMs: number, areas: readonly AreaSample[]): Promise<void> {
      await db.query(
        `INSERT INTO coverage_hours AS known (area_id, hour, samples, share_sum, share_min, incident_share_sum, household_share_sum)
         SELECT s.area_id, to_timestamp($1::float8 / 1000), 1, s.share, s.share, s.incident_share, s.household_share
         FROM unnest($2::text[], $3::float8[], $4::float8[], $5::float8[]) AS s(area_id, share, incident_share, household_share)
         ON CONFLICT (area_id, hour) DO UPDATE SET
           samples = excluded.samples + CASE WHEN known.simulated THEN 0 ELSE known.samples END,
           share_sum = excluded.share_sum + CASE WHEN known.simulated THEN 0 ELSE known.share_sum END,
           share_min = least(excluded.share_min, CASE WHEN known.simulated THEN NULL ELSE known.share_min END),
           incident_share_sum = excluded.incident_share_sum + CASE WHEN known.simulated THEN 0 ELSE known.incident_share_sum END,
           household_share_sum = excluded.household_share_sum + CASE WHEN known.simulated THEN 0 ELSE known.household_share_sum END,
           simulated = false`,
        [
          Math.floor(atMs / HOUR_MS) * HOUR_MS,
          areas.map(({ areaId }) => areaId),
          areas.map(({ share }) => share),
          areas.map(({ incidentShare }) => incidentShare),
          areas.map(({ householdShare }) => householdShare),
        ],
      );
    },
    /** Hours since `fromMs` that have a record. */
    async findRecordedHours(fromMs: number): Promise<Set<number>> {
      const { rows } = await db.query<{ hour_ms: number }>(
        'SELECT DISTINCT extract(epoch FROM hour)::float8 * 1000 AS hour_ms FROM coverage_hours WHERE hour >= to_timestamp($1::float8 / 1000)',
        [fromMs],
      );
      return new Set(rows.map((row) => row.hour_ms));
    },
    /** Adds simulated hours where nothing is recorded. */
    async addSimulatedHours(hours: readonly SimulatedHour[]): Promise<void> {
      await db.query(
        `INSERT INTO coverage_hours (area_id, hour, samples, share_sum, share_min, incident_share_sum, household_share_sum, simulated)
         SELECT s.area_id, to_timestamp(s.hour_ms / 1000), s.samples, s.share_sum, s.share_min, s.incident_share_sum, s.household_share_sum, true
         FROM unnest($1::text[], $2::float8[], $3::int[], $4::float8[], $5::float8[], $6::float8[], $7::float8[])
           AS s(area_id, hour_ms, samples, share_sum, share_min, incident_share_sum, household_share_sum)
         ON CONFLICT DO NOTHING`,
        [
          hours.map(({ areaId }) => areaId),
          hours.map(({ hourMs }) => hourMs),
          hours.map(({ samples }) => samples),
          hours.map(({ shareSum }) => shareSum),
          hours.map(({ shareMin }) => shareMin),
          hours.map(({ incidentShareSum }) => incidentShareSum),
          hours.map(({ householdShareSum }) => householdShareSum),
        ],
      );
    },
    /** The record of `hours` whole hours from `fromMs` on, of all areas, in `parts` equal parts, at `nowMs`. */
    async findParts({
      fromMs,
      hours,
      parts,
      nowMs,
    }: {
      fromMs: number;
      hours: number;
      parts: number;
      nowMs: number;
    }): Promise<RecordedPart[]> {
      const { rows } = await db.query<{
        area_id: string;
        part: number;
        recorded_hours: number;
        hours: number;
        share_sum: number;
        incident_hours: number | null;
        incident_share_sum: number | null;
        household_hours: number | null;
        household_share_sum: number | null;
        worst_hour_ms: number | null;
        worst_share: number | null;
        is_simulated: boolean;
      }>(
        `SELECT area_id, (n * $3 / $2) AS part, count(*)::int AS recorded_hours, sum(passed) AS hours, sum(share * passed) AS share_sum,
                sum(passed) FILTER (WHERE incident_share IS NOT NULL) AS incident_hours, sum(incident_share * passed) AS incident_share_sum,
                sum(passed) FILTER (WHERE household_share IS NOT NULL) AS household_hours, sum(household_share * passed) AS household_share_sum,
                (array_agg(hour_ms ORDER BY share, hour_ms) FILTER (WHERE passed = 1))[1] AS worst_hour_ms, min(share) FILTER (WHERE passed = 1) AS worst_share,
                bool_or(simulated) AS is_simulated
         FROM (
           SELECT area_id, extract(epoch FROM hour)::float8 * 1000 AS hour_ms, simulated, ${PASSED('$4')} AS passed,
                  round((extract(epoch FROM hour)::float8 * 1000 - $1::float8) / ${HOUR_MS})::int AS n, share_sum / samples AS share,
                  incident_share_sum / samples AS incident_share, household_share_sum / samples AS household_share
           FROM coverage_hours
           WHERE hour >= to_timestamp($1::float8 / 1000) AND hour < to_timestamp($1::float8 / 1000 + $2::int * 3600)
         ) AS hourly
         GROUP BY area_id, (n * $3 / $2)`,
        [fromMs, hours, parts, nowMs],
      );
      return rows.map((row) => ({
        areaId: row.area_id,
        part: row.part,
        recordedHours: row.recorded_hours,
        hours: row.hours,
        shareSum: row.share_sum,
        incidentHours: row.incident_hours ?? 0,
        incidentShareSum: row.incident_share_sum ?? 0,
        householdHours: row.household_hours ?? 0,
        householdShareSum: row.household_share_sum ?? 0,
        worstHourMs: row.worst_hour_ms,
        worstShare: row.worst_share,
        isSimulated: row.is_simulated,
      }));
    },
    /** The record of an area from `fromMs` to `nowMs` by local hour of the week; hours that were never recorded are left out. */
    async findHoursOfWeek(
      areaId: string,
      { fromMs, nowMs, timeZone }: { fromMs: number; nowMs: number; timeZone: string },
    ): Promise<RecordedCell[]> {
      const { rows } = await db.query<{
        cell: number;
        hours: number;
        mean_share: number;
        mean_incident_share: number | null;
        is_simulated: boolean;
      }>(
        `SELECT ((extract(isodow FROM local) - 1) * 24 + extract(hour FROM local))::int AS cell, count(*)::int AS hours,
                sum(passed * share_sum / samples) / sum(passed) AS mean_share,
                sum(passed * incident_share_sum / samples) / sum(passed) FILTER (WHERE incident_share_sum IS NOT NULL) AS mean_incident_share, bool_or(simulated) AS is_simulated
         FROM (SELECT hour AT TIME ZONE $3 AS local, simulated, samples, share_sum, incident_share_sum, ${PASSED('$4')} AS passed FROM coverage_hours
               WHERE area_id = $1 AND hour >= to_timestamp($2::float8 / 1000)) AS own
         GROUP BY 1`,
        [areaId, fromMs, timeZone, nowMs],
      );
      return rows.map((row) => ({
        cell: row.cell,
        hours: row.hours,
        meanShare: row.mean_share,
        meanIncidentShare: row.mean_incident_share,
        isSimulated: row.is_simulated,
      }));
    },
  };
}

export type CoverageRecordRepository = ReturnType<typeof createCoverageRecordRepository>;
