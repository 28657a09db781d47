import { create } from 'zustand';
import type { TableSort } from '../../components/column-table.tsx';

export type LookoutColumn = 'name' | 'number' | 'branch' | 'duty' | 'hours' | 'range' | 'reason' | 'board';

/** Stands for lookouts that belong to no branch; branches have positive ids. */
export const NO_BRANCH = 0;

export const DUTY_CHOICES = ['any', 'on', 'off'] as const;
export type DutyChoice = (typeof DUTY_CHOICES)[number];

interface LookoutRegisterState {
  text: string;
  /** Null = all. */
  branchId: number | null;
  duty: DutyChoice;
  sort: TableSort<LookoutColumn>;
}

/** What the register of lookouts lists: it stays while another register is looked at. */
export const useLookoutRegisterStore = create<LookoutRegisterState>()(() => ({
  text: '',
  branchId: null,
  duty: 'any',
  sort: { column: 'number', descending: false },
}));
