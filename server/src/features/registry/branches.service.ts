import type { Branch, BranchChange, NewBranch } from '@liaowang/shared/schemas/branch';
import { trimName } from '@liaowang/shared/schemas/text';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import {
  createRegister,
  findSinceMs,
  stillUsed,
  type AnsweredEntry,
  type RegisterWriter,
} from '../../plugins/register.ts';
import type { BranchesRepository } from './branches.repository.ts';
import { toNewOffice, type OfficeState } from './entry-columns.ts';
import { mendArea, mustLieInside } from './entry-places.ts';
import { codeTaken, refusingTakenCodes, namesOf, splitSince } from './entry-writes.ts';

/** Who is confined to a branch changes how it is reached, but neither founds branches nor moves the border to another. */
function mustSeeTheCity({ scopeBranchId }: RegisterWriter): void {
  if (scopeBranchId !== null)
    throw new RequestRefused(403, {
      code: 'not-permitted',
      reason: "Branches, and the ground between them, are the association's.",
    });
}

function countByBranch(stations: ReadonlyArray<{ branchId: number }>): Map<number, number> {
  const counts = new Map<number, number>();
  for (const { branchId } of stations) counts.set(branchId, (counts.get(branchId) ?? 0) + 1);
  return counts;
}

/** The register of branches. `refill` gives every branch without ground of its own what is nearest to it, in the same transaction; `reload` tells everybody after it. */
export function createBranchesService(options: {
  repository: BranchesRepository;
  db: Database;
  audit: AuditRecorder;
  stationsAt: (atMs: number) => Promise<ReadonlyArray<{ branchId: number }>>;
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

  /** A branch as it is answered, with how many stations it has. */
  async function withCount(branch: AnsweredEntry<OfficeState>, client: Queryable): Promise<Branch> {
    return { ...branch, stationCount: (await repository.countStations(client)).get(branch.id) ?? 0 };
  }

  return {
    history: register.history,
    /** The branches as they are (null), or were at an instant. */
    async findAll(atMs: number | null): Promise<Branch[]> {
      const branches = await register.findAll(atMs);
      const counts = atMs === null ? await repository.countStations() : countByBranch(await stationsAt(atMs));
      return branches.map((branch) => ({ ...branch, stationCount: counts.get(branch.id) ?? 0 }));
    },
    async add(input: NewBranch, by: RegisterWriter): Promise<Branch> {
      mustSeeTheCity(by);
      const { since, values } = splitSince(input);
      const existsSinceMs = findSinceMs(since, Date.now());
      const added = await db.transaction(async (client) => {
        await repository.lock(client);
        await mustLieInside(values.position, client);
        const state = toNewOffice({
          ...values,
          name: trimName(values.name),
          area: values.area ? await mendArea(values.area, client) : null,
        });
        const id = await repository.insert(state, existsSinceMs, client);
        if (id === null) throw codeTaken();
        const branch = await register.noteAdded({ id, state, existsSinceMs, by }, client);
        await refill(client);
        return withCount(branch, client);
      });
      await reload();
      return added;
    },
    async change(branchId: number, version: number, input: BranchChange, by: RegisterWriter): Promise<Branch> {
      const { since, values } = splitSince(input);
      const changed = await refusingTakenCodes(() =>
        db.transaction(async (client) => {
          await repository.lock(client);
          if (values.position !== undefined || values.area !== undefined) mustSeeTheCity(by);
          const branch = await register.change(
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
          return withCount(branch, client);
        }),
      );
      await reload();
      return changed;
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
