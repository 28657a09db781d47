import { type Fault } from './fault.ts';

/** What a supervisor does at an update: SIGTERM, wait for the end, start again. */
export default {
  title: 'planned restart (SIGTERM)',
  databases: ['embedded', 'native'],
  short: ['native'],
  async inject({ installation, complain }) {
    const code = await installation.server.interrupt('SIGTERM');
    if (code !== 0) complain(`the server ended with code ${String(code)}`);
    const endedAtMs = Date.now();
    await installation.startServer();
    return endedAtMs;
  },
} satisfies Fault as Fault;
