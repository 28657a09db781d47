import { createCellReader, pickGiven, toText } from '../../plugins/register-file-values.ts';
import {
  createFileKind,
  type BranchFinder,
  problemOf,
  type FileRowValues,
  type GivenValues,
  type RegisterFileKind,
  type RowProblem,
} from '../../plugins/register-files.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { RegisterHistory } from '../../plugins/register-history.repository.ts';
import { holdBranch } from './entry-places.repository.ts';
import type { BranchesRepository } from './branches.repository.ts';
import { toNewOffice, type OfficeState } from './entry-columns.ts';
import type { StationState, StationsRepository } from './stations.repository.ts';

const MAX_LINE = 200;
const MAX_CODE = 40;
const digits = (pattern: RegExp) => (cell: string) => (pattern.test(cell) ? cell : null);

/** What a row says of an office, beside what it is called. */
function readOffice(row: FileRowValues) {
  const cells = createCellReader(row);
  return {
    cells,
    name: cells.name(),
    code: cells.line('code', MAX_CODE),
    given: {
      position: cells.place(),
      contact: cells.line('contact', MAX_LINE),
      openingHours: cells.line('openingHours', MAX_LINE),
      statisticalCode: cells.take('statisticalCode', digits(/^\d{12}$/u)),
      policeCode: cells.take('policeCode', digits(/^\d{15}$/u)),
      gridCode: cells.line('gridCode', MAX_LINE),
    },
  };
}

/** A new office, or what is wanting for one. */
function completeOffice({
  name,
  position,
  ...given
}: GivenValues<OfficeState>): { state: OfficeState } | { problems: RowProblem[] } {
  if (position === undefined) return { problems: [problemOf('place', 'no-place')] };
  if (name?.zh === undefined) return { problems: [problemOf('nameZh', 'missing')] };
  return { state: toNewOffice({ ...given, position, name: { zh: name.zh, en: name.en ?? '' } }) };
}

interface Shared {
  lock(client: Queryable): Promise<void>;
  reload(): Promise<void>;
}

/** Tables of branches: known again by their code, else by their Chinese name. */
export function createBranchFiles({
  repository,
  history,
  refill,
  ...shared
}: Shared & {
  repository: BranchesRepository;
  history: RegisterHistory<OfficeState>;
  refill(client: Queryable): Promise<void>;
}): RegisterFileKind {
  return createFileKind<OfficeState>({
    ...shared,
    register: 'branches',
    requires: null,
    table: repository.table,
    history,
    toText,
    finish: refill,
    mayBeAgain: async () => true,
    isUsed: async (id, client) => Object.values(await repository.findUses(id, client)).some((count) => count > 0),
    createKeys:
      async () =>
      ({ state: { code, name } }) => [`code:${code}`, `name:${name.zh}`],
    branchOf: (_state, id) => id,
    createReader: async () => (row) => {
      const { cells, name, code, given } = readOffice(row);
      if (name?.zh === undefined) cells.problems.push(problemOf('nameZh', 'missing'));
      return {
        key: code === undefined ? `name:${name?.zh ?? ''}` : `code:${code}`,
        name: name?.zh ?? code ?? '',
        given: pickGiven({ ...given, code, name }),
        forNew: {},
        problems: cells.problems,
      };
    },
    complete: completeOffice,
    async insert(state, _row, existsSinceMs, client) {
      return { id: (await repository.insert(state, existsSinceMs, client))!, token: null };
    },
  });
}

/** Tables of stations: known again by their code, else by their Chinese name within a branch. */
export function createStationFiles({
  repository,
  history,
  findBranches,
  ...shared
}: Shared & {
  repository: StationsRepository;
  history: RegisterHistory<StationState>;
  findBranches(client: Queryable): Promise<BranchFinder>;
}): RegisterFileKind {
  return createFileKind<StationState>({
    ...shared,
    register: 'stations',
    requires: null,
    table: repository.table,
    history,
    toText,
    finish: async () => undefined,
    isUsed: async () => false,
    mayBeAgain: ({ branchId }, client) => holdBranch(branchId, client),
    createKeys:
      async () =>
      ({ state: { code, name, branchId } }) => [`code:${code}`, `name:${branchId}:${name.zh}`],
    branchOf: ({ branchId }) => branchId,
    async createReader(client) {
      const branches = await findBranches(client);
      return (row, by) => {
        const { cells, name, code, given } = readOffice(row);
        if (name?.zh === undefined) cells.problems.push(problemOf('nameZh', 'missing'));
        const word = cells.cell('branch');
        const named = word === '' ? undefined : branches.byWord(word);
        if (named === null) cells.problems.push(problemOf('branch', 'unknown-branch', word.slice(0, 80)));
        const branchId = named ?? by.scopeBranchId ?? (row.position ? branches.byPlace(row.position) : null);
        return {
          key: code === undefined ? `name:${branchId ?? 0}:${name?.zh ?? ''}` : `code:${code}`,
          name: name?.zh ?? code ?? '',
          given: pickGiven({ ...given, code, name, branchId: named ?? undefined }),
          forNew: pickGiven({ branchId: branchId ?? undefined }),
          problems: cells.problems,
        };
      };
    },
    complete({ branchId, ...given }) {
      if (branchId === undefined) return { problems: [problemOf('branch', 'unknown-branch')] };
      const office = completeOffice(given);
      return 'problems' in office ? office : { state: { ...office.state, branchId } };
    },
    async insert(state, _row, existsSinceMs, client) {
      return { id: (await repository.insert(state, existsSinceMs, client))!, token: null };
    },
  });
}
