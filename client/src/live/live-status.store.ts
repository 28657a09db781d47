import { create } from 'zustand';

/** `late`: connected, but no frame for longer than the server ever pauses. */
type LinkState = 'connecting' | 'live' | 'late' | 'offline';

/** No frame for so long = late: the server sends at least an empty one every 5 s. */
export const LATE_AFTER_MS = 8_000;

export interface LiveStatus {
  link: LinkState;
  /** Since when the link is in this state, milliseconds of `performance.now()`, as all times here. */
  since: number;
  lastFrameAtMs: number | null;
  /** `full`: it answers, but cannot store. */
  database: 'up' | 'down' | 'full';
  /** By how much the server's clock is behind what most devices say (negative: ahead); null = it is right. */
  serverClockBehindSeconds: number | null;
  /** How often lost frames were asked for and got, since sign-in. */
  resynced: number;
  /** Events dropped because they were not what the contract says: page and server differ in version. */
  malformed: number;
  setLink(link: LinkState, nowMs: number): void;
  noteFrame(nowMs: number): void;
  noteResynced(): void;
  noteMalformed(): void;
  setDatabase(database: LiveStatus['database']): void;
  setServerClockBehind(seconds: number | null): void;
  reset(nowMs: number): void;
}

/** Health of the live link, for the strip, the map's greying and the top bar. */
export const useLiveStatus = create<LiveStatus>()((set) => ({
  link: 'connecting',
  since: performance.now(),
  lastFrameAtMs: null,
  database: 'up',
  serverClockBehindSeconds: null,
  resynced: 0,
  malformed: 0,
  setLink: (link, nowMs) => set((status) => (status.link === link ? status : { link, since: nowMs })),
  noteFrame: (nowMs) =>
    set((status) =>
      status.link === 'live' ? { lastFrameAtMs: nowMs } : { lastFrameAtMs: nowMs, link: 'live', since: nowMs },
    ),
  noteResynced: () => set((status) => ({ resynced: status.resynced + 1 })),
  noteMalformed: () => set((status) => ({ malformed: status.malformed + 1 })),
  setDatabase: (database) => set({ database }),
  setServerClockBehind: (serverClockBehindSeconds) => set({ serverClockBehindSeconds }),
  reset: (nowMs) =>
    set({
      link: 'connecting',
      since: nowMs,
      lastFrameAtMs: null,
      database: 'up',
      serverClockBehindSeconds: null,
      resynced: 0,
      malformed: 0,
    }),
}));
