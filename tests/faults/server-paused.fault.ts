import { setTimeout as pause } from 'node:timers/promises';
import { between, type Fault } from './fault.ts';

/** SIGSTOP, longer than phones wait for an answer, SIGCONT: a virtual machine that is moved. */
export default {
  title: 'server paused 9–12 s',
  databases: ['embedded', 'native'],
  async inject({ installation: { server }, random }) {
    process.kill(server.processId, 'SIGSTOP');
    await pause(between(random, 9_000, 12_000));
    process.kill(server.processId, 'SIGCONT');
    return Date.now();
  },
} satisfies Fault as Fault;
