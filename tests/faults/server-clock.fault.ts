import { setTimeout as pause } from 'node:timers/promises';
import { between, type Fault } from './fault.ts';
import { hasFaketime } from './faked-clock.ts';

const WRONG_MS = 8_000;

/** The server's clock falls behind by an hour or more, so that the whole city seems to report from the future; then it is put right. */
export default {
  title: "server's clock 1–3 h behind",
  databases: ['native'],
  setUp: () => ({ fakedClock: true }),
  findHindrance: async () => ((await hasFaketime()) ? null : "needs Debian's faketime"),
  async inject({ installation: { clock }, random }) {
    await clock!.setOffset(-Math.round(between(random, 3_600, 3 * 3_600)));
    await pause(WRONG_MS);
    await clock!.setOffset(0);
    return Date.now();
  },
  async verify({ phones, complain }) {
    if (!phones.answers.has('503')) complain('no phone was told that the server is wrong');
  },
} satisfies Fault as Fault;
