import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

const root = import.meta.dirname;

/** The main paths, in the files that prove most of them in the least time. */
const QUICK = [
  'server/plugins/permissions.test.ts',
  'server/ingest/protocols/**/*.test.ts',
  'server/features/positions/{live-socket,live-stream,page-live}.test.ts',
  'server/features/**/{set-up,audit,units,incidents,alerts,coverage,coverage-settings,rules,plans,areas,records}.test.ts',
];

/** What needs the built product. */
const SLOW: TestProjectConfiguration[] = [
  {
    root,
    test: {
      name: 'e2e',
      include: ['e2e/**/*.test.ts'],
      // A browser in software rendering takes both cores: two at once take longer than one after the other.
      fileParallelism: false,
      // The database is for journeys that need hours of the past: they drive the app in this process.
      globalSetup: ['support/typescript-cache.global.ts', 'support/database.global.ts', 'support/product.global.ts'],
      testTimeout: 180_000,
      hookTimeout: 180_000,
      // A browser in software rendering must not compete with other kinds of tests.
      sequence: { groupOrder: 2 },
    },
  },
  {
    root,
    test: {
      name: 'faults',
      include: ['faults/**/*.test.ts'],
      fileParallelism: false,
      testTimeout: 240_000,
      hookTimeout: 240_000,
      // What takes seconds to recover must not share the processor.
      sequence: { groupOrder: 3 },
    },
  },
];

/**
 * Five kinds of tests: `unit` needs nothing, `page` renders hooks and components on a DOM without a browser, `component`
 * runs the real app on the database of tests/support (embedded PostGIS, or TEST_DATABASE_URL), `e2e` drives Chromium
 * against the built product, `faults` kills it and its database (a short form of `npm run faults`). With `--mode quick`
 * the first two, and of `component` what {@link QUICK} names.
 */
export default defineConfig(({ mode }) => ({
  root,
  test: {
    // One core fewer would be left idle while the others wait.
    maxWorkers: '100%',
    projects: [
      {
        root,
        test: {
          name: 'unit',
          include: ['{shared,client,data,lint}/**/*.test.ts'],
          setupFiles: ['support/fast-check.setup.ts'],
          // Pure functions and small stores: a process for each file would cost more than the tests.
          isolate: false,
          // A busy machine is no failure.
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'page',
          include: ['client/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['support/page.setup.ts'],
          isolate: false,
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'component',
          include: mode === 'quick' ? QUICK : ['server/**/*.test.ts'],
          // Each has a database of its own.
          maxWorkers: 2,
          // Each file builds an app of its own; loading its modules again for each would take half a minute more.
          isolate: false,
          sequence: { groupOrder: 1 },
          globalSetup: ['support/typescript-cache.global.ts', 'support/database.global.ts'],
          testTimeout: 30_000,
          hookTimeout: 90_000,
        },
      },
      ...(mode === 'quick' ? [] : SLOW),
    ],
  },
}));
