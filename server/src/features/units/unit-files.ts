import { readMeters, readUnitKind, readWhole } from '@liaowang/shared/analysis/registers/read-values';
import { createCellReader, pickGiven, toText } from '../../plugins/register-file-values.ts';
import {
  createFileKind,
  problemOf,
  type BranchFinder,
  type RegisterFileKind,
  type WrittenEntry,
} from '../../plugins/register-files.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterHistory } from '../../plugins/register-history.repository.ts';
import type { DevicesService } from './devices.service.ts';
import type { UnitState, UnitsRepository } from './units.repository.ts';
import { DEFAULT_DETECTION_RANGE_METERS } from './units.service.ts';

const MAX_RANGE_METERS = 10_000;
const MAX_DEVICE_ID = 128;
const MAX_INTERVAL_SECONDS = 3_600;
/** Devices of a table speak what phones speak. */
const PROTOCOL = 'osmand';

const readRange = (cell: string): number | null => {
  const meters = readMeters(cell);
  return meters !== null && meters > 0 && meters <= MAX_RANGE_METERS ? meters : null;
};
const readInterval = (cell: string): number | null => {
  const seconds = readWhole(cell);
  return seconds !== null && seconds >= 1 && seconds <= MAX_INTERVAL_SECONDS ? seconds : null;
};

/** Tables of units, each with its device: known again by what the device calls itself. */
export function createUnitFiles({
  repository,
  history,
  devices,
  findBranches,
  isStanding,
  reload,
}: {
  repository: UnitsRepository;
  history: RegisterHistory<UnitState>;
  devices: Pick<DevicesService, 'insertUnchecked' | 'findIdFault' | 'findNames'>;
  findBranches(client: Queryable): Promise<BranchFinder>;
  isStanding(branchId: number, client: Queryable): Promise<boolean>;
  reload(entries: readonly WrittenEntry[]): Promise<void>;
}): RegisterFileKind {
  return createFileKind<UnitState>({
    register: 'units',
    requires: 'units:manage',
    table: repository.table,
    history,
    toText,
    lock: (client) => repository.lockAll(client),
    finish: async () => undefined,
    isUsed: (id, client) => repository.hasReported(id, client),
    mayBeAgain: async ({ branchId }, client) => branchId === null || isStanding(branchId, client),
    reload,
    async createKeys(client) {
      const names = await devices.findNames(PROTOCOL, client);
      return ({ id }) => (names.get(id) ?? []).map((deviceId) => `device:${deviceId}`);
    },
    branchOf: ({ branchId }) => branchId,
    async createReader(client) {
      const branches = await findBranches(client);
      return (row) => {
        const cells = createCellReader(row);
        const name = cells.name();
        const deviceId = cells.line('deviceId', MAX_DEVICE_ID);
        if (name?.zh === undefined) cells.problems.push(problemOf('nameZh', 'missing'));
        if (deviceId === undefined) cells.problems.push(problemOf('deviceId', 'missing'));
        else if (devices.findIdFault(PROTOCOL, deviceId) !== null)
          cells.problems.push(problemOf('deviceId', 'not-understood', deviceId.slice(0, 80)));
        for (const field of ['reportIntervalSeconds', 'heartbeatSeconds']) cells.take(field, readInterval);
        const word = cells.cell('branch');
        const named = word === '' ? undefined : branches.byWord(word);
        if (named === null) cells.problems.push(problemOf('branch', 'unknown-branch', word.slice(0, 80)));
        return {
          key: `device:${deviceId ?? ''}`,
          name: name?.zh ?? deviceId ?? '',
          given: pickGiven({
            name,
            kind: cells.take('kind', readUnitKind),
            branchId: named ?? undefined,
            detectionRangeMeters: cells.take('detectionRangeMeters', readRange),
          }),
          forNew: {},
          problems: cells.problems,
        };
      };
    },
    complete({ name, kind, branchId = null, detectionRangeMeters }) {
      if (name?.zh === undefined) return { problems: [problemOf('nameZh', 'missing')] };
      if (kind === undefined) return { problems: [problemOf('kind', 'missing')] };
      return {
        state: {
          name: { zh: name.zh, en: name.en ?? name.zh },
          kind,
          branchId,
          detectionRangeMeters: detectionRangeMeters ?? DEFAULT_DETECTION_RANGE_METERS[kind],
        },
      };
    },
    async insert(state, { values }, existsSinceMs, client) {
      const id = await repository.insert(state, existsSinceMs, client);
      const deviceId = values.get('deviceId')!;
      const intervalOf = (field: string): number | null => readInterval(values.get(field) ?? '');
      const token = await devices.insertUnchecked(
        {
          unitId: id,
          protocol: PROTOCOL,
          externalId: deviceId,
          reportIntervalSeconds: intervalOf('reportIntervalSeconds'),
          heartbeatSeconds: intervalOf('heartbeatSeconds'),
        },
        client,
      );
      return { id, token: { unitId: id, name: state.name.zh, deviceId, token } };
    },
  });
}
