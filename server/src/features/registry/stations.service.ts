import type { NewStation, Station, StationChange } from '@liaowang/shared/schemas/station';
import { trimName } from '@liaowang/shared/schemas/text';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Database } from '../../plugins/postgres.ts';
import { createRegister, findSinceMs, mustBeOwnBranch, type RegisterWriter } from '../../plugins/register.ts';
import { toNewOffice } from './entry-columns.ts';
import { mendArea, mustLieInside, mustStand, resolveBranch } from './entry-places.ts';
import { codeTaken, refusingTakenCodes, namesOf, splitSince } from './entry-writes.ts';
import type { StationState, StationsRepository } from './stations.repository.ts';

/** The register of stations. `reload` tells everybody after a change. */
export function createStationsService(options: {
  repository: StationsRepository;
  db: Database;
  audit: AuditRecorder;
  reload: () => Promise<void>;
}) {
  const { repository, db, audit, reload } = options;
  const register = createRegister<StationState>({
    noun: 'station',
    register: 'stations',
    table: repository.table,
    branchOf: ({ branchId }) => branchId,
    db,
    audit,
  });

  return {
    history: register.history,
    /** The stations as they are (null), or were at an instant. */
    findAll: (atMs: number | null): Promise<Station[]> => register.findAll(atMs),
    async add(input: NewStation, by: RegisterWriter): Promise<Station> {
      const { since, values } = splitSince(input);
      const existsSinceMs = findSinceMs(since, Date.now());
      const added = await db.transaction(async (client) => {
        await mustLieInside(values.position, client);
        mustBeOwnBranch(values.branchId, by);
        const branchId = await resolveBranch(values.branchId ?? by.scopeBranchId ?? undefined, values.position, client);
        if (branchId === null)
          throw new RequestRefused(400, {
            code: 'unknown-branch',
            field: 'body.branchId',
            reason: 'There is no branch yet that it could belong to.',
          });
        const { branchId: _named, ...facts } = values;
        const area = facts.area ? await mendArea(facts.area, client) : null;
        const state = { ...toNewOffice({ ...facts, name: trimName(facts.name), area }), branchId };
        const id = await repository.insert(state, existsSinceMs, client);
        if (id === null) throw codeTaken();
        return register.noteAdded({ id, state, existsSinceMs, by }, client);
      });
      await reload();
      return added;
    },
    async change(stationId: number, version: number, input: StationChange, by: RegisterWriter): Promise<Station> {
      const { since, values } = splitSince(input);
      const changed = await refusingTakenCodes(() =>
        db.transaction((client) =>
          register.change(
            { id: stationId, version, since, by, named: namesOf(values) },
            async (before) => {
              if (values.position) await mustLieInside(values.position, client);
              if (values.branchId !== undefined) await mustStand(values.branchId, client);
              return {
                ...before,
                ...values,
                name: trimName(values.name ?? before.name),
                area: values.area === undefined ? before.area : values.area && (await mendArea(values.area, client)),
              };
            },
            client,
          ),
        ),
      );
      await reload();
      return changed;
    },
    async remove(stationId: number, version: number, by: RegisterWriter): Promise<void> {
      await db.transaction((client) => register.remove({ id: stationId, version, by }, async () => undefined, client));
      await reload();
    },
  };
}

export type StationsService = ReturnType<typeof createStationsService>;
