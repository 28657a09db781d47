import http from 'node:http';
import https from 'node:https';
import type { OutgoingFix } from './fix-source.ts';
import { toOsmandMessage } from './osmand-message.ts';

export interface FixSenderOptions {
  /** The server, e.g. `http://127.0.0.1:3000`; fixes go to `/ingest/osmand` below it. */
  url: string;
  /** The server does not know the device: its fixes are thrown away from now on. */
  onRefused(deviceId: string, status: number): void;
  /** The server cannot be reached or is in trouble; called once until it answers again. */
  onTrouble(reason: string): void;
  /** It answers again. */
  onRecovered(): void;
}

export interface FixSender {
  /** Puts a fix behind the others of its device. */
  send(fix: OutgoingFix): void;
  counts(): { sent: number; waiting: number; dropped: number };
  /** Resolves when nothing waits any more, or after `timeoutMs`; then closes all connections. */
  close(timeoutMs: number): Promise<void>;
}

const SENDER = {
  /** Connections kept open: enough for 1,200 devices, few enough for a small server. */
  maxSockets: 12,
  /** Fixes kept for a device while the server is away: an hour at one in five seconds. */
  maxWaitingPerDevice: 720,
  /** Traccar Client backs off from 5 s to 5 min; a demo should come back sooner. */
  firstBackOffMs: 1_000,
  maxBackOffMs: 30_000,
  requestTimeoutMs: 20_000,
} as const;

/** Statuses below 500 that mean "later", not "never". */
const RETRY_STATUSES = new Set([408, 425, 429]);

/**
 * Sends fixes as phones do: those of a device one after another, oldest first, each again until the server takes it;
 * devices beside each other over a few kept connections. Trouble holds everything back, since all share one server.
 */
export function createFixSender({ url, onRefused, onTrouble, onRecovered }: FixSenderOptions): FixSender {
  const base = new URL(url);
  const ingestPath = `${base.pathname.replace(/\/$/, '')}/ingest/osmand`;
  const client = base.protocol === 'https:' ? https : http;
  const agent = new client.Agent({ keepAlive: true, maxSockets: SENDER.maxSockets });
  const queues = new Map<string, OutgoingFix[]>();
  /** Devices with fixes to send and none on its way, in the order in which their turn comes. */
  const ready: string[] = [];
  const refused = new Set<string>();
  let inFlight = 0;
  let sent = 0;
  let dropped = 0;
  let backOffMs = 0;
  let backOffTimer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let onIdle: (() => void) | null = null;

  function pump(): void {
    if (isClosed || backOffTimer !== null) return;
    // After trouble one request tries whether the server is back: not all at once.
    const limit = backOffMs > 0 ? 1 : SENDER.maxSockets;
    while (inFlight < limit && ready.length > 0) {
      const deviceId = ready.shift()!;
      void deliver(deviceId, queues.get(deviceId)!);
    }
    if (inFlight === 0 && ready.length === 0) onIdle?.();
  }

  async function deliver(deviceId: string, queue: OutgoingFix[]): Promise<void> {
    inFlight++;
    const fix = queue[0]!;
    const outcome = await post(fix);
    inFlight--;
    if (typeof outcome === 'string' || outcome >= 500 || RETRY_STATUSES.has(outcome)) {
      ready.push(deviceId);
      holdBack(typeof outcome === 'string' ? outcome : `HTTP ${outcome}`);
      return;
    }
    if (backOffMs > 0) {
      backOffMs = 0;
      onRecovered();
    }
    if (outcome >= 400) {
      refused.add(deviceId);
      dropped += queue.length;
      queues.delete(deviceId);
      onRefused(deviceId, outcome);
    } else {
      sent++;
      // A full queue may have dropped it meanwhile.
      if (queue[0] === fix) queue.shift();
      if (queue.length > 0) ready.push(deviceId);
      else queues.delete(deviceId);
    }
    pump();
  }

  /** The status of the answer, or the reason why there was none. */
  function post(fix: OutgoingFix): Promise<number | string> {
    const { method, path, contentType, body } = toOsmandMessage(fix, ingestPath);
    const headers: http.OutgoingHttpHeaders = { 'content-length': Buffer.byteLength(body) };
    if (contentType !== null) headers['content-type'] = contentType;
    return new Promise((resolve) => {
      const request = client.request(
        { hostname: base.hostname, port: base.port, method, path, headers, agent, timeout: SENDER.requestTimeoutMs },
        (response) => {
          response.resume();
          response.on('end', () => resolve(response.statusCode ?? 0));
          response.on('error', (error) => resolve(error.message));
        },
      );
      request.on('timeout', () => request.destroy(new Error('no answer in time')));
      request.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      request.end(body);
    });
  }

  function holdBack(reason: string): void {
    if (backOffTimer !== null) return;
    if (backOffMs === 0) onTrouble(reason);
    backOffMs = backOffMs === 0 ? SENDER.firstBackOffMs : Math.min(2 * backOffMs, SENDER.maxBackOffMs);
    backOffTimer = setTimeout(() => {
      backOffTimer = null;
      pump();
    }, backOffMs);
  }

  return {
    send(fix) {
      if (refused.has(fix.deviceId)) {
        dropped++;
        return;
      }
      const queue = queues.get(fix.deviceId);
      if (queue === undefined) {
        queues.set(fix.deviceId, [fix]);
        ready.push(fix.deviceId);
      } else {
        queue.push(fix);
        if (queue.length > SENDER.maxWaitingPerDevice) {
          queue.shift();
          dropped++;
        }
      }
      pump();
    },
    counts: () => ({ sent, waiting: [...queues.values()].reduce((sum, queue) => sum + queue.length, 0), dropped }),
    async close(timeoutMs) {
      if (inFlight > 0 || ready.length > 0) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, timeoutMs);
          onIdle = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      isClosed = true;
      if (backOffTimer !== null) clearTimeout(backOffTimer);
      agent.destroy();
    },
  };
}
