import { describeFilter, formatWindow } from '../../../features/records/evidence-words.ts';
import { SAME_PLACE_METERS, standsOut } from '../../../features/zones/near-repeat.ts';
import { formatBound } from '../../../features/zones/near-repeat-words.ts';
import type { Answer } from '../../../features/zones/zones.store.ts';
import { formatDate, formatNumber } from '../../../lib/format.ts';
import { formatIsoLocal } from '../../../lib/iso-time.ts';
import type { Table } from '../../../lib/table.ts';
import { roundTo, type ExportScene, type ExportWords } from './export-tables.ts';

export type NearRepeatAnswer = Extract<Answer, { kind: 'near-repeat' }>;

const BAND_WIDTH = 16;
const TIME_WIDTH = 22;
const WORDS_WIDTH = 46;

/** The Knox table, a row a cell. Empty with too few incidents. */
export function buildKnoxTable({ t }: ExportWords, { found: { table } }: NearRepeatAnswer): Table {
  const column = (name: 'distance' | 'time' | 'observed' | 'expected' | 'ratio' | 'p' | 'significant'): string =>
    t(`zoneExport.knox.${name}`);
  return {
    title: t('zoneExport.nearRepeat'),
    columns: [
      { header: column('distance'), width: BAND_WIDTH },
      { header: column('time'), width: BAND_WIDTH },
      { header: column('observed'), digits: 0 },
      { header: column('expected'), digits: 2 },
      { header: column('ratio'), digits: 3 },
      { header: column('p'), digits: 4 },
      { header: column('significant') },
    ],
    rows:
      table === null
        ? []
        : table.spaceBands.flatMap((space, row) =>
            table.timeBands.map((time, at) => {
              const cell = row * table.timeBands.length + at;
              const ratio = table.ratio[cell]!;
              return [
                row === 0
                  ? t('zones.near.samePlace')
                  : t('zones.near.meterBand', { from: formatBound(space.from), before: formatBound(space.before) }),
                t('zones.near.dayBand', { from: formatBound(time.from), before: formatBound(time.before) }),
                table.observed[cell]!,
                roundTo(table.permutedMean[cell]!, 2),
                Number.isFinite(ratio) ? roundTo(ratio, 3) : null,
                roundTo(table.p[cell]!, 4),
                t(standsOut(table, cell) ? 'brief.yes' : 'brief.no'),
              ];
            }),
          ),
  };
}

/** A time as far as it is known. */
const formatKnown = (atMs: number, isDay: number, timeZone: string): string =>
  isDay === 1 ? formatDate(atMs, timeZone) : formatIsoLocal(atMs, timeZone);

/** The pairs that the table counts, by the numbers of incidents: the nearest bands first, as many as the page lists. */
export function buildPairsTable({ t, timeZone }: ExportWords, { found: { pairs } }: NearRepeatAnswer): Table {
  return {
    title: t('zoneExport.pairs'),
    columns: [
      { header: t('zoneExport.pair.earlier'), digits: 0 },
      { header: t('zoneExport.pair.earlierAt'), width: TIME_WIDTH },
      { header: t('zoneExport.pair.later'), digits: 0 },
      { header: t('zoneExport.pair.laterAt'), width: TIME_WIDTH },
      { header: t('zoneExport.pair.meters'), digits: 1 },
      { header: t('zoneExport.pair.days'), digits: 2 },
      { header: t('zoneExport.pair.samePlace') },
    ],
    rows:
      pairs === null
        ? []
        : Array.from(pairs.meters, (meters, pair) => [
            pairs.earlierIds[pair]!,
            formatKnown(pairs.earlierMs[pair]!, pairs.earlierIsDay[pair]!, timeZone),
            pairs.laterIds[pair]!,
            formatKnown(pairs.laterMs[pair]!, pairs.laterIsDay[pair]!, timeZone),
            roundTo(meters, 1),
            roundTo(pairs.days[pair]!, 2),
            t(meters < SAME_PLACE_METERS ? 'brief.yes' : 'brief.no'),
          ]),
  };
}

/** What was asked, and how many of the pairs are listed. */
export function buildNearRepeatAbout(
  { t, language, timeZone }: ExportWords,
  { method, filter, found: { eventCount, monthsLeftOut, vagueCount, pairs } }: NearRepeatAnswer,
  { city, isDemo, madeAtMs }: ExportScene,
): Table {
  return {
    title: t('brief.about.title'),
    columns: [
      { header: t('brief.about.item'), width: BAND_WIDTH },
      { header: t('brief.about.value'), width: WORDS_WIDTH },
    ],
    rows: [
      [t('brief.about.city'), city],
      [t('brief.about.computedAt'), formatIsoLocal(madeAtMs, timeZone)],
      [t('brief.about.window'), formatWindow(filter, timeZone)],
      [t('zoneBrief.filter'), describeFilter(t, filter, language)],
      [
        t('brief.about.method'),
        t('zoneExport.knox.method', { permutations: formatNumber(method.permutations), seed: method.seed }),
      ],
      [t('zoneExport.column.incidents'), eventCount],
      [
        t('zoneExport.pairs'),
        t('zoneExport.pair.listed', {
          listed: formatNumber(pairs?.meters.length ?? 0),
          all: formatNumber(pairs?.pairCount ?? 0),
        }),
      ],
      ...(monthsLeftOut > 0
        ? [[t('brief.about.note'), t('incident.monthsLeftOut', { number: formatNumber(monthsLeftOut) })]]
        : []),
      ...(vagueCount > 0
        ? [[t('brief.about.note'), t('zones.vague.began', { number: formatNumber(vagueCount) })]]
        : []),
      [t('brief.about.note'), t('zoneBrief.limits.reports')],
      ...(isDemo ? [[t('brief.about.note'), t('brief.demo')]] : []),
    ],
  };
}
