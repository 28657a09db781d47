/**
 * `npm run faults [-- --rounds 3 --seed 1 --database native fault…]`: faults while phones send to the built product
 * (`npm run build` first). Prints a line a round and the table of docs/reliability.md; ends with 1 where a round failed.
 */
import { parseArgs } from 'node:util';
import { readFaults } from './catalogue.ts';
import type { DatabaseKind } from './installation.ts';
import { formatRound, formatTable } from './report.ts';
import { runFaults } from './rounds.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    database: { type: 'string', multiple: true, default: ['embedded', 'native'] },
    phones: { type: 'string', default: '60' },
  },
});
const faults = (await readFaults())
  .filter(({ name }) => positionals.length === 0 || positionals.includes(name))
  .map(({ fault }) => fault);
const outcome = await runFaults({
  faults,
  databases: values.database as DatabaseKind[],
  rounds: Number(values.rounds),
  seed: Number(values.seed),
  phones: Number(values.phones),
  load: { intervalMs: 300, fixesBefore: 400, fixesAfter: 800 },
  say: (line) => console.log(line),
  onRound: (result) => console.log(formatRound(result)),
});
console.log(`\n${formatTable(outcome.results)}\n`);
for (const line of outcome.skipped) console.log(`skipped: ${line}`);
for (const line of outcome.complaints) console.log(`failed: ${line}`);
process.exit(
  outcome.complaints.length === 0 && outcome.results.every(({ complaints }) => complaints.length === 0) ? 0 : 1,
);
