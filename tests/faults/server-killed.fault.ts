import { between, type Fault } from './fault.ts';

/** `kill -9` of the server alone, or of everything it started too, in the midst of ingest. */
export default {
  title: 'server killed (`kill -9`)',
  databases: ['embedded', 'native'],
  short: ['embedded'],
  async inject({ installation, random, acknowledgeMore }) {
    await acknowledgeMore(between(random, 0, 50));
    if (random() < 0.5) await installation.server.kill();
    else await installation.server.killGroup();
    const endedAtMs = Date.now();
    await installation.startServer();
    return endedAtMs;
  },
} satisfies Fault as Fault;
