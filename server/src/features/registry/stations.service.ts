import { randomUUID } from 'node:crypto';
import type { NewStation, Station, StationChange } from '@liaowang/shared/schemas/station';
import { trimName } from '@liaowang/shared/schemas/text';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Database } from '../../plugins/postgres.ts';
import { createRegister, findSinceMs, mustBeOwnBranch, type RegisterWriter } from '../../plugins/register.ts';
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

  async function find(stationId: number): Promise<Station> {
    return (await repository.findAll()).find(({ station }) => station.id === stationId)!.station;
  }
  async function statesAt(atMs: number): Promise<Map<number, StationState>> {
    const current = await repository.findAll();
    return register.history.statesAt(
      atMs,
      current.map(({ station: { id, version: _version, ...state }, existsSinceMs }) => ({ id, existsSinceMs, state })),
    );
  }

  return {
    history: register.history,
    statesAt,
    /** The stations as they are (null), or were at an instant. */
    async findAll(atMs: number | null): Promise<Station[]> {
      const current = (await repository.findAll()).map(({ station }) => station);
      if (atMs === null) return current;
      const versions = new Map(current.map(({ id, version }) => [id, version]));
      return [...(await statesAt(atMs))].map(([id, state]) => ({ id, ...state, version: versions.get(id) ?? 0 }));
    },
    async add(input: NewStation, by: RegisterWriter): Promise<Station> {
      const { since, values } = splitSince(input);
      const existsSinceMs = findSinceMs(since, Date.now());
      const id = await db.transaction(async (client) => {
        await mustLieInside(values.position, client);
        mustBeOwnBranch(values.branchId, by);
        const branchId = await resolveBranch(values.branchId ?? by.scopeBranchId ?? undefined, values.position, client);
        if (branchId === null)
          throw new RequestRefused(400, {
            code: 'unknown-branch',
            field: 'body.branchId',
            reason: 'There is no branch yet that it could belong to.',
          });
        const state: StationState = {
          code: values.code ?? randomUUID().slice(0, 8),
          name: trimName(values.name),
          position: values.position,
          branchId,
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
        return added;
      });
      await reload();
      return find(id);
    },
    async change(stationId: number, version: number, input: StationChange, by: RegisterWriter): Promise<Station> {
      const { since, values } = splitSince(input);
      await refusingTakenCodes(() =>
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
      return find(stationId);
    },
    async remove(stationId: number, version: number, by: RegisterWriter): Promise<void> {
      await db.transaction((client) => register.remove({ id: stationId, version, by }, async () => undefined, client));
      await reload();
    },
  };
}

export type StationsService = ReturnType<typeof createStationsService>;
