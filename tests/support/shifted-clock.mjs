// Loaded into a server before anything else (NODE_OPTIONS=--import): its clock, and that of its database and workers, is
// ahead by the milliseconds in the file CLOCK_SHIFT_FILE, which may be written anew while it runs.
import { readFileSync } from 'node:fs';

const RealDate = Date;
const READ_EVERY_MS = 50;
let shiftMs = 0;
let readAtMs = -Infinity;

function shiftedNow() {
  const nowMs = RealDate.now();
  if (nowMs - readAtMs >= READ_EVERY_MS) {
    readAtMs = nowMs;
    shiftMs = Number(readFileSync(process.env.CLOCK_SHIFT_FILE, 'utf8'));
  }
  return nowMs + shiftMs;
}

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parts) => (parts.length === 0 ? new target(shiftedNow()) : new target(...parts)),
  apply: (target) => new target(shiftedNow()).toString(),
  get: (target, name) => (name === 'now' ? shiftedNow : target[name]),
});
