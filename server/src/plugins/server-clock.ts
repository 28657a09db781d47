import fp from 'fastify-plugin';
import { SERVER_CLOCK_DEFAULTS, findServerClockError } from '@liaowang/shared/analysis/positions/server-clock-verdict';
import { RequestRefused } from './error-handler.ts';

/** Our clock is wrong by what most devices say: they shall keep what they have. */
export class ServerClockWrong extends RequestRefused {
  constructor() {
    super(503, {
      code: 'server-clock-wrong',
      reason: "This server's clock is wrong; nothing was stored. Send again later.",
    });
  }
}

interface ServerClockDecorator {
  /** Looks whether our clock was set since the last look: to be called before anything is measured by it. */
  noticeStep(): void;
  /** Notes how far a device's clock is ahead of ours (negative: behind) as its message tells; null = it may just be late. */
  hear(deviceId: number, levelMs: number | null): void;
  /** How far our clock is behind (negative: ahead), milliseconds; null = it is right, or nobody can tell. */
  readonly errorMs: number | null;
  /**
   * Whether fixes of a device so far ahead of us (`levelMs`, as given to `hear`) must be refused, for they would be taken
   * for future ones and thrown away: our clock is behind, or was just set back and too few devices were heard to tell.
   * While our clock is ahead they are taken: each has its right time.
   */
  mustRefuse(levelMs: number | null): boolean;
  /** Our clock is behind: fixes of every device are refused. */
  readonly isBehind: boolean;
  /** Calls `listener` when our clock was set by `stepMs`. */
  onStep(listener: (stepMs: number) => void): void;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Whether this server's clock can be believed, by what devices say. */
    serverClock: ServerClockDecorator;
  }
}

const CHECK_EVERY_MS = 1_000;
/** Below that a clock is being slewed, or the two were read a pause apart. */
const STEP_FROM_MS = 2_000;
/** A verdict by each message would cost a large city much. */
const VERDICT_EVERY_MS = 50;
/** After our clock was set back devices that seem ahead are kept waiting for so long at most, until enough of them were heard. */
const UNDECIDED_FOR_MS = 60_000;

export default fp(
  async (app) => {
    const heard = new Map<number, { levelMs: number | null; atMs: number }>();
    const stepListeners: Array<(stepMs: number) => void> = [];
    let errorMs: number | null = null;
    let verdictAtMs = -Infinity;
    /** Wall clock minus monotonic clock: moves only when the wall clock is set. */
    let offsetMs = Date.now() - performance.now();
    /** By the monotonic clock. */
    let setBackAtMs = -Infinity;

    function judge(): void {
      verdictAtMs = performance.now();
      for (const [deviceId, { atMs }] of heard)
        if (verdictAtMs - atMs > SERVER_CLOCK_DEFAULTS.heardWithinMs) heard.delete(deviceId);
      const before = errorMs;
      errorMs = findServerClockError(Array.from(heard.values(), ({ levelMs }) => levelMs));
      if ((before === null) === (errorMs === null)) return;
      if (errorMs === null) app.log.info('devices agree with the clock of this server again');
      else
        app.log.error(
          { behindSeconds: Math.round(errorMs / 1_000), devices: heard.size },
          'the clock of this server is wrong, by what most devices say',
        );
      app.bus.show('server-clock.changed', errorMs);
    }

    function noticeStep(): void {
      const nowOffsetMs = Date.now() - performance.now();
      const stepMs = nowOffsetMs - offsetMs;
      if (Math.abs(stepMs) <= STEP_FROM_MS) return;
      offsetMs = nowOffsetMs;
      if (stepMs < 0) setBackAtMs = performance.now();
      // What devices were measured by is gone: they are asked anew.
      heard.clear();
      app.log.warn({ stepSeconds: Math.round(stepMs / 1_000) }, 'the clock of this server was set');
      for (const listener of stepListeners) listener(stepMs);
    }

    app.decorate('serverClock', {
      noticeStep,
      hear(deviceId, levelMs) {
        const atMs = performance.now();
        heard.set(deviceId, { levelMs, atMs });
        const disagrees = levelMs !== null && Math.abs(levelMs) > SERVER_CLOCK_DEFAULTS.disagreesFromMs;
        if ((disagrees || errorMs !== null) && (heard.size < 100 || atMs - verdictAtMs > VERDICT_EVERY_MS)) judge();
      },
      get errorMs() {
        return errorMs;
      },
      get isBehind() {
        return errorMs !== null && errorMs > 0;
      },
      mustRefuse(levelMs) {
        if (errorMs !== null) return errorMs > 0;
        const isJustSetBack =
          performance.now() - setBackAtMs < UNDECIDED_FOR_MS && heard.size < SERVER_CLOCK_DEFAULTS.leastDevices;
        return isJustSetBack && levelMs !== null && levelMs > SERVER_CLOCK_DEFAULTS.disagreesFromMs;
      },
      onStep(listener) {
        stepListeners.push(listener);
      },
    } satisfies ServerClockDecorator);

    app.scheduler.every(
      'server.watch-clock',
      CHECK_EVERY_MS,
      () => {
        noticeStep();
        judge();
      },
      { runsOn: 'every-server' },
    );
    app.readiness.add('server-clock-wrong', () =>
      errorMs === null
        ? null
        : `The server's clock is about ${Math.round(Math.abs(errorMs) / 60_000)} min ${errorMs > 0 ? 'behind' : 'ahead'}, by what most devices say.`,
    );
  },
  { name: 'server-clock', dependencies: ['event-bus', 'scheduler', 'readiness'] },
);
