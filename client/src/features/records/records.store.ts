import { create } from 'zustand';
import type { Month } from './calendar-days.ts';
import type { RecordFilter, RecordSort } from './record-order.ts';

interface RecordsState {
  shape: 'list' | 'calendar';
  filter: RecordFilter;
  sort: RecordSort;
  /** Of the calendar; null = this month. */
  month: Month | null;
  /** Record under the pointer, in the list or on the map. */
  hoveredId: number | null;
  setShape: (shape: 'list' | 'calendar') => void;
  setFilter: (filter: RecordFilter) => void;
  setSort: (sort: RecordSort) => void;
  setMonth: (month: Month) => void;
  hover: (hotspotId: number | null) => void;
}

/** How the hotspot records are listed. */
export const useRecordsStore = create<RecordsState>()((set) => ({
  shape: 'list',
  filter: 'all',
  sort: 'due',
  month: null,
  hoveredId: null,
  setShape: (shape) => set({ shape }),
  setFilter: (filter) => set({ filter }),
  setSort: (sort) => set({ sort }),
  setMonth: (month) => set({ month }),
  hover: (hoveredId) => set({ hoveredId }),
}));
