import { INCIDENT_CATEGORIES, type IncidentCategory } from '../../schemas/incident.ts';
import { PHRASE_RULES, tidyPhrase } from './category-phrases.ts';

/** How a guess was come by: the whole phrase says it, or a phrase that registers use for more than that. */
export type GuessSureness = 'phrase' | 'loose';

export interface CategoryGuess {
  category: IncidentCategory;
  sureness: GuessSureness;
}

/** Our own names, as files that come from here have them. */
const OWN_NAMES: Readonly<Record<string, IncidentCategory>> = {
  纠纷: 'dispute',
  盗窃: 'theft',
  车辆被盗: 'vehicle-theft',
  交通: 'traffic',
  财物丢失: 'lost-property',
  求助: 'help',
  诈骗: 'fraud',
  噪声扰民: 'noise',
  火险隐患: 'fire-hazard',
  其他: 'other',
  'call for help': 'help',
  ...Object.fromEntries(
    INCIDENT_CATEGORIES.flatMap((category) => [
      [category, category],
      [category.replace('-', ' '), category],
    ]),
  ),
};

/** The one of ours that a file's word is the very name of, in Chinese, English or as we store it; else null. */
export function findOwnName(word: string): IncidentCategory | null {
  const name = word.normalize('NFKC').trim().toLowerCase();
  return Object.hasOwn(OWN_NAMES, name) ? OWN_NAMES[name]! : null;
}

/** What a file's word for a kind of incident is among our categories, by its whole phrase, in Chinese or English; null where the dictionary does not know it. */
export function guessCategory(word: string): CategoryGuess | null {
  const own = findOwnName(word);
  if (own && own !== 'other') return { category: own, sureness: 'phrase' };
  const phrase = tidyPhrase(word);
  const found =
    phrase === '' ? undefined : PHRASE_RULES.find(({ says, unless }) => says.test(phrase) && !unless?.test(phrase));
  return found?.category ? { category: found.category, sureness: found.isLoose ? 'loose' : 'phrase' } : null;
}
