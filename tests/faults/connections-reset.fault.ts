import type { Fault } from './fault.ts';

const RESETS = 8;
const FIXES_BETWEEN = 25;

/** Every connection of phones and screens, and on native PostgreSQL the server's own, is reset again and again. */
export default {
  title: 'connections reset, 8 times',
  databases: ['embedded', 'native'],
  setUp: () => ({ proxied: true }),
  async inject({ installation: { clientProxy, databaseProxy }, random, acknowledgeMore }) {
    for (let i = 0; i < RESETS; i++) {
      clientProxy!.reset();
      if (random() < 0.5) databaseProxy?.reset();
      await acknowledgeMore(FIXES_BETWEEN);
    }
    return Date.now();
  },
} satisfies Fault as Fault;
