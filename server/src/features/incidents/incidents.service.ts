import { quantile } from '@liaowang/shared/analysis/statistics/quantile';
import { findDayStart, findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import {
  REPORT_WITHIN_DAYS,
  type IncidentFeature,
  type IncidentSummary,
  type NewIncident,
} from '@liaowang/shared/schemas/incident';
import type { Role } from '@liaowang/shared/schemas/account';
import { findTopCategory, type CategoryTree } from '@liaowang/shared/contract/category-tree';
import { hasPermission } from '@liaowang/shared/contract/permissions';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { EventBus } from '../../plugins/event-bus.ts';
import type { Database } from '../../plugins/postgres.ts';
import type { IncidentsRepository } from './incidents.repository.ts';

const DAY_MS = 86_400_000;
/** How long who reported an incident may take it back; later it takes `incidents:manage`. */
const WITHDRAW_WITHIN_MS = 15 * 60_000;
/** A reporter's clock may run ahead by this much. */
const FUTURE_TOLERANCE_MS = 2 * 60_000;
/** "The usual" looks back over the same weekday of this many weeks… */
const WEEKS_COMPARED = 8;
/** …and says nothing with fewer. */
const MIN_WEEKS = 4;

export interface Actor {
  id: number;
  role: Role;
  scopeBranchId: number | null;
}

/** The rules of incidents. `places` says what lies where. */
export function createIncidentsService(options: {
  repository: IncidentsRepository;
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
  timeZone: string;
  categories: { readTree(): Promise<CategoryTree> };
  places: {
    contains(position: LngLat): Promise<boolean>;
    findBranchOfPlace(position: LngLat): Promise<number | null>;
  };
}) {
  const { repository, db, bus, audit, timeZone, places, categories } = options;

  /** The kind that is meant, null = none below the category. */
  async function findKindId({ category, categoryId = category }: NewIncident): Promise<string | null> {
    if (categoryId === category) return null;
    const tree = await categories.readTree();
    const kindId = tree.resolve(categoryId);
    if (kindId === null || tree.topOf(kindId) !== category) {
      throw new RequestRefused(400, {
        code: 'category-unknown',
        field: 'body.categoryId',
        reason: `The category ${category} has no kind ${categoryId}.`,
      });
    }
    return findTopCategory(kindId) ? null : kindId;
  }

  return {
    find: repository.find,
    findNearby: repository.findNearby,
    /** Files an incident; told to viewers after the commit. */
    async report(input: NewIncident, actor: Actor): Promise<IncidentFeature> {
      const now = new Date();
      const occurredAt = input.occurredAt === undefined ? now : new Date(parseInstant(input.occurredAt));
      if (occurredAt.getTime() > now.getTime() + FUTURE_TOLERANCE_MS) {
        throw new RequestRefused(400, {
          code: 'in-the-future',
          field: 'body.occurredAt',
          reason: 'An incident cannot be in the future.',
        });
      }
      const mayBeOlder = hasPermission(actor.role, 'incidents:manage') || hasPermission(actor.role, 'incidents:import');
      if (!mayBeOlder && occurredAt.getTime() < now.getTime() - REPORT_WITHIN_DAYS * DAY_MS) {
        throw new RequestRefused(400, {
          code: 'too-long-ago',
          field: 'body.occurredAt',
          reason: `An incident of more than ${REPORT_WITHIN_DAYS} days ago comes by an import.`,
        });
      }
      if (!(await places.contains(input.position))) {
        throw new RequestRefused(400, {
          code: 'outside-jurisdiction',
          field: 'body.position',
          reason: 'This place lies outside the jurisdiction.',
        });
      }
      // Who is confined to a branch files for that branch: otherwise the report would vanish from their own map.
      const branchId = actor.scopeBranchId ?? (await places.findBranchOfPlace(input.position));
      const kindId = await findKindId(input);
      const incident = await db.transaction(async (client) => {
        const stored = await repository.insert(
          {
            category: input.category,
            kindId,
            severity: input.severity ?? 'medium',
            source: input.source ?? 'reported',
            status: 'open',
            description: input.description?.trim() ?? '',
            branchId,
            position: input.position,
            occurredAt,
            reportedAt: now,
            reportedBy: actor.id,
          },
          client,
        );
        await audit.record(
          { accountId: actor.id, action: 'incident.reported', subject: `incident:${stored.id}` },
          client,
        );
        return stored;
      });
      bus.emit('incidents.reported', incident);
      return incident;
    },
    /** Takes an incident back: by whoever reported it while it is fresh, or by who manages incidents. */
    async withdraw(id: number, actor: Actor): Promise<void> {
      const found = await repository.findById(id);
      if (!found || (actor.scopeBranchId !== null && found.incident.properties.branchId !== actor.scopeBranchId))
        throw notFound('incident');
      const isOwnAndFresh =
        found.reportedBy === actor.id &&
        Date.now() - parseInstant(found.incident.properties.reportedAt) <= WITHDRAW_WITHIN_MS;
      if (!isOwnAndFresh && !hasPermission(actor.role, 'incidents:manage')) {
        throw new RequestRefused(403, {
          code: 'too-late-to-withdraw',
          reason: 'Only whoever reported an incident may withdraw it, within 15 minutes.',
        });
      }
      const withdrawn = await db.transaction(async (client) => {
        const changed = await repository.withdraw(id, client);
        if (changed)
          await audit.record({ accountId: actor.id, action: 'incident.withdrawn', subject: `incident:${id}` }, client);
        return changed;
      });
      if (withdrawn) bus.emit('incidents.changed', withdrawn);
    },
    /** Today so far, beside the middle 80 % of the same hours of the same weekday in past weeks. */
    async summarize(nowMs: number, branchId: number | null): Promise<IncidentSummary> {
      const day = findLocalDay(nowMs, timeZone);
      const dayStartMs = findDayStart(day, timeZone);
      const first = (await repository.findFirstOccurredAt())?.getTime() ?? nowMs;
      const windows: Array<{ from: Date; to: Date }> = [];
      for (let week = 1; week <= WEEKS_COMPARED; week++) {
        // By the calendar: a week in which the clocks are changed is not seven times 24 hours.
        const startMs = findDayStart(day - week * 7, timeZone);
        if (startMs < first) break;
        windows.push({ from: new Date(startMs), to: new Date(startMs + nowMs - dayStartMs) });
      }
      const [todayByCategory, usual] = await Promise.all([
        repository.countByCategory({ from: new Date(dayStartMs), to: new Date(nowMs + FUTURE_TOLERANCE_MS) }, branchId),
        repository.countByWindow(windows, branchId),
      ]);
      const today = todayByCategory.reduce((sum, { count }) => sum + count, 0);
      const known = usual.length >= MIN_WEEKS;
      return {
        today,
        todayByCategory,
        usualLow: known ? quantile(usual, 0.1) : null,
        usualHigh: known ? quantile(usual, 0.9) : null,
        weeksCompared: usual.length,
      };
    },
  };
}

export type IncidentsService = ReturnType<typeof createIncidentsService>;
