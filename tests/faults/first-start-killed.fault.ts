import { between, type Fault } from './fault.ts';

const KILLS = 3;
/** A first start takes some seconds: the database is made, then migrated and planted. */
const LONGEST_MS = 6_000;

/** `kill -9` at three moments of the first start, while the database is made, migrated and planted; the next start must serve. */
export default {
  title: 'first start killed 3 times (`kill -9`)',
  databases: ['embedded', 'native'],
  setUp: (random) => ({
    firstStartKilledAfterMs: Array.from({ length: KILLS }, () => between(random, 50, LONGEST_MS)),
  }),
  inject: async () => Date.now(),
} satisfies Fault as Fault;
