import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import { hasNativePostgres } from '../support/native-postgres.ts';
import type { Fault } from './fault.ts';
import { openInstallation, type DatabaseKind, type Installation } from './installation.ts';
import type { SentFix } from './phones.ts';
import { compareWithStored, runRound, type Load, type RoundResult } from './round.ts';

export interface RunOptions {
  faults: readonly Fault[];
  databases: readonly DatabaseKind[];
  rounds: number;
  seed: number;
  phones: number;
  load: Load;
  say(line: string): void;
  onRound(result: RoundResult): void;
}

export interface RunOutcome {
  results: RoundResult[];
  /** Faults that could not be tried here, and why. */
  skipped: string[];
  /** What went wrong beside the rounds. */
  complaints: string[];
}

function shuffle<T>(items: readonly T[], random: () => number): T[] {
  return items
    .map((item) => ({ item, order: random() }))
    .toSorted((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** Runs every fault `rounds` times on each of its databases; those that can share an installation follow each other on it. */
export async function runFaults({
  faults,
  databases,
  rounds,
  seed,
  phones,
  load,
  say,
  onRound,
}: RunOptions): Promise<RunOutcome> {
  const random = createRandom(seed);
  const outcome: RunOutcome = { results: [], skipped: [], complaints: [] };
  const hindrances = new Map<Fault, string>();
  for (const fault of faults) {
    const hindrance = await fault.findHindrance?.();
    if (hindrance) hindrances.set(fault, hindrance);
  }
  for (const [{ title }, hindrance] of hindrances) outcome.skipped.push(`${title}: ${hindrance}`);

  async function runOn(installation: Installation, fault: Fault, acknowledged: SentFix[]): Promise<void> {
    const { fixes, ...result } = await runRound(installation, fault, random, load);
    for (const fix of fixes) acknowledged.push(fix);
    outcome.results.push(result);
    onRound(result);
  }

  for (const database of databases) {
    if (database === 'native' && !(await hasNativePostgres())) {
      outcome.skipped.push('everything on native PostgreSQL: it is not installed');
      continue;
    }
    const possible = faults.filter((fault) => fault.databases.includes(database) && !hindrances.has(fault));
    const shared = possible.filter(({ setUp }) => !setUp);
    const open = async (fault?: Fault) => {
      say(`Installing the product on ${database === 'native' ? 'native PostgreSQL' : 'the embedded database'}…`);
      return openInstallation(database, phones, fault?.setUp?.(random));
    };
    if (shared.length > 0) {
      const installation = await open();
      try {
        const acknowledged: SentFix[] = [];
        for (let round = 0; round < rounds; round++)
          for (const fault of shuffle(shared, random)) await runOn(installation, fault, acknowledged);
        // What a later fault did to what an earlier one had left.
        const { lost, doubled } = await compareWithStored(installation, acknowledged);
        say(
          `All rounds on ${database} together: ${acknowledged.length} acknowledged, ${lost} lost, ${doubled} doubled`,
        );
        if (lost + doubled > 0)
          outcome.complaints.push(`${database}: ${lost} lost and ${doubled} doubled when all rounds were over`);
      } finally {
        await installation.close();
      }
    }
    for (const fault of possible.filter(({ setUp }) => setUp)) {
      for (let round = 0; round < rounds; round++) {
        const installation = await open(fault);
        try {
          await runOn(installation, fault, []);
        } finally {
          await installation.close();
        }
      }
    }
  }
  return outcome;
}
