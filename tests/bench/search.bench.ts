import { createIndexer, findEntries, type Reading, type SearchEntry } from '../../client/src/map/search-entries.ts';
import { readName } from '../../server/src/features/registry/name-readings.ts';
import { median, percentile, timeRuns } from './figures.ts';

const ENTRIES = 50_000;
const BUDGET_MS = 30;
const RUNS = 5;
const KINDS = ['公交', '出租', '徒步巡逻', '自行车', '瞭望点', '新安服务站', '事件'] as const;
const ENGLISH = ['Bus', 'Taxi', 'Foot patrol', 'Bicycle', 'Lookout', "Xin'an station", 'Incident'] as const;
const STREETS = ['钟吾路', '市府路', '新华路', '重庆路', '人民路', '大桥路', '徐海路', '吕梁路'] as const;
/** Typed one key after the other. */
const TYPED = ['公交 28871', 'huochezhan', 'zwl', '钟吾路东 118', 'foot patrol 12', 'zzzz', '4711', 'patrol foot 7'];

function createEntries(): SearchEntry[] {
  return Array.from({ length: ENTRIES }, (_, i): SearchEntry => {
    const kind = i % KINDS.length;
    const street = STREETS[i % STREETS.length]!;
    const number = String(i).padStart(5, '0');
    return {
      group: KINDS[kind]!,
      id: `e${i}`,
      title: `${KINDS[kind]} ${number}`,
      note: street,
      look: null,
      names: [`${KINDS[kind]} ${number}`, `${ENGLISH[kind]} ${number}`, `${street}${i % 300} 号，停车场旁`],
      target: { kind: 'spot', position: [118, 34] },
    };
  });
}

/** As it would be written first: every name compared as it is typed, all that match sorted. */
function findNaively(
  entries: readonly SearchEntry[],
  readings: ReadonlyMap<string, Reading>,
  query: string,
): SearchEntry[] {
  const wanted = query.toLowerCase().replaceAll(/\s/g, '');
  const sayings = ({ names }: SearchEntry): string[] =>
    names.flatMap((name) => {
      const reading = readings.get(name) ?? readings.get(name.replace(/\s*\d+$/, ''));
      return [name, ...(reading ? [reading.pinyin, reading.initials] : [])];
    });
  return entries
    .filter((entry) => sayings(entry).some((name) => name.toLowerCase().replaceAll(/\s/g, '').includes(wanted)))
    .toSorted((a, b) => a.title.localeCompare(b.title, 'zh-CN'))
    .slice(0, 8);
}

/** What the search box does at each key, over 50,000 entries. */
export async function run(): Promise<void> {
  const entries = createEntries();
  const readings = new Map([...KINDS, ...STREETS].map((name) => [name, readName(name)]));
  const indexer = createIndexer();
  const [firstMs] = await timeRuns(() => indexer(entries, readings), { runs: 1, warmUps: 0 });
  const againMs = median(
    await timeRuns(
      () =>
        indexer(
          entries.map((entry) => ({ ...entry, note: 'stale' })),
          readings,
        ),
      { runs: 5, warmUps: 1 },
    ),
  );
  const index = indexer(entries, readings);

  const keys = TYPED.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
  const timeKeys = (find: (query: string) => unknown, queries: readonly string[], runs: number): number[] => {
    const times: number[] = [];
    for (let each = 0; each <= runs; each++)
      for (const query of queries) {
        const fromMs = performance.now();
        find(query);
        // The first time warms up.
        if (each > 0) times.push(performance.now() - fromMs);
      }
    return times;
  };
  const ours = timeKeys((query) => findEntries([index], query), keys, RUNS);
  const naive = timeKeys((query) => findNaively(entries, readings, query), TYPED, 1);
  const slowest = percentile(ours, 95);
  console.log(
    `${ENTRIES} entries, ${keys.length} keys: p50 ${median(ours).toFixed(1)} ms, p95 ${slowest.toFixed(1)} ms; indexed at first in ${firstMs!.toFixed(0)} ms, again in ${againMs.toFixed(0)} ms`,
  );
  console.log(
    `every name compared as typed, then sorted: p50 ${median(naive).toFixed(0)} ms; ratio ${(median(naive) / median(ours)).toFixed(0)}`,
  );
  console.log(`p95 within ${BUDGET_MS} ms: ${slowest <= BUDGET_MS ? 'yes' : 'NO'}`);
}
