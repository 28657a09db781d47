import type { KeyAreaKind } from '@liaowang/shared/schemas/key-area';
import { create } from 'zustand';
import type { TableSort } from '../../components/column-table.tsx';

export type KeyAreaColumn = 'name' | 'kind' | 'branch' | 'area' | 'code';

/** Stands for key areas of the whole association; branches have positive ids. */
export const NO_BRANCH = 0;

interface KeyAreaRegisterState {
  text: string;
  /** Null = all. */
  kind: KeyAreaKind | null;
  branchId: number | null;
  sort: TableSort<KeyAreaColumn>;
}

/** What the register of key areas lists: it stays while another register is looked at. */
export const useKeyAreaRegisterStore = create<KeyAreaRegisterState>()(() => ({
  text: '',
  kind: null,
  branchId: null,
  sort: { column: 'name', descending: false },
}));
