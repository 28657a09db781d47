import { hasPermission, mayChangeOf } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import type {
  CoveragePlan,
  LookoutEdit,
  NewCoveragePlan,
  PlanDefinition,
} from '@liaowang/shared/schemas/coverage-plan';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { EventBus } from '../../plugins/event-bus.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import { validatePlan, type KnownLookouts } from './plan.validation.ts';
import type { PlansRepository, StoredPlan } from './plans.repository.ts';

/** A plan's name and the moment must fit its backup's. */
const MAX_NAME_LENGTH = 80;

export interface PlansServiceOptions {
  repository: PlansRepository;
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
  timeZone: string;
  lookouts: {
    findKnown(): Promise<KnownLookouts>;
    apply(
      changes: Pick<PlanDefinition, 'posts'> & { edits: PlanDefinition['lookouts'] },
      client: Queryable,
    ): Promise<LookoutEdit[]>;
    reload(): Promise<void>;
  };
  settings: {
    readonly current: CoverageSettings;
    /** Inside the transaction of `client` it only writes; {@link reload} puts them in force after the commit. */
    update(settings: CoverageSettings, accountId: number, client: Queryable): Promise<void>;
    reload(): Promise<void>;
  };
}

/** Whoever asks. */
type PlanReader = { id: number; role: Role };

/** A plan as `reader` may see it. */
function toCoveragePlan(
  { ownerId, createdAt, updatedAt, appliedAt, ...plan }: StoredPlan,
  reader: PlanReader,
): CoveragePlan {
  return {
    ...plan,
    mayChange: mayChangeOf(reader, ownerId),
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    appliedAt: appliedAt?.toISOString() ?? null,
  };
}

/** @throws RequestRefused `not-yours` where somebody else made the plan */
function refuseStranger(plan: StoredPlan, account: PlanReader): void {
  if (!mayChangeOf(account, plan.ownerId))
    throw new RequestRefused(403, {
      code: 'not-yours',
      reason: 'Only who made this plan, or an administrator, may change or delete it. Save yours under another name.',
    });
}

/** The settings under which the plan would be the set-up; null = as they are. */
function findNewSettings(
  { settings, withoutKinds }: PlanDefinition,
  current: CoverageSettings,
): CoverageSettings | null {
  if (settings === null && withoutKinds.length === 0) return null;
  const base = settings ?? current;
  const observers = { ...base.observers };
  for (const kind of withoutKinds) observers[kind] = { ...observers[kind], counts: false };
  return { ...base, observers };
}

/** What the backup of bringing back a backup is called, in place of a name that grows with every step. */
const RESTORED_NAME = '恢复';

/** `早班方案之前 2026-11-24 12:03`, in the city's time; the name is cut where the whole would be too long. */
export function nameBackup(planName: string, atMs: number, timeZone: string): string {
  const moment = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(atMs);
  const suffix = `之前 ${moment}`;
  return `${planName.slice(0, MAX_NAME_LENGTH - suffix.length)}${suffix}`;
}

