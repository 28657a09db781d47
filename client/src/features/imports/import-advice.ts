import type {
  ImportCheck,
  ImportDatum,
  ImportDateOrderChoice,
  ImportMapping,
} from '@liaowang/shared/schemas/incident-import';

/** A change of the mapping that may mend what the dry run found; it is followed by another dry run. */
export type ImportFix = Partial<
  Pick<ImportMapping, 'lng' | 'lat' | 'placeOrder' | 'datum' | 'dateOrder' | 'categories' | 'newKinds'>
>;

/** What staff should look at, with the figures of the sentence and what one click does about it. */
export type ImportAdvice =
  | { kind: 'swapped'; share: number; swappedShare: number; fix: ImportFix }
  /** Metres are read as degrees. */
  | { kind: 'projected'; count: number }
  | { kind: 'shift-unknown' }
  | {
      kind: 'other-datum';
      share: number;
      datum: ImportDatum;
      betterShare: number;
      betterDatum: ImportDatum;
      fix: ImportFix;
    }
  | { kind: 'mostly-outside'; share: number }
  | { kind: 'ambiguous-dates'; count: number; orders: ImportDateOrderChoice[] }
  | { kind: 'many-at-midnight'; hasTimeColumn: boolean }
  | { kind: 'many-duplicates'; inFile: number; known: number }
  | { kind: 'nothing-importable' }
  | { kind: 'wrong-encoding' };

/** What a dry run advises, what spoils most first. */
export function findAdvice(
  {
    advice,
    datumShares,
    betterDatum,
    problems,
    dateOrders = [],
  }: Pick<ImportCheck, 'advice' | 'datumShares' | 'betterDatum' | 'problems' | 'dateOrders'>,
  mapping: ImportMapping,
): ImportAdvice[] {
  const share = datumShares[mapping.datum];
  const found: ImportAdvice[] = [];
  if (advice.includes('wrong-encoding')) found.push({ kind: 'wrong-encoding' });
  if (advice.includes('projected')) found.push({ kind: 'projected', count: problems['place-in-metres'] ?? 0 });
  if (advice.includes('swapped')) {
    const fix: ImportFix =
      mapping.lng !== null && mapping.lat !== null
        ? { lng: mapping.lat, lat: mapping.lng }
        : { placeOrder: mapping.placeOrder === 'lat-lng' ? 'lng-lat' : 'lat-lng' };
    found.push({ kind: 'swapped', share, swappedShare: datumShares.swapped, fix });
  }
  if (advice.includes('other-datum') && betterDatum && betterDatum !== mapping.datum) {
    found.push({
      kind: 'other-datum',
      share,
      datum: mapping.datum,
      betterShare: datumShares[betterDatum],
      betterDatum,
      fix: { datum: betterDatum },
    });
  }
  // Numbers that are swapped lie outside of anything: that is said already.
  if (advice.includes('mostly-outside') && !advice.includes('swapped')) found.push({ kind: 'mostly-outside', share });
  if (advice.includes('shift-unknown')) found.push({ kind: 'shift-unknown' });
  const ambiguous = problems['date-ambiguous'] ?? 0;
  if (ambiguous > 0) found.push({ kind: 'ambiguous-dates', count: ambiguous, orders: dateOrders });
  if (advice.includes('many-at-midnight'))
    found.push({ kind: 'many-at-midnight', hasTimeColumn: mapping.time !== null });
  if (advice.includes('many-duplicates'))
    found.push({
      kind: 'many-duplicates',
      inFile: problems['duplicate-in-file'] ?? 0,
      known: problems['already-imported'] ?? 0,
    });
  // Said only where nothing above says why.
  if (advice.includes('nothing-importable') && found.length === 0) found.push({ kind: 'nothing-importable' });
  return found;
}

/** Problems of a dry run, the most frequent first. */
export function sortProblems(problems: ImportCheck['problems']): Array<[problem: string, count: number]> {
  return Object.entries(problems)
    .filter(([, count]) => count > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
