import type { ImportDatum } from '../../schemas/incident-import.ts';

/** What columns call themselves by, besides the datum's own name: the maps that draw in it. */
const NAMED: ReadonlyArray<readonly [ImportDatum, RegExp]> = [
  ['gcj02', /gcj[\s_-]?02|(?:^|[^a-z])gcj|火星|国测局|高德|腾讯|amap|tencent/iu],
  ['bd09', /bd[\s_-]?09|百度|baidu/iu],
  ['wgs84', /wgs[\s_-]?(?:19)?84/iu],
  ['cgcs2000', /cgcs[\s_-]?2000|国家2000|大地2000/iu],
];

/** The datum that the first column whose name says any says; null where none does, or that one says several. */
export function guessDatum(names: ReadonlyArray<string | null>): ImportDatum | null {
  for (const name of names) {
    const said = NAMED.filter(([, pattern]) => name !== null && pattern.test(name));
    if (said.length > 0) return said.length === 1 ? said[0]![0] : null;
  }
  return null;
}
