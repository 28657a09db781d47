import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { PatrolUnit } from './installation.ts';

/** A fix by what tells it from all others. */
export interface SentFix {
  unitId: number;
  /** The phone's clock, epoch milliseconds; grows with each fix of a unit. */
  fixTimeMs: number;
}

/** Phones that send as Traccar Client does: from the head of a queue, again until a 2xx comes. */
export interface Phones {
  /** Every fix that was answered with 2xx, with when the answer came. */
  acknowledged: Array<SentFix & { answeredAtMs: number }>;
  /** How often each HTTP status or error of a connection was seen. */
  answers: Map<string, number>;
  /** Fixes not yet acknowledged. */
  readonly waiting: number;
  /** When a fix was last not taken, epoch milliseconds; 0 = never. Being asked to be slower (429) does not count. */
  readonly lastRefusedAtMs: number;
  /** When a phone last had more than its three newest fixes to send, epoch milliseconds; 0 = never. */
  readonly lastBehindAtMs: number;
  /** Where to send from now on. */
  sendTo(address: string): void;
  /** Makes no more fixes; what waits is still sent. */
  stopMoving(): void;
  /** Sends no more. */
  close(): Promise<void>;
}

/** A phone gives up waiting for an answer after this long. */
const ANSWER_WITHIN_MS = 8_000;
/** Traccar Client waits 5 s and doubles up to 5 min; a round has no time for that. */
const BACK_OFF_MS = { first: 250, last: 2_000 };
const POLL_MS = 20;
/** So many may wait without the phone being behind. */
const KEEPING_UP = 3;
/** In the middle of Xinyi. */
export const PLACE: [lng: number, lat: number] = [118.35, 34.37];
/** A stroll: 15 m about a place of one's own, a turn in two minutes. */
const STROLL = { degrees: 0.00015, turnMs: 120_000 };

interface Message {
  path: string;
  contentType: string;
  body: string;
}

/** The three generations of Traccar Client: parameters in the address, nested JSON, a form. */
function write(generation: number, unit: PatrolUnit, { fixTimeMs }: SentFix): Message {
  const turn = (2 * Math.PI * (fixTimeMs % STROLL.turnMs)) / STROLL.turnMs;
  const lat = Number((PLACE[1] + unit.id * 2e-5 + STROLL.degrees * Math.sin(turn)).toFixed(6));
  const lng = Number((PLACE[0] + unit.id * 2e-5 + STROLL.degrees * Math.cos(turn)).toFixed(6));
  const path = `/ingest/osmand/${unit.deviceToken}`;
  const form = new URLSearchParams({
    id: unit.deviceId,
    timestamp: String(fixTimeMs),
    lat: String(lat),
    lon: String(lng),
    accuracy: '8',
    batt: '80',
  }).toString();
  if (generation === 0) return { path: `${path}?${form}`, contentType: '', body: '' };
  if (generation === 2) return { path, contentType: 'application/x-www-form-urlencoded', body: form };
  const location = {
    timestamp: new Date(fixTimeMs).toISOString(),
    coords: { latitude: lat, longitude: lng, accuracy: 12, speed: 1, heading: 90, altitude: 20 },
    battery: { level: 0.8, is_charging: false },
  };
  return { path, contentType: 'application/json', body: JSON.stringify({ location, device_id: unit.deviceId }) };
}

/** The status of the answer, or the code of what went wrong with the connection. */
function post(address: string, agent: Agent, { path, contentType, body }: Message): Promise<string> {
  return new Promise((resolve) => {
    const headers = {
      'content-length': Buffer.byteLength(body),
      ...(contentType === '' ? {} : { 'content-type': contentType }),
    };
    const sent = request(
      `${address}${path}`,
      { method: 'POST', agent, headers, timeout: ANSWER_WITHIN_MS },
      (response) => {
        response.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
        response.on('end', () => resolve(String(response.statusCode))).resume();
      },
    );
    sent.on('timeout', () => sent.destroy(Object.assign(new Error('no answer'), { code: 'no answer' })));
    sent.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    sent.end(body);
  });
}

/** Starts a phone for each unit that makes a fix every `intervalMs`. */
export function startPhones(address: string, units: readonly PatrolUnit[], intervalMs: number): Phones {
  const agent = new Agent({ keepAlive: true });
  const acknowledged: Phones['acknowledged'] = [];
  const answers: Phones['answers'] = new Map();
  let target = address;
  let isMoving = true;
  let isClosed = false;
  let waiting = 0;
  let lastRefusedAtMs = 0;
  let lastBehindAtMs = 0;

  async function run(unit: PatrolUnit, index: number): Promise<void> {
    const queue: SentFix[] = [];
    let nextFixMs = Date.now() + (index / units.length) * intervalMs;
    const makeDue = () => {
      for (; nextFixMs <= Date.now(); nextFixMs += intervalMs) {
        if (!isMoving) return;
        queue.push({ unitId: unit.id, fixTimeMs: Math.round(nextFixMs) });
        waiting += 1;
      }
    };
    let backOffMs = BACK_OFF_MS.first;
    for (;;) {
      if (isClosed) return;
      makeDue();
      if (queue.length > KEEPING_UP) lastBehindAtMs = Date.now();
      const [fix] = queue;
      if (fix === undefined) {
        await pause(POLL_MS);
        continue;
      }
      const answer = await post(target, agent, write(index % 3, unit, fix));
      answers.set(answer, (answers.get(answer) ?? 0) + 1);
      if (answer.startsWith('2')) {
        queue.shift();
        waiting -= 1;
        acknowledged.push({ ...fix, answeredAtMs: Date.now() });
        backOffMs = BACK_OFF_MS.first;
      } else {
        if (answer !== '429') lastRefusedAtMs = Date.now();
        await pause(backOffMs);
        backOffMs = Math.min(2 * backOffMs, BACK_OFF_MS.last);
      }
    }
  }

  const running = units.map(run);
  return {
    acknowledged,
    answers,
    get waiting() {
      return waiting;
    },
    get lastRefusedAtMs() {
      return lastRefusedAtMs;
    },
    get lastBehindAtMs() {
      return lastBehindAtMs;
    },
    sendTo(next) {
      target = next;
    },
    stopMoving() {
      isMoving = false;
    },
    async close() {
      isMoving = false;
      isClosed = true;
      await Promise.all(running);
      agent.destroy();
    },
  };
}
