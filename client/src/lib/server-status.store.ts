import { create } from 'zustand';

export type ServerStatus = 'reachable' | 'unreachable' | 'database-down' | 'database-full';

interface ServerStatusState {
  status: ServerStatus;
  /** Milliseconds of `performance.now()` since when it is so. */
  sinceMs: number;
  report: (status: ServerStatus, nowMs: number) => void;
}

/** Whether the server answers, as the last HTTP requests saw it. */
export const useServerStatus = create<ServerStatusState>((set) => ({
  status: 'reachable',
  sinceMs: 0,
  report: (status, nowMs) => set((before) => (before.status === status ? before : { status, sinceMs: nowMs })),
}));
