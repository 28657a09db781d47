import { inject } from 'vitest';

/** The database of this process, which no other test uses meanwhile. */
export function testDatabaseUrl(): string {
  const urls = inject('databaseUrls');
  const url = urls[(Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % urls.length];
  if (url === undefined) throw new Error('no database was started for component tests');
  return url;
}
