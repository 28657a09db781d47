import { IMPORT_DATUMS, type ImportCheck, type ImportDatum, type ImportDateOrderChoice, type ImportMapping } from '@liaowang/shared/schemas/incident-import';

/** A change of the mapping that may mend what the dry run found; it is followed by another dry run. */
export type ImportFix = Partial<Pick<ImportMapping, 'lng' | 'lat' | 'datum' | 'dateOrder'>>;

/** What staff should look at, with the figures of the sentence and what one click does about it. */
export type ImportAdvice =
  /** Null = the file has geometry of its own: it cannot be swapped here. */
  | { kind: 'swapped'; share: number; swappedShare: number; fix: ImportFix | null }
  | { kind: 'other-datum'; share: number; datum: ImportDatum; betterShare: number; betterDatum: ImportDatum; fix: ImportFix }
  | { kind: 'mostly-outside'; share: number }
  | { kind: 'ambiguous-dates'; count: number; orders: ImportDateOrderChoice[] }
  | { kind: 'many-at-midnight'; hasTimeColumn: boolean }
  | { kind: 'many-duplicates'; inFile: number; known: number }
  | { kind: 'nothing-importable' }
  | { kind: 'wrong-encoding' };

/** The datum under which most rows fall into the jurisdiction; of equals the first. */
export function findBestDatum(shares: ImportCheck['datumShares']): ImportDatum {
  return IMPORT_DATUMS.reduce((best, datum) => (shares[datum] > shares[best] ? datum : best));
}

/** What a dry run advises, what spoils most first. */
export function findAdvice({ advice, datumShares, problems, dateOrders = [] }: Pick<ImportCheck, 'advice' | 'datumShares' | 'problems' | 'dateOrders'>, mapping: ImportMapping): ImportAdvice[] {
  const share = datumShares[mapping.datum];
  const found: ImportAdvice[] = [];
  if (advice.includes('wrong-encoding')) found.push({ kind: 'wrong-encoding' });
  if (advice.includes('swapped')) {
    const fix = mapping.lng !== null && mapping.lat !== null ? { lng: mapping.lat, lat: mapping.lng } : null;
    found.push({ kind: 'swapped', share, swappedShare: datumShares.swapped, fix });
  }
  const betterDatum = findBestDatum(datumShares);
  if (advice.includes('other-datum') && betterDatum !== mapping.datum) {
    found.push({ kind: 'other-datum', share, datum: mapping.datum, betterShare: datumShares[betterDatum], betterDatum, fix: { datum: betterDatum } });
  }
  // Numbers that are swapped lie outside of anything: that is said already.
  if (advice.includes('mostly-outside') && !advice.includes('swapped')) found.push({ kind: 'mostly-outside', share });
  const ambiguous = problems['date-ambiguous'] ?? 0;
  if (ambiguous > 0) found.push({ kind: 'ambiguous-dates', count: ambiguous, orders: dateOrders });
  if (advice.includes('many-at-midnight')) found.push({ kind: 'many-at-midnight', hasTimeColumn: mapping.time !== null });
  if (advice.includes('many-duplicates')) found.push({ kind: 'many-duplicates', inFile: problems['duplicate-in-file'] ?? 0, known: problems['already-imported'] ?? 0 });
  // Said only where nothing above says why.
  if (advice.includes('nothing-importable') && found.length === 0) found.push({ kind: 'nothing-importable' });
  return found;
}

/** Problems of a dry run, the most frequent first. */
export function sortProblems(problems: ImportCheck['problems']): Array<[problem: string, count: number]> {
  return Object.entries(problems).filter(([, count]) => count > 0).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
