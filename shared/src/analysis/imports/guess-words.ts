import type { IncidentCategory, IncidentSeverity } from '../../schemas/incident.ts';

/** What words of registers mean among our categories; the first line that fits counts, so the narrower ones stand first. */
const CATEGORY_WORDS: ReadonlyArray<readonly [IncidentCategory, RegExp]> = [
  ['lost-property', /lost (?:property|item|and found)|lost-property|found property|遗失|失物|丢失物品|捡到|拾得/iu],
  ['vehicle-theft', /(?:auto|vehicle|car|motor ?(?:vehicle|cycle|bike)|bicycle|bike|e-?bike).{0,12}(?:theft|stolen|larceny)|(?:theft|stolen|larceny).{0,12}(?:auto|vehicle|car\b|motor ?cycle|bicycle|bike)|vehicle-theft|gta\b|[盗窃偷].{0,4}(?:机动|电动|摩托|自行|非机动|汽|单)车|(?:机动|电动|摩托|自行|汽|单)车被?[盗偷]/iu],
  ['fraud', /fraud|scam|swindl|forgery|identity theft|诈骗|欺诈|电诈|骗/iu],
  ['theft', /theft|burglar|larceny|stolen|steal|shoplift|pickpocket|pilfer|盗窃|偷|扒窃|入室盗|被盗|失窃/iu],
  ['fire-hazard', /\bfire\b|fire[- ]hazard|arson|smoke|gas leak|火灾|火情|起火|消防|失火|火险|燃气泄漏/iu],
  ['noise', /noise|loud|噪音|噪声|扰民/iu],
  ['traffic', /traffic|collision|crash|road accident|hit and run|\bdui\b|drunk driv|parking|交通|车祸|肇事|酒驾|违停/iu],
  ['dispute', /dispute|domestic|quarrel|altercation|brawl|\bfight|neighbou?r|纠纷|争吵|打架|斗殴|矛盾|家暴/iu],
  ['help', /\bhelp\b|assist|welfare|missing person|medical|求助|救助|走失|帮助|服务/iu],
];

const SEVERITY_WORDS: ReadonlyArray<readonly [IncidentSeverity, RegExp]> = [
  ['critical', /critical|fatal|extreme|very (?:high|serious)|特别?重大|特大|特急|危急|紧急|^(?:一级|I级|Ⅰ级)$/iu],
  ['high', /high|severe|serious|major|felony|严重|重大|^[重高]$|较重|^(?:二级|II级|Ⅱ级)$/iu],
  ['medium', /medium|moderate|normal|misdemeanou?r|一般|^中$|中等|普通|^(?:三级|III级|Ⅲ级)$/iu],
  ['low', /low|minor|slight|petty|infraction|轻微|较轻|^[轻低]$|^(?:四级|IV级|Ⅳ级)$/iu],
];

function findMeanings<M extends string>(words: readonly string[], table: ReadonlyArray<readonly [M, RegExp]>): Record<string, M> {
  return Object.fromEntries(words.flatMap((word) => {
    const found = table.find(([ours, pattern]) => word.toLowerCase() === ours || pattern.test(word));
    return found ? [[word, found[0]] as const] : [];
  }));
}

/** Our category for each word that the dictionary knows, in Chinese or English; the other words are left to the default. */
export function guessCategories(words: readonly string[]): Record<string, IncidentCategory> {
  return findMeanings(words, CATEGORY_WORDS);
}

/** As {@link guessCategories}, for severities. */
export function guessSeverities(words: readonly string[]): Record<string, IncidentSeverity> {
  return findMeanings(words, SEVERITY_WORDS);
}
