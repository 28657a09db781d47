import { setTimeout as pause } from 'node:timers/promises';
import { between, type Fault } from './fault.ts';
import { hasFaketime } from './faked-clock.ts';

const WRONG_MS = 8_000;

/** The server's clock jumps ahead by an hour or more and back: what came meanwhile is stored, and marks go on moving. */
export default {
  title: "server's clock 1–3 h ahead, and back",
  databases: ['native'],
  setUp: () => ({ fakedClock: true }),
  findHindrance: async () => ((await hasFaketime()) ? null : "needs Debian's faketime"),
  async inject({ installation: { clock }, random }) {
    await clock!.setOffset(Math.round(between(random, 3_600, 3 * 3_600)));
    await pause(WRONG_MS);
    await clock!.setOffset(0);
    return Date.now();
  },
} satisfies Fault as Fault;
