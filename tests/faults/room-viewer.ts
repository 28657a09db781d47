import { createPositionBuffer, type PositionBuffer } from '../../client/src/live/position-buffer.ts';
import { createPositionStream } from '../../client/src/live/position-stream.ts';
import type { LiveCatchUp, LiveSnapshot, ServerToClientEvents } from '@liaowang/shared/contract/socket-events';
import type { Result } from '@liaowang/shared/contract/result';
import { connect, openSocket } from '../support/viewer.ts';

/** What somebody at a screen would have noticed. */
export interface Sightings {
  /** How often the link was lost. */
  linkLost: number;
  /** Whole pictures taken: at each join, and where the stream could not be continued. */
  snapshots: number;
  /** Holes in the stream that were filled with the missing frames. */
  replays: number;
  /** What the banner said, in order. */
  database: Array<Parameters<ServerToClientEvents['system:changed']>[0]['database']>;
}

/** A screen in the room: the page's own stream and buffer on a real socket that is connected again whenever it breaks. */
export interface RoomViewer {
  sightings: Sightings;
  buffer: PositionBuffer;
  close(): void;
}

const RETRY_MS = 500;
const ANSWER_WITHIN_MS = 10_000;

/** Opens a viewer with the session of `cookie` and waits for its first picture. */
export async function openRoomViewer(address: string, cookie: string): Promise<RoomViewer> {
  const socket = openSocket(address, { cookie });
  const buffer = createPositionBuffer();
  const sightings: Sightings = { linkLost: 0, snapshots: 0, replays: 0, database: [] };
  let retry: NodeJS.Timeout | undefined;
  let isClosed = false;

  const stream = createPositionStream({
    buffer,
    now: Date.now,
    rejoin: () => void join(),
    onResynced: () => undefined,
    async requestCatchUp(point) {
      const result = await socket
        .timeout(ANSWER_WITHIN_MS)
        .emitWithAck('live:resume', point)
        .catch((): Result<LiveCatchUp> | null => null);
      if (!result?.ok) return null;
      sightings[result.value.kind === 'replay' ? 'replays' : 'snapshots'] += 1;
      return result.value;
    },
  });

  async function join(): Promise<void> {
    const result = await socket
      .timeout(ANSWER_WITHIN_MS)
      .emitWithAck('live:join', {})
      .catch((): Result<LiveSnapshot> | null => null);
    if (result?.ok && stream.receiveSnapshot(result.value.frame)) {
      sightings.snapshots += 1;
      buffer.replaceUnits(result.value.units, Date.now());
    } else if (socket.connected) {
      retryWith(() => void join());
    }
  }
  function retryWith(again: () => void): void {
    clearTimeout(retry);
    if (!isClosed) retry = setTimeout(again, RETRY_MS);
  }
  const comeBack = () => void connect(socket).then(join, () => retryWith(comeBack));

  socket.on('positions:moved', (frame) => stream.receive(new Uint8Array(frame)));
  socket.on('system:changed', ({ database }) => void sightings.database.push(database));
  socket.on('disconnect', () => {
    if (isClosed) return;
    sightings.linkLost += 1;
    retryWith(comeBack);
  });
  await connect(socket);
  await join();
  return {
    sightings,
    buffer,
    close() {
      isClosed = true;
      clearTimeout(retry);
      socket.disconnect();
    },
  };
}
