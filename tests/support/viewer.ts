import { inflateRawSync } from 'node:zlib';
import { io, type Socket } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import {
  DEGREES_PER_STEP,
  MILLISECONDS_PER_STEP,
  decodeFrame,
  headingOf,
  readPositionFrame,
  speedOf,
  type FrameFix,
  type FrameHeader,
} from '@liaowang/shared/contract/position-frame';
import type { ClientToServerEvents, LiveSnapshot, ServerToClientEvents } from '@liaowang/shared/contract/socket-events';
import type { Result } from '@liaowang/shared/contract/result';
import { waitFor } from './wait-for.ts';

export type ViewerSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

/** Where a viewer sees a unit. */
export interface SeenFix {
  lng: number;
  lat: number;
  fixTimeMs: number;
  speedMetersPerSecond: number | null;
  headingDegrees: number | null;
}

/** A real client of the live stream, as a test drives it. */
export interface Viewer {
  socket: ViewerSocket;
  /** Every event but frames, in order. */
  events: Array<{ name: string; payload: unknown }>;
  /** Every frame of the stream as it came, in order, applied or not. */
  frames: Uint8Array[];
  /** Of the frames that were applied, snapshots among them, in order. */
  headers: FrameHeader[];
  /** Units by id, as the frames applied so far say. */
  units: ReadonlyMap<number, SeenFix>;
  /** When each unit was last heard, epoch milliseconds, as the frames applied so far say. */
  contacts: ReadonlyMap<number, number>;
  /** Joins the stream and applies its snapshot. @throws Error with the refusal's code */
  join(): Promise<LiveSnapshot>;
  /** Emits any event with any payload; resolves with what is acknowledged. */
  ask(event: string, ...payload: unknown[]): Promise<Result<unknown>>;
  /** Applies a frame as the page does (client/src/live/position-buffer.ts); false = before a snapshot, applied already, or after a hole. */
  apply(frame: Uint8Array): boolean;
  /** The payload of the first event of this name that fits. */
  next<T>(name: keyof ServerToClientEvents, fits?: (payload: T) => boolean): Promise<T>;
  disconnect(): void;
}

const ANSWER_WITHIN_MS = 5_000;

function toSeen(fix: FrameFix): SeenFix {
  return {
    lng: fix.lngSteps * DEGREES_PER_STEP,
    lat: fix.latSteps * DEGREES_PER_STEP,
    fixTimeMs: fix.timeSteps * MILLISECONDS_PER_STEP,
    speedMetersPerSecond: speedOf(fix),
    headingDegrees: headingOf(fix),
  };
}

/** A socket that is not yet connected and never tries twice. */
export function openSocket(address: string, headers: Record<string, string>): ViewerSocket {
  return io(address, {
    parser,
    transports: ['websocket'],
    extraHeaders: headers,
    reconnection: false,
    autoConnect: false,
    forceNew: true,
  });
}

/** Connects; rejects with the server's reason. */
export function connect(socket: ViewerSocket): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
    socket.connect();
  });
}

/** A connected viewer with the session of `cookie`. */
export async function connectViewer(address: string, cookie: string): Promise<Viewer> {
  const socket = openSocket(address, { cookie });
  const announced = new Map<number, FrameFix>();
  const units = new Map<number, SeenFix>();
  const contacts = new Map<number, number>();

  /** `hear` is called before the next message is read; what awaits the promise may come after it. */
  const ask = (
    event: string,
    payload: readonly unknown[],
    hear: (result: Result<unknown>) => void = () => {},
  ): Promise<Result<unknown>> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${event} was not answered`)), ANSWER_WITHIN_MS);
      // Events that no contract knows are sent on purpose.
      (socket as unknown as { emit(name: string, ...args: unknown[]): void }).emit(
        event,
        ...payload,
        (result: Result<unknown>) => {
          clearTimeout(timer);
          hear(result);
          resolve(result);
        },
      );
    });

  const viewer: Viewer = {
    socket,
    events: [],
    frames: [],
    headers: [],
    units,
    contacts,
    apply(frame) {
      const read = readPositionFrame(
        frame,
        (body, length) => new Uint8Array(inflateRawSync(body, { maxOutputLength: length })),
      );
      if (!read.ok) throw new Error(`frame refused: ${read.reason}`);
      const { header } = read;
      const last = viewer.headers.at(-1);
      if (!header.snapshot && (header.epoch !== last?.epoch || header.previousSeq !== last.seq)) return false;
      const content = decodeFrame(read, announced);
      if (!content) throw new Error('frame refused: malformed-body');
      viewer.headers.push(header);
      if (header.snapshot) {
        announced.clear();
        units.clear();
        contacts.clear();
      }
      for (const { unitId, fix } of content.moves) {
        announced.set(unitId, fix);
        const seen = toSeen(fix);
        units.set(unitId, seen);
        contacts.set(unitId, header.snapshot ? seen.fixTimeMs : header.tickTimeMs);
      }
      for (const { unitId, contactAtMs } of content.contacts) contacts.set(unitId, contactAtMs);
      return true;
    },
    ask: (event, ...payload) => ask(event, payload),
    async join() {
      const result = (await ask('live:join', [{}], (answer) => {
        if (answer.ok) viewer.apply((answer.value as LiveSnapshot).frame);
      })) as Result<LiveSnapshot>;
      if (!result.ok) throw new Error(result.error.code);
      return result.value;
    },
    async next<T>(name: keyof ServerToClientEvents, fits: (payload: T) => boolean = () => true) {
      const event = await waitFor(name, () =>
        viewer.events.find((each) => each.name === name && fits(each.payload as T)),
      );
      return event.payload as T;
    },
    disconnect: () => void socket.disconnect(),
  };
  socket.on('positions:moved', (frame) => {
    const bytes = new Uint8Array(frame);
    viewer.frames.push(bytes);
    viewer.apply(bytes);
  });
  socket.onAny((name: string, payload: unknown) => {
    if (name !== 'positions:moved') viewer.events.push({ name, payload });
  });
  await connect(socket);
  return viewer;
}
