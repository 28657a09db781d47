/*
 * `npm run bench [name…]`: measures ours against a named baseline in one run and prints the ratio.
 * Absolute figures depend on the machine; the ratios are what docs/benchmarks.md records.
 */
import process from 'node:process';

const BENCHES = [
  'ingest',
  'import',
  'fan-out',
  'position-buffer',
  'coverage',
  'what-if',
  'revisit-grid',
  'siting',
  'density',
  'gi-star',
  'dbscan',
  'near-repeat',
  'brushing',
  'area-table',
  'unit-list',
  'search',
  'browser-latency',
  'first-map',
] as const;

const wanted = process.argv.slice(2);
for (const name of BENCHES) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(`\n## ${name}`);
  const { run } = (await import(`./${name}.bench.ts`)) as { run: () => Promise<void> };
  await run();
}
process.exit(0);
