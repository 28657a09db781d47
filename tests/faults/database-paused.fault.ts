import { setTimeout as pause } from 'node:timers/promises';
import { verifyBanner } from './database-killed.fault.ts';
import { between, type Fault } from './fault.ts';

/** The database keeps its connections but answers nothing for longer than a query may take (3 s here). */
export default {
  title: 'database paused 6–9 s',
  databases: ['embedded', 'native'],
  async inject({ installation, random }) {
    const paused = await installation.findDatabaseProcesses();
    for (const id of paused) process.kill(id, 'SIGSTOP');
    await pause(between(random, 6_000, 9_000));
    for (const id of paused) process.kill(id, 'SIGCONT');
    return Date.now();
  },
  verify: verifyBanner,
} satisfies Fault as Fault;
