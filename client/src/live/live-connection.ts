import type { Result } from '@liaowang/shared/contract/result';
import type {
  ClientToServerEvents,
  LiveCatchUp,
  LiveSnapshot,
  ServerToClientEvents,
} from '@liaowang/shared/contract/socket-events';
import { Unit } from '@liaowang/shared/schemas/unit';
import { io, type Socket } from 'socket.io-client';
import msgpackParser from 'socket.io-msgpack-parser';
import * as Type from 'typebox';
import type { TSchema } from 'typebox';
import { Check } from 'typebox/value';
import { LATE_AFTER_MS, useLiveStatus } from './live-status.store.ts';
import { positionBuffer } from './position-buffer.ts';
import { createPositionStream } from './position-stream.ts';
import { stateNowMs } from './state-now.ts';

/** The reliable events; frames of positions have their own way (position-stream.ts). */
type FeedEvent = Exclude<keyof ServerToClientEvents, 'positions:moved'>;

/** What each event carries and what is done with it. An event without a payload has `payload: null`. */
export type LiveFeedTable = {
  [Name in FeedEvent]: { payload: TSchema | null; apply(...payload: Parameters<ServerToClientEvents[Name]>): void };
};

export interface LiveFeed {
  events: LiveFeedTable;
  /** All units this account may see, on every join. */
  joined(units: Unit[]): void;
  /** The link is back after it was lost: whatever was fetched may be old. */
  reconnected(): void;
  /** The server cut or refuses the link: whether the session is over must be asked. */
  refused(): void;
}

type LiveSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

const ACKNOWLEDGE_TIMEOUT_MS = 10_000;
const CHECK_EVERY_MS = 1_000;
/** Wait before trying again after a refusal, so that a lasting one does not become a flood. */
const RETRY_AFTER_MS = 3_000;
/** What is said of a link that ends with its session. A server that stops or lost its database says otherwise, or nothing. */
const SESSION_DOUBTS: ReadonlySet<string> = new Set(['io server disconnect', 'not-signed-in']);
const Units = Type.Array(Unit);

let stop: (() => void) | null = null;

/** Connects and keeps the buffer, the status and whatever `feed` writes to up to date, until {@link stopLive}. */
export function startLive(feed: LiveFeed): void {
  stopLive();
  useLiveStatus.getState().reset(performance.now());
  // The types of the parser's package do not say what socket.io asks of it.
  const socket: LiveSocket = io({ parser: msgpackParser, transports: ['websocket', 'polling'] });
  let hasJoinedBefore = false;
  let isJoining = false;
  let retryTimer: ReturnType<typeof setTimeout> | null = null;

  const stream = createPositionStream({
    buffer: positionBuffer,
    now: () => performance.now(),
    rejoin: () => void join(),
    onResynced: () => useLiveStatus.getState().noteResynced(),
    requestCatchUp: async (point) => {
      const result = await request<LiveCatchUp>((acknowledge) => socket.emit('live:resume', point, acknowledge));
      return result?.ok ? result.value : null;
    },
  });

  function request<T>(send: (acknowledge: (result: Result<T>) => void) => void): Promise<Result<T> | null> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(null), ACKNOWLEDGE_TIMEOUT_MS);
      send((result) => {
        clearTimeout(timer);
        resolve(result);
      });
    });
  }

  function loseLink(reason: string): void {
    useLiveStatus.getState().setLink('offline', performance.now());
    // Inactive = the server closed or refused the link, and socket.io leaves the next try to us.
    if (socket.active) return;
    if (SESSION_DOUBTS.has(reason)) feed.refused();
    retryTimer = setTimeout(() => void socket.connect(), RETRY_AFTER_MS);
  }

  async function join(): Promise<void> {
    if (isJoining || !socket.connected) return;
    isJoining = true;
    const result = await request<LiveSnapshot>((acknowledge) => socket.emit('live:join', {}, acknowledge));
    isJoining = false;
    if (!socket.connected) return;
    if (result?.ok && Check(Units, result.value.units) && stream.receiveSnapshot(result.value.frame)) {
      positionBuffer.replaceUnits(result.value.units, performance.now());
      useLiveStatus.getState().noteFrame(performance.now());
      feed.joined(result.value.units);
    } else if (result && !result.ok && result.error.code === 'not-permitted') {
      // An account that may not see positions gets its other events all the same.
      useLiveStatus.getState().setLink('live', performance.now());
    } else {
      retryTimer = setTimeout(() => void join(), RETRY_AFTER_MS);
    }
  }

  socket.on('connect', () => {
    // The server tells it again if it still is.
    useLiveStatus.getState().setServerClockBehind(null);
    useLiveStatus.getState().setLink('connecting', performance.now());
    void join();
    if (hasJoinedBefore) feed.reconnected();
    hasJoinedBefore = true;
  });
  socket.on('disconnect', loseLink);
  socket.on('connect_error', ({ message }) => loseLink(message));
  socket.on('positions:moved', (frame) => {
    useLiveStatus.getState().noteFrame(performance.now());
    stream.receive(frame);
  });
  listenToFeed(socket, feed.events);

  const checkTimer = setInterval(() => {
    const nowMs = performance.now();
    const { link, lastFrameAtMs, setLink } = useLiveStatus.getState();
    if (link === 'live' && lastFrameAtMs !== null && nowMs - lastFrameAtMs > LATE_AFTER_MS) setLink('late', nowMs);
    positionBuffer.updateStates(stateNowMs());
  }, CHECK_EVERY_MS);

  stop = () => {
    clearInterval(checkTimer);
    if (retryTimer !== null) clearTimeout(retryTimer);
    socket.disconnect();
  };
}

/** Disconnects and forgets every unit. Does nothing when not started. */
export function stopLive(): void {
  if (stop === null) return;
  stop();
  stop = null;
  positionBuffer.clear();
}

/** Calls a table's actions for the events whose payload is what it says; what is not is dropped and counted. */
export function listenToFeed(
  socket: { on(name: string, listener: (payload: unknown) => void): unknown },
  events: LiveFeedTable,
): void {
  for (const [name, { payload: schema, apply }] of Object.entries(events) as Array<
    [FeedEvent, { payload: TSchema | null; apply: (payload?: unknown) => void }]
  >) {
    socket.on(name, (payload) => {
      if (schema === null) apply();
      else if (Check(schema, payload)) apply(payload);
      else useLiveStatus.getState().noteMalformed();
    });
  }
}
