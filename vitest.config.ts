import { defineConfig } from 'vitest/config';

/**
 * Three kinds of tests: `unit` needs nothing, `component` runs the real app on the database of tests/support
 * (embedded PostGIS, or TEST_DATABASE_URL), `e2e` drives Chromium against the built product.
 */
export default defineConfig({
  test: {
    projects: [
      { test: { name: 'unit', include: ['tests/shared/**/*.test.ts', 'tests/client/**/*.test.ts', 'tests/data/**/*.test.ts'], environment: 'node' } },
      {
        test: {
          name: 'component',
          include: ['tests/server/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          globalSetup: ['tests/support/database.global.ts'],
          testTimeout: 30_000,
          hookTimeout: 90_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          fileParallelism: false,
          globalSetup: ['tests/support/product.global.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
