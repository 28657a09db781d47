import { moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import { POST_RANGE_METERS, DEFAULT_LOOKOUT_RANGE_METERS } from '@liaowang/shared/schemas/lookout';
import { WHOLE_DISK } from '@liaowang/shared/schemas/watch-shape';
import {
  readDay,
  readDutyHours,
  readMeters,
  readSiteReason,
  readWhole,
} from '@liaowang/shared/analysis/registers/read-values';
import { createCellReader, pickGiven, toText } from '../../plugins/register-file-values.ts';
import { createFileKind, problemOf, type BranchFinder, type RegisterFileKind } from '../../plugins/register-files.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterHistory } from '../../plugins/register-history.repository.ts';
import type { LookoutState, LookoutsRepository } from './lookouts.repository.ts';

const MAX_SUPPLIES = 200;
const MAX_NUMBER = 99_999;

const readRange = (cell: string): number | null => {
  const meters = readMeters(cell);
  return meters !== null && meters >= POST_RANGE_METERS.minimum && meters <= POST_RANGE_METERS.maximum ? meters : null;
};
const readNumber = (cell: string): number | null => {
  // Of a city's own numbers, as L01 or 新安-07, the digits count.
  const number = readWhole(cell.replace(/^[\p{L}]{1,6}[-—_. ]?(?=\d+$)/u, ''));
  return number !== null && number >= 1 && number <= MAX_NUMBER ? number : null;
};

/** Tables of lookouts: known again by their number, else by their Chinese name. */
export function createLookoutFiles({
  repository,
  history,
  findBranches,
  isStanding,
  reload,
}: {
  repository: LookoutsRepository;
  history: RegisterHistory<LookoutState>;
  findBranches(client: Queryable): Promise<BranchFinder>;
  isStanding(branchId: number, client: Queryable): Promise<boolean>;
  reload(): Promise<void>;
}): RegisterFileKind {
  return createFileKind<LookoutState>({
    register: 'lookouts',
    requires: null,
    table: repository.table,
    history,
    toText,
    lock: (client) => repository.lock(client),
    finish: async () => undefined,
    isUsed: async () => false,
    mayBeAgain: async ({ branchId }, client) => branchId === null || isStanding(branchId, client),
    erase: (id, client) => repository.erase(id, client),
    adjust: (before, after) => ({ ...after, shape: moveShape(after.shape, before.position, after.position) }),
    reload,
    createKeys:
      async () =>
      ({ state: { number, name } }) => [`number:${number}`, `name:${name.zh}`],
    branchOf: ({ branchId }) => branchId,
    async createReader(client) {
      const branches = await findBranches(client);
      return (row, by) => {
        const cells = createCellReader(row);
        const name = cells.name();
        if (name?.zh === undefined) cells.problems.push(problemOf('nameZh', 'missing'));
        const number = cells.take('number', readNumber);
        const position = cells.place();
        const hours = cells.take('dutyHours', readDutyHours);
        const word = cells.cell('branch');
        const named = word === '' ? undefined : branches.byWord(word);
        if (named === null) cells.problems.push(problemOf('branch', 'unknown-branch', word.slice(0, 80)));
        return {
          key: number === undefined ? `name:${name?.zh ?? ''}` : `number:${number}`,
          name: name?.zh ?? String(number ?? ''),
          given: pickGiven({
            name,
            number,
            position,
            branchId: named ?? undefined,
            detectionRangeMeters: cells.take('detectionRangeMeters', readRange),
            dutyStartMinute: hours?.startMinute,
            dutyEndMinute: hours?.endMinute,
            siteReason: cells.take('siteReason', readSiteReason),
            supplies: cells.line('supplies', MAX_SUPPLIES),
            noticeBoardInspectedOn: cells.take('noticeBoardInspectedOn', readDay),
          }),
          forNew: { branchId: by.scopeBranchId ?? (position ? branches.byPlace(position) : null) },
          problems: cells.problems,
        };
      };
    },
    complete({ name, position, branchId = null, number = 0, ...given }) {
      if (position === undefined) return { problems: [problemOf('place', 'no-place')] };
      if (name?.zh === undefined) return { problems: [problemOf('nameZh', 'missing')] };
      return {
        isLast: number === 0,
        state: {
          detectionRangeMeters: DEFAULT_LOOKOUT_RANGE_METERS,
          shape: WHOLE_DISK,
          dutyStartMinute: 0,
          dutyEndMinute: 1_440,
          noticeBoardInspectedOn: null,
          siteReason: null,
          supplies: null,
          ...given,
          // 0: the next when it is written.
          number,
          branchId,
          position,
          name: { zh: name.zh, en: name.en ?? '' },
        },
      };
    },
    async insert(state, _row, existsSinceMs, client) {
      const number = state.number === 0 ? await repository.findNextNumber(client) : state.number;
      return { id: await repository.insert({ ...state, number }, existsSinceMs, client), token: null };
    },
  });
}
