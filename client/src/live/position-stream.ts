import type { LiveCatchUp, ResumePoint } from '@liaowang/shared/contract/socket-events';
import type { PositionBuffer } from './position-buffer.ts';

export interface PositionStreamOptions {
  buffer: PositionBuffer;
  /** Asks for what was missed since `point`; null when the link or the server refused. */
  requestCatchUp(point: ResumePoint): Promise<LiveCatchUp | null>;
  /** Starts over: the stream can no longer be continued. */
  rejoin(): void;
  /** A hole was filled. */
  onResynced(): void;
  now(): number;
}

/** Keeps a buffer in step with the stream of frames, whatever is lost, doubled or garbled on the way. */
export interface PositionStream {
  /** Takes one frame as it came off the wire. */
  receive(payload: unknown): void;
  /** Takes the snapshot frame of a join. Returns whether it was one. */
  receiveSnapshot(payload: unknown): boolean;
}

/** What a binary payload is after the wire's parser: Uint8Array in Node, ArrayBuffer in some browsers; null = not binary. */
export function toBytes(payload: unknown): Uint8Array | null {
  if (payload instanceof Uint8Array) return payload;
  if (payload instanceof ArrayBuffer) return new Uint8Array(payload);
  return null;
}

/** A stream that feeds `options.buffer`. At most one catch-up is under way; frames that arrive meanwhile are part of it. */
export function createPositionStream({
  buffer,
  requestCatchUp,
  rejoin,
  onResynced,
  now,
}: PositionStreamOptions): PositionStream {
  let isCatchingUp = false;

  function applyBytes(payload: unknown, replayed: boolean): ReturnType<PositionBuffer['applyFrame']> {
    const bytes = toBytes(payload);
    return bytes === null ? 'refused' : buffer.applyFrame(bytes, now(), replayed);
  }

  async function catchUp(): Promise<void> {
    const point = buffer.resumePoint();
    if (point === null) {
      rejoin();
      return;
    }
    isCatchingUp = true;
    try {
      const answer = await requestCatchUp(point);
      if (answer === null) return;
      const frames = answer.kind === 'replay' ? answer.frames : [answer.frame];
      const isWhole = frames.every((frame) => {
        const outcome = applyBytes(frame, answer.kind === 'replay');
        return outcome === 'applied' || outcome === 'duplicate';
      });
      if (isWhole) onResynced();
      else rejoin();
    } finally {
      isCatchingUp = false;
    }
  }

  return {
    receive(payload) {
      // What arrives during a catch-up is either in its answer or shows as a hole once more.
      if (isCatchingUp) return;
      const outcome = applyBytes(payload, false);
      if (outcome === 'hole') void catchUp();
      else if (outcome === 'refused') rejoin();
    },
    receiveSnapshot: (payload) => applyBytes(payload, false) === 'applied',
  };
}
