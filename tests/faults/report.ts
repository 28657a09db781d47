import type { Sightings } from './room-viewer.ts';
import type { RoundResult } from './round.ts';

const seconds = (value: number | null): string => (value === null ? 'never' : `${value.toFixed(1)} s`);

function sum(records: ReadonlyArray<Record<string, number>>): Map<string, number> {
  const total = new Map<string, number>();
  for (const record of records)
    for (const [key, count] of Object.entries(record)) total.set(key, (total.get(key) ?? 0) + count);
  return total;
}

const formatAnswers = (answers: ReadonlyMap<string, number>): string =>
  [...answers]
    .filter(([answer]) => answer !== '200')
    .toSorted(([, a], [, b]) => b - a)
    .map(([answer, count]) => `${count} × ${answer}`)
    .join(', ') || 'nothing';

function formatScreens(rounds: readonly RoundResult[]): string {
  const sightings = rounds.flatMap((round) => round.sightings);
  const count = (of: (each: Sightings) => number) => sightings.reduce((total, each) => total + of(each), 0);
  const told = (state: Sightings['database'][number]) =>
    count(({ database }) => database.filter((each) => each === state).length);
  const parts = [
    [count(({ linkLost }) => linkLost), 'links lost'],
    [count(({ snapshots }) => snapshots) - sightings.length, 'whole pictures'],
    [count(({ replays }) => replays), 'replays'],
    [told('down'), '“database down”'],
    [told('full'), '“disk full”'],
  ] as const;
  return (
    parts
      .filter(([n]) => n > 0)
      .map(([n, what]) => `${n} ${what}`)
      .join(', ') || 'nothing'
  );
}

/** One line about a round, with what must not be. */
export function formatRound(round: RoundResult): string {
  const { title, database, acknowledged, lost, doubled, recoverySeconds, caughtUpSeconds, answers, complaints } = round;
  const line = `${database}, ${title}: ${acknowledged} acknowledged, ${lost} lost, ${doubled} doubled, recovered after ${seconds(recoverySeconds)}, caught up after ${seconds(caughtUpSeconds)}; phones saw ${formatAnswers(sum([answers]))}; screens ${formatScreens([round])}`;
  return complaints.length === 0 ? line : `${line}\n  FAILED: ${complaints.join('; ')}`;
}

/** The table of docs/reliability.md: a line a fault and database, figures of all its rounds. */
export function formatTable(results: readonly RoundResult[]): string {
  const lines = [
    '| fault | database | rounds | acknowledged | lost | doubled | recovered after, median (worst) | caught up after, worst | phones saw | screens saw |',
    '|---|---|---|---|---|---|---|---|---|---|',
  ];
  for (const key of new Set(results.map(({ title, database }) => `${title} | ${database}`))) {
    const rounds = results.filter(({ title, database }) => `${title} | ${database}` === key);
    const total = (of: (round: RoundResult) => number) => rounds.reduce((sumSoFar, round) => sumSoFar + of(round), 0);
    const recoveries = rounds
      .map(({ recoverySeconds }) => recoverySeconds ?? Number.POSITIVE_INFINITY)
      .toSorted((a, b) => a - b);
    const finite = (value: number) => seconds(Number.isFinite(value) ? value : null);
    const worstCaughtUp = Math.max(...rounds.map(({ caughtUpSeconds }) => caughtUpSeconds ?? Number.POSITIVE_INFINITY));
    lines.push(
      `| ${key} | ${rounds.length} | ${total(({ acknowledged }) => acknowledged)} | ${total(({ lost }) => lost)} | ${total(({ doubled }) => doubled)} | ` +
        `${finite(recoveries[Math.floor(recoveries.length / 2)]!)} (${finite(recoveries.at(-1)!)}) | ${finite(worstCaughtUp)} | ${formatAnswers(sum(rounds.map(({ answers }) => answers)))} | ${formatScreens(rounds)} |`,
    );
  }
  const all = results.reduce(
    (total, { acknowledged, lost, doubled }) => ({
      acknowledged: total.acknowledged + acknowledged,
      lost: total.lost + lost,
      doubled: total.doubled + doubled,
    }),
    { acknowledged: 0, lost: 0, doubled: 0 },
  );
  return `${lines.join('\n')}\n\n${results.length} rounds: ${all.acknowledged} acknowledged, ${all.lost} lost, ${all.doubled} doubled; ${results.filter(({ complaints }) => complaints.length > 0).length} rounds failed.`;
}
