import { setTimeout as pause } from 'node:timers/promises';
import { verifyBanner } from './database-killed.fault.ts';
import { between, type Fault } from './fault.ts';

/** `pg_ctl stop -m immediate`, some seconds of nothing, `pg_ctl start`. */
export default {
  title: 'PostgreSQL stopped at once and started again',
  databases: ['native'],
  short: ['native'],
  async inject({ installation: { native }, random }) {
    await native!.stopAtOnce();
    await pause(between(random, 1_500, 4_000));
    const endedAtMs = Date.now();
    await native!.start();
    return endedAtMs;
  },
  verify: verifyBanner,
} satisfies Fault as Fault;
