import type { IncidentSeverity } from '../../schemas/incident.ts';

/** What words of registers mean among our severities; the first line that fits counts. */
const SEVERITY_WORDS: ReadonlyArray<readonly [IncidentSeverity, RegExp]> = [
  ['critical', /critical|fatal|extreme|very (?:high|serious)|特别?重大|特大|特急|危急|紧急|^(?:一级|I级|Ⅰ级)$/iu],
  ['high', /high|severe|serious|major|felony|严重|重大|^[重高]$|较重|^(?:二级|II级|Ⅱ级)$/iu],
  ['medium', /medium|moderate|normal|misdemeanou?r|一般|^中$|中等|普通|^(?:三级|III级|Ⅲ级)$/iu],
  ['low', /low|minor|slight|petty|infraction|轻微|较轻|^[轻低]$|^(?:四级|IV级|Ⅳ级)$/iu],
];

/** Our severity for each word that the dictionary knows, in Chinese or English; the other words are left to the default. */
export function guessSeverities(words: readonly string[]): Record<string, IncidentSeverity> {
  return Object.fromEntries(
    words.flatMap((word) => {
      const found = SEVERITY_WORDS.find(([ours, pattern]) => word.toLowerCase() === ours || pattern.test(word));
      return found ? [[word, found[0]] as const] : [];
    }),
  );
}