/** The rules of plans: who wrote last is told, and one transaction makes a plan the set-up or leaves everything as it was. */
export function createPlansService({ repository, db, bus, audit, timeZone, lookouts, settings }: PlansServiceOptions) {
  const validate = async (definition: PlanDefinition): Promise<void> =>
    validatePlan(definition, await lookouts.findKnown(), repository.findOutside);

  /** The plan as it is now, locked; refuses when it is gone or another version than the writer read. */
  async function findUnchanged(id: number, version: number, client: Queryable): Promise<StoredPlan> {
    const plan = await repository.findForUpdate(id, client);
    if (!plan) throw notFound('plan');
    if (plan.version !== version)
      throw new RequestRefused(409, {
        code: 'plan-changed',
        field: 'body.version',
        reason: `Somebody changed this plan: it is version ${plan.version} now. Read it again, or save yours under another name.`,
      });
    return plan;
  }

  return {
    /** Those that an account may see: of its branch, where it is confined to one. */
    async findAll(scopeBranchId: number | null, reader: PlanReader): Promise<CoveragePlan[]> {
      return (await repository.findAll(scopeBranchId)).map((plan) => toCoveragePlan(plan, reader));
    },
    async find(id: number, scopeBranchId: number | null, reader: PlanReader): Promise<CoveragePlan> {
      const plan = await repository.findById(id, scopeBranchId);
      if (!plan) throw notFound('plan');
      return toCoveragePlan(plan, reader);
    },
    async create(plan: NewCoveragePlan, account: PlanReader): Promise<CoveragePlan> {
      await validate(plan.definition);
      const created = await db.transaction(async (client) => {
        const stored = await repository.insert({ ...plan, isBackup: false }, account.id, client);
        await audit.record(
          {
            accountId: account.id,
            action: 'coverage-plan.created',
            subject: `coverage-plan:${stored.id}`,
            detail: { name: stored.name },
          },
          client,
        );
        return stored;
      });
      bus.emit('coverage-plans.changed');
      return toCoveragePlan(created, account);
    },
    /** Replaces a plan's contents; a backup stays what it was. */
    async change(
      id: number,
      { version, ...plan }: NewCoveragePlan & { version: number },
      account: PlanReader,
    ): Promise<CoveragePlan> {
      await validate(plan.definition);
      const changed = await db.transaction(async (client) => {
        const before = await findUnchanged(id, version, client);
        if (before.isBackup)
          throw new RequestRefused(409, {
            code: 'backup-fixed',
            reason: 'A backup stays as it was. Save your changes as another plan.',
          });
        refuseStranger(before, account);
        const stored = await repository.update(id, plan, client);
        await audit.record(
          {
            accountId: account.id,
            action: 'coverage-plan.changed',
            subject: `coverage-plan:${id}`,
            detail: { name: stored.name, version: stored.version },
          },
          client,
        );
        return stored;
      });
      bus.emit('coverage-plans.changed');
      return toCoveragePlan(changed, account);
    },
    async remove(id: number, account: PlanReader): Promise<void> {
      await db.transaction(async (client) => {
        const removed = await repository.remove(id, client);
        if (!removed) throw notFound('plan');
        // What is thrown from here on rolls back. The way back to an earlier set-up is kept by those who make set-ups.
        if (removed.isBackup && !hasPermission(account.role, 'coverage:manage'))
          throw new RequestRefused(403, {
            code: 'backup-kept',
            reason: 'A backup is deleted only by somebody who may change the set-up.',
          });
        refuseStranger(removed, account);
        await audit.record(
          {
            accountId: account.id,
            action: 'coverage-plan.deleted',
            subject: `coverage-plan:${id}`,
            detail: { name: removed.name, definition: removed.definition },
          },
          client,
        );
      });
      bus.emit('coverage-plans.changed');
    },
    /**
     * Makes a plan the set-up: lookouts, posts and settings, all or nothing. What was is kept as a backup, a plan that
     * can be applied in turn. Loops are left: they are beats for a duty roster to plan.
     */
    async apply(
      id: number,
      version: number,
      account: PlanReader,
    ): Promise<{ plan: CoveragePlan; backup: CoveragePlan }> {
      const nowMs = Date.now();
      const applied = await db.transaction(async (client) => {
        const { name, definition, isBackup } = await findUnchanged(id, version, client);
        const newSettings = findNewSettings(definition, settings.current);
        const undo = await lookouts.apply({ edits: definition.lookouts, posts: definition.posts }, client);
        const backup = await repository.insert(
          {
            name: nameBackup(isBackup ? RESTORED_NAME : name, nowMs, timeZone),
            note: '',
            definition: {
              lookouts: undo,
              posts: [],
              loops: [],
              withoutKinds: [],
              settings: newSettings === null ? null : settings.current,
              atMinute: null,
            },
            isBackup: true,
          },
          account.id,
          client,
        );
        const plan = await repository.markApplied(id, client);
        await audit.record(
          {
            accountId: account.id,
            action: 'coverage-plan.applied',
            subject: `coverage-plan:${id}`,
            detail: {
              name,
              backupId: backup.id,
              lookouts: definition.lookouts.length,
              posts: definition.posts.length,
              settings: newSettings !== null,
            },
          },
          client,
        );
        if (newSettings !== null) await settings.update(newSettings, account.id, client);
        return { plan: toCoveragePlan(plan, account), backup: toCoveragePlan(backup, account) };
      });
      await lookouts.reload();
      await settings.reload();
      bus.emit('coverage-plans.changed');
      return applied;
    },
  };
}

export type PlansService = ReturnType<typeof createPlansService>;
