import { create } from 'zustand';

/** As long as the server lets a reporter take a report back. */
export const WITHDRAW_WITHIN_MS = 15 * 60_000;

interface OwnReportsState {
  /** Incidents reported from this page, which their reporter may still take back. */
  incidentIds: ReadonlySet<number>;
  add: (incidentId: number) => void;
}

export const useOwnReportsStore = create<OwnReportsState>((set) => ({
  incidentIds: new Set(),
  add: (incidentId) => set(({ incidentIds }) => ({ incidentIds: new Set([...incidentIds, incidentId]) })),
}));
