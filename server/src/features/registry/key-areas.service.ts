import { findInteriorPoint } from '@liaowang/shared/analysis/geometry/interior-point';
import type { KeyArea, KeyAreaChange, NewKeyArea } from '@liaowang/shared/schemas/key-area';
import { trimName } from '@liaowang/shared/schemas/text';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import {
  createRegister,
  findSinceMs,
  mustBeOwnBranch,
  stillUsed,
  type RegisterWriter,
} from '../../plugins/register.ts';
import { mustBeOutline, mustStand, resolveBranch } from './entry-places.ts';
import { codeTaken, createCode, refusingTakenCodes, namesOf, splitSince } from './entry-writes.ts';
import type { KeyAreaState, KeyAreasRepository } from './key-areas.repository.ts';

/** The register of key areas. `reload` tells everybody after a change: coverage is computed of the new ones within a second. */
export function createKeyAreasService(options: {
  repository: KeyAreasRepository;
  db: Database;
  audit: AuditRecorder;
  reload: () => Promise<void>;
}) {
  const { repository, db, audit, reload } = options;
  const register = createRegister<KeyAreaState>({
    noun: 'key-area',
    register: 'key-areas',
    table: repository.table,
    branchOf: ({ branchId }) => branchId,
    db,
    audit,
  });

  /** Whose it is where nobody says: on whose ground it lies. */
  async function findBranch(
    { branchId, geometry }: NewKeyArea,
    by: RegisterWriter,
    client: Queryable,
  ): Promise<number | null> {
    mustBeOwnBranch(branchId, by);
    if (typeof branchId === 'number') await mustStand(branchId, client);
    if (branchId !== undefined) return branchId;
    if (by.scopeBranchId !== null) return resolveBranch(by.scopeBranchId, [0, 0], client);
    const inside = findInteriorPoint(geometry.coordinates.map((ring) => Float64Array.from(ring.slice(1).flat())));
    return resolveBranch(undefined, inside, client);
  }

  return {
    /** The key areas as they are (null), or were at an instant. */
    findAll: (atMs: number | null): Promise<KeyArea[]> => register.findAll(atMs),
    async add(input: NewKeyArea, by: RegisterWriter): Promise<KeyArea> {
      const { since, values } = splitSince(input);
      const existsSinceMs = findSinceMs(since, Date.now());
      const added = await db.transaction(async (client) => {
        const geometry = await mustBeOutline(values.geometry, client);
        const state: KeyAreaState = {
          code: values.code ?? createCode(),
          name: trimName(values.name),
          kind: values.kind,
          branchId: await findBranch(values, by, client),
          geometry,
        };
        const id = await repository.insert(state, existsSinceMs, client);
        if (id === null) throw codeTaken();
        return register.noteAdded({ id, state, existsSinceMs, by }, client);
      });
      await reload();
      return added;
    },
    async change(keyAreaId: number, version: number, input: KeyAreaChange, by: RegisterWriter): Promise<KeyArea> {
      const { since, values } = splitSince(input);
      const changed = await refusingTakenCodes(() =>
        db.transaction((client) =>
          register.change(
            { id: keyAreaId, version, since, by, named: namesOf(values) },
            async (before) => {
              const geometry = values.geometry ? await mustBeOutline(values.geometry, client) : before.geometry;
              if (typeof values.branchId === 'number') await mustStand(values.branchId, client);
              return { ...before, ...values, geometry, name: trimName(values.name ?? before.name) };
            },
            client,
          ),
        ),
      );
      await reload();
      return changed;
    },
    /** Refuses while alert rules watch it. */
    async remove(keyAreaId: number, version: number, by: RegisterWriter): Promise<void> {
      await db.transaction((client) =>
        register.remove(
          { id: keyAreaId, version, by },
          async () => {
            const refusal = stillUsed('key area', { rules: await repository.countRules(keyAreaId, client) });
            if (refusal) throw refusal;
          },
          client,
        ),
      );
      await reload();
    },
  };
}

export type KeyAreasService = ReturnType<typeof createKeyAreasService>;
