import { randomUUID } from 'node:crypto';
import type { Branch, BranchChange, NewBranch } from '@liaowang/shared/schemas/branch';
import { trimName } from '@liaowang/shared/schemas/text';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import { createRegister, findSinceMs, stillUsed, type RegisterWriter } from '../../plugins/register.ts';
import type { BranchesRepository } from './branches.repository.ts';
import type { OfficeState } from './entry-columns.ts';
import { mendArea, mustLieInside } from './entry-places.ts';
import { codeTaken, refusingTakenCodes, namesOf, splitSince } from './entry-writes.ts';
import type { StationState } from './stations.repository.ts';

/** Who is confined to a branch changes how it is reached, but neither founds branches nor moves the border to another. */
function mustSeeTheCity({ scopeBranchId }: RegisterWriter): void {
  if (scopeBranchId !== null)
    throw new RequestRefused(403, {
      code: 'not-permitted',
      reason: "Branches, and the ground between them, are the association's.",
    });
}

/** The register of branches. `refill` gives every branch without ground of its own what is nearest to it, in the same transaction; `reload` tells everybody after it. */
export function createBranchesService(options: {
  repository: BranchesRepository;
  db: Database;
  audit: AuditRecorder;
  stationsAt: (atMs: number) => Promise<ReadonlyMap<number, StationState>>;
  refill: (client: Queryable) => Promise<void>;
  reload: () => Promise<void>;
}) {
  const { repository, db, audit, stationsAt, refill, reload } = options;
  const register = createRegister<OfficeState>({
    noun: 'branch',
    register: 'branches',
    table: repository.table,
    branchOf: (_state, id) => id,
    db,
    audit,
  });

  async function find(branchId: number): Promise<Branch> {
    return (await repository.findAll()).find(({ branch }) => branch.id === branchId)!.branch;
  }

  return {
    history: register.history,
    /** The branches as they are (null), or were at an instant. */
    async findAll(atMs: number | null): Promise<Branch[]> {
      const current = await repository.findAll();
      if (atMs === null) return current.map(({ branch }) => branch);
      const states = await register.history.statesAt(
        atMs,
        current.map(({ branch: { id, version: _version, stationCount: _count, ...state }, existsSinceMs }) => ({
          id,
          existsSinceMs,
          state,
        })),
      );
      const counts = new Map<number, number>();
      for (const { branchId } of (await stationsAt(atMs)).values())
        counts.set(branchId, (counts.get(branchId) ?? 0) + 1);
      const versions = new Map(current.map(({ branch }) => [branch.id, branch.version]));
      return [...states].map(([id, state]) => ({
        id,
        ...state,
        stationCount: counts.get(id) ?? 0,
        version: versions.get(id) ?? 0,
      }));
    },
    async add(input: NewBranch, by: RegisterWriter): Promise<Branch> {
      mustSeeTheCity(by);
      const { since, values } = splitSince(input);
      const existsSinceMs = findSinceMs(since, Date.now());
      const id = await db.transaction(async (client) => {
        await repository.lock(client);
        await mustLieInside(values.position, client);
        const state: OfficeState = {
          code: values.code ?? randomUUID().slice(0, 8),
          name: trimName(values.name),
          position: values.position,
          area: values.area ? await mendArea(values.area, client) : null,
          contact: values.contact ?? null,
          openingHours: values.openingHours ?? null,
          statisticalCode: values.statisticalCode ?? null,
          policeCode: values.policeCode ?? null,
          gridCode: values.gridCode ?? null,
        };
        const added = await repository.insert(state, existsSinceMs, client);
        if (added === null) throw codeTaken();
        await register.noteAdded({ id: added, state, existsSinceMs, by }, client);
        await refill(client);
        return added;
      });
      await reload();
      return find(id);
    },
    async change(branchId: number, version: number, input: BranchChange, by: RegisterWriter): Promise<Branch> {
      const { since, values } = splitSince(input);
      await refusingTakenCodes(() =>
        db.transaction(async (client) => {
          await repository.lock(client);
          if (values.position !== undefined || values.area !== undefined) mustSeeTheCity(by);
          await register.change(
            { id: branchId, version, since, by, named: namesOf(values) },
            async (before) => {
              if (values.position) await mustLieInside(values.position, client);
              return {
                ...before,
                ...values,
                name: trimName(values.name ?? before.name),
                area: values.area === undefined ? before.area : values.area && (await mendArea(values.area, client)),
              };
            },
            client,
          );
          await refill(client);
        }),
      );
      await reload();
      return find(branchId);
    },
    /** Refuses while anything belongs to it. */
    async remove(branchId: number, version: number, by: RegisterWriter): Promise<void> {
      mustSeeTheCity(by);
      await db.transaction(async (client) => {
        await repository.lock(client);
        await register.remove(
          { id: branchId, version, by },
          async () => {
            const refusal = stillUsed('branch', { ...(await repository.findUses(branchId, client)) });
            if (refusal) throw refusal;
          },
          client,
        );
        await refill(client);
      });
      await reload();
    },
  };
}

export type BranchesService = ReturnType<typeof createBranchesService>;
