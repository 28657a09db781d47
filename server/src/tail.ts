import { parseArgs } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { io, type Socket } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';
import {
  decodeFrame,
  headingOf,
  readPositionFrame,
  speedOf,
  DEGREES_PER_STEP,
  MILLISECONDS_PER_STEP,
  type FrameFix,
} from '@liaowang/shared/contract/position-frame';
import type { ClientToServerEvents, ServerToClientEvents } from '@liaowang/shared/contract/socket-events';
import { DEMO_PASSWORD } from './demo/accounts.ts';

/* `npm run tail`: signs in as a viewer and prints the live stream, decoded, one JSON object a line. */

const { values } = parseArgs({
  options: {
    user: { type: 'string', default: 'dispatcher' },
    password: { type: 'string', default: process.env['LIAOWANG_PASSWORD'] ?? DEMO_PASSWORD },
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    help: { type: 'boolean', default: false },
  },
});

const print = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

function fail(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

const announced = new Map<number, FrameFix>();
let lastSeq: number | null = null;

/** Applies a frame and prints what moved and who was heard. Returns false when frames before it are missing. */
function apply(frame: Uint8Array): boolean {
  const read = readPositionFrame(
    frame,
    (body, length) => new Uint8Array(inflateRawSync(body, { maxOutputLength: length })),
  );
  if (!read.ok) fail(`A frame cannot be read: ${read.reason}`);
  const { header } = read;
  if (!header.snapshot && lastSeq !== null && header.seq <= lastSeq) return true;
  if (!header.snapshot && header.previousSeq !== lastSeq) return false;
  if (header.snapshot) announced.clear();
  const content = decodeFrame(read, announced);
  if (!content) fail('A frame cannot be read: malformed-body');
  const heard = new Map(content.contacts.map(({ unitId, contactAtMs }) => [unitId, contactAtMs]));
  const moved = new Set(content.moves.map(({ unitId }) => unitId));
  for (const { unitId, fix } of content.moves) {
    announced.set(unitId, fix);
    const fixTimeMs = fix.timeSteps * MILLISECONDS_PER_STEP;
    const contactAtMs = heard.get(unitId) ?? (header.snapshot ? fixTimeMs : header.tickTimeMs);
    print({
      event: header.snapshot ? 'snapshot' : 'moved',
      seq: header.seq,
      unitId,
      position: [
        Number((fix.lngSteps * DEGREES_PER_STEP).toFixed(6)),
        Number((fix.latSteps * DEGREES_PER_STEP).toFixed(6)),
      ],
      fixTime: new Date(fixTimeMs).toISOString(),
      contactAt: new Date(contactAtMs).toISOString(),
      speedMetersPerSecond: speedOf(fix),
      headingDegrees: headingOf(fix),
    });
  }
  for (const [unitId, contactAtMs] of heard)
    if (!moved.has(unitId))
      print({ event: 'heard', seq: header.seq, unitId, contactAt: new Date(contactAtMs).toISOString() });
  lastSeq = header.seq;
  return true;
}

if (values.help) fail('npm run tail -- [--user dispatcher] [--password …] [--url http://127.0.0.1:3000]');
const response = await fetch(`${values.url}/api/v1/session`, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ username: values.user, password: values.password }),
}).catch((error: unknown) => fail(`${values.url} does not answer: ${String(error)}`));
if (!response.ok) fail(`Sign-in refused: ${await response.text()}`);
const cookie = response.headers
  .getSetCookie()
  .map((line) => line.split(';')[0])
  .join('; ');

const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(values.url, {
  parser,
  transports: ['websocket'],
  extraHeaders: { cookie },
});
socket.on('connect', () => {
  lastSeq = null;
  socket.emit('live:join', {}, (result) => {
    if (!result.ok) fail(`Refused: ${result.error.reason}`);
    print({ event: 'joined', units: result.value.units.length });
    apply(result.value.frame);
  });
});
socket.on('positions:moved', (frame) => {
  if (lastSeq === null || apply(frame)) return;
  const epoch = new DataView(frame.buffer, frame.byteOffset).getUint32(4, true);
  socket.emit('live:resume', { epoch, seq: lastSeq }, (result) => {
    if (!result.ok) fail(`Refused: ${result.error.reason}`);
    for (const missed of result.value.kind === 'snapshot' ? [result.value.frame] : result.value.frames) apply(missed);
  });
});
socket.onAny((event: string, ...payload: unknown[]) => {
  if (event !== 'positions:moved') print({ event, payload });
});
socket.on('connect_error', (error) => process.stderr.write(`Not connected: ${error.message}\n`));
socket.on('disconnect', (reason) => process.stderr.write(`Disconnected: ${reason}\n`));
