import type { FastifyInstance } from 'fastify';
import type { FoundZone } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotEvidence, HotspotRecord, HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import type { IncidentFilter } from '@liaowang/shared/schemas/incident-filter';
import { DEFAULT_MIN_INCIDENTS, type ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import type { EvidenceRepository } from './evidence.repository.ts';
import type { NightlyFigures } from './nightly-runs.repository.ts';
import type { RecordsRepository } from './records.repository.ts';

const DAY_MS = 86_400_000;
const OPEN: readonly HotspotStatus[] = ['proposed', 'confirmed', 'watching'];

const NIGHTLY = {
  /** Significant after Benjamini–Hochberg, in cells of some street blocks. */
  method: {
    kind: 'gi-star',
    shape: 'hexagon',
    cellMeters: 400,
    bandMeters: 800,
    maxQ: 0.05,
    nullModel: 'negative-binomial',
    minIncidents: DEFAULT_MIN_INCIDENTS,
  } satisfies ZoneMethod,
  /** Eight whole weeks, so that no weekday counts more than another. */
  windowDays: 56,
  /** More in one night than anybody reviews. */
  maxProposed: 10,
  /** Zones that share less of their area are others. */
  overlapShare: 0.1,
  /** What people rejected is not proposed again so soon. */
  rejectedDays: 90,
};

/** The same question over the newest window of the same length. */
function moveToNow(filter: IncidentFilter, nowMs: number): IncidentFilter {
  const lengthMs = parseInstant(filter.to) - parseInstant(filter.from);
  return { ...filter, from: new Date(nowMs - lengthMs).toISOString(), to: new Date(nowMs).toISOString() };
}

function describeEvidence(zone: FoundZone, filter: IncidentFilter): HotspotEvidence {
  const { kind: _kind, ...figures } = zone.evidence;
  return {
    method: NIGHTLY.method,
    filter,
    incidentCount: zone.incidentCount,
    areaSquareMeters: zone.areaSquareMeters,
    figures,
  };
}

const strengthOf = ({ evidence }: FoundZone): number => (evidence.kind === 'gi-star' ? evidence.z : 0);

/** Records whose evidence asks the same tonight: it is answered once for all of them. */
interface Question {
  filter: IncidentFilter;
  method: ZoneMethod;
  records: HotspotRecord[];
}

function groupByQuestion(records: readonly HotspotRecord[], nowMs: number): Question[] {
  const groups = new Map<string, Question>();
  for (const record of records) {
    const { method } = record.evidence;
    const filter = moveToNow(record.evidence.filter, nowMs);
    const key = JSON.stringify([method, filter]);
    const group = groups.get(key) ?? { filter, method, records: [] };
    group.records.push(record);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** Looks at every open record's evidence anew, and proposes zones that no record covers. */
export function createNightlyReview(
  options: { records: RecordsRepository; evidence: EvidenceRepository } & Pick<
    FastifyInstance,
    'zones' | 'db' | 'audit'
  >,
) {
  const { records, evidence, zones, db, audit } = options;

  /** Returns what was found of a record; null when somebody changed it meanwhile, and the next night looks again. */
  async function check(
    seen: HotspotRecord,
    found: { filter: IncidentFilter; zones: readonly FoundZone[]; incidentCount: number; isCertain: boolean },
    nowMs: number,
  ) {
    const { hotspotId } = seen;
    return db.transaction(async (client) => {
      const record = await records.findForUpdate(hotspotId, client);
      if (record?.version !== seen.version) return null;
      const share = await evidence.findCoveredShare(
        hotspotId,
        found.zones.map(({ geometry }) => geometry),
        client,
      );
      const { from, to } = found.filter;
      const otherwise = found.isCertain ? ('faded' as const) : ('too-few-events' as const);
      const state = share >= NIGHTLY.overlapShare ? ('holds' as const) : otherwise;
      await evidence.saveCheck(
        hotspotId,
        { checkedAt: new Date(nowMs).toISOString(), from, to, incidentCount: found.incidentCount, state },
        client,
      );
      if (state !== 'too-few-events' && state !== (await evidence.findVerdict(hotspotId, client))) {
        const kind = state === 'holds' ? ('evidence-holds' as const) : ('evidence-faded' as const);
        const detail = { incidentCount: found.incidentCount, from, to };
        await records.insertEvent(hotspotId, null, { kind, text: '', detail }, client);
        await audit.record(
          { accountId: null, action: `hotspot.${kind}`, subject: `hotspot:${hotspotId}`, detail },
          client,
        );
      }
      return state;
    });
  }

  async function checkAll(group: Question, nowMs: number, figures: NightlyFigures, signal: AbortSignal): Promise<void> {
    const { result, counts } = await zones.findBeside(
      group.filter,
      group.method,
      group.records.map(({ geometry }) => geometry),
      signal,
    );
    // Without a single incident it is likelier that none were filed yet than that there were none.
    const isCertain = result.warning === null && result.incidentCount > 0;
    for (const [n, record] of group.records.entries()) {
      const state = await check(
        record,
        { filter: group.filter, zones: result.zones, incidentCount: counts[n]!, isCertain },
        nowMs,
      );
      if (state === 'holds') figures.held++;
      else if (state === 'faded') figures.faded++;
      else if (state === 'too-few-events') figures.tooFew++;
    }
  }

  async function propose(zone: FoundZone, filter: IncidentFilter): Promise<void> {
    await db.transaction(async (client) => {
      const id = await records.insert(
        {
          name: '',
          geometry: zone.geometry,
          evidence: describeEvidence(zone, filter),
          reason: '',
          nextReviewOn: null,
          proposedByJob: true,
        },
        client,
      );
      await records.insertEvent(id, null, { kind: 'proposed', text: '', detail: {} }, client);
      await audit.record(
        { accountId: null, action: 'hotspot.proposed', subject: `hotspot:${id}`, detail: { proposedByJob: true } },
        client,
      );
    });
  }

  return {
    /**
     * Adds to `figures` as it goes on, so that they tell how far it came. Rejects when `signal` aborts; also at the end when
     * a record's evidence could not be looked at, which holds up none of the others.
     */
    async run(nowMs: number, figures: NightlyFigures, signal: AbortSignal): Promise<void> {
      const failures: unknown[] = [];
      for (const group of groupByQuestion(await records.findAll(OPEN), nowMs)) {
        signal.throwIfAborted();
        await checkAll(group, nowMs, figures, signal).catch((error: unknown) => failures.push(error));
      }
      const filter: IncidentFilter = {
        from: new Date(nowMs - NIGHTLY.windowDays * DAY_MS).toISOString(),
        to: new Date(nowMs).toISOString(),
        hours: null,
        weekdays: null,
        categories: null,
        severities: null,
        source: 'reported',
      };
      const found = await zones.find(filter, NIGHTLY.method, signal);
      for (const zone of found.zones.toSorted((a, b) => strengthOf(b) - strengthOf(a))) {
        signal.throwIfAborted();
        if (figures.proposed === NIGHTLY.maxProposed) break;
        if (await evidence.isKnown(zone.geometry, NIGHTLY.overlapShare, nowMs - NIGHTLY.rejectedDays * DAY_MS))
          continue;
        await propose(zone, filter);
        figures.proposed++;
      }
      if (failures.length > 0)
        throw new AggregateError(failures, `evidence of ${failures.length} questions could not be looked at`);
    },
  };
}

export type NightlyWork = ReturnType<typeof createNightlyReview>;
