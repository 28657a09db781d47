import { findOwnName } from '@liaowang/shared/analysis/imports/guess-category';
import { toKindName } from '@liaowang/shared/analysis/imports/guess-category-words';
import { findTopCategory } from '@liaowang/shared/contract/category-tree';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import type { IncidentSeverity } from '@liaowang/shared/schemas/incident';

/** What becomes of a word of the file: a node of the city's categories by its id, `default` = whatever the rest becomes, `leave-out` = its rows are not imported. */
export type CategoryChoice = string;
export type SeverityChoice = IncidentSeverity | 'default';

/** What a mapping makes of a word of the file's category column. */
export function findCategoryChoice({ categories }: Pick<ImportMapping, 'categories'>, word: string): CategoryChoice {
  const chosen = Object.hasOwn(categories, word) ? categories[word] : undefined;
  return chosen === undefined ? 'default' : (chosen ?? 'leave-out');
}

/** What a mapping makes of a word of the file's severity column. */
export function findSeverityChoice({ severities }: Pick<ImportMapping, 'severities'>, word: string): SeverityChoice {
  return (Object.hasOwn(severities, word) ? severities[word] : undefined) ?? 'default';
}

function without<T>(record: Record<string, T>, word: string): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([known]) => known !== word));
}

/** The mapping with another choice for a word of the category column. */
export function chooseCategory(mapping: ImportMapping, word: string, choice: CategoryChoice): ImportMapping {
  const categories = without(mapping.categories, word);
  const changed = {
    ...mapping,
    categories: choice === 'default' ? categories : { ...categories, [word]: choice === 'leave-out' ? null : choice },
  };
  // A word that is a kind of the city's already, or is left out, becomes no other kind.
  return mapping.newKinds && (choice === 'leave-out' || isOwnKind(choice))
    ? { ...changed, newKinds: without(mapping.newKinds, word) }
    : changed;
}

/** Whether an id is of a kind of the city's own. */
function isOwnKind(categoryId: string): boolean {
  return categoryId !== 'default' && findTopCategory(categoryId) === null;
}

/** Whether a word may become a kind of its own: it is imported, is no kind already, and says more than our own name. */
export function mayBeKind(mapping: ImportMapping, word: string): boolean {
  const choice = findCategoryChoice(mapping, word);
  return choice !== 'leave-out' && !isOwnKind(choice) && toKindName(word) !== '' && findOwnName(word) === null;
}

/** The name of the kind that a word becomes; null = none. */
export function findNewKind({ newKinds = {} }: Pick<ImportMapping, 'newKinds'>, word: string): string | null {
  return Object.hasOwn(newKinds, word) ? newKinds[word]! : null;
}

/** The mapping in which each of `words` that may become a kind of its own does, or none of them does. */
export function keepAsKinds(mapping: ImportMapping, words: readonly string[], areKept: boolean): ImportMapping {
  const others = Object.entries(mapping.newKinds ?? {}).filter(([word]) => !words.includes(word));
  const kept = areKept
    ? words
        .filter((word) => mayBeKind(mapping, word))
        .map((word): [string, string] => [word, findNewKind(mapping, word) ?? toKindName(word)])
    : [];
  return { ...mapping, newKinds: Object.fromEntries([...others, ...kept]) };
}

/** The mapping with another choice for a word of the severity column. */
export function chooseSeverity(mapping: ImportMapping, word: string, choice: SeverityChoice): ImportMapping {
  const severities = without(mapping.severities, word);
  return { ...mapping, severities: choice === 'default' ? severities : { ...severities, [word]: choice } };
}

/** The mapping that leaves out every word of `words` for which nothing was chosen. */
export function leaveRestOut(mapping: ImportMapping, words: ReadonlyArray<{ word: string }>): ImportMapping {
  const rest = words
    .filter(({ word }) => findCategoryChoice(mapping, word) === 'default')
    .map(({ word }) => [word, null] as const);
  return { ...mapping, categories: { ...mapping.categories, ...Object.fromEntries(rest) } };
}

/**
 * The mapping once another column says the category or severity: the words of the old one go, what was guessed for the
 * words of the new one comes.
 */
export function adoptWords(
  mapping: ImportMapping,
  { guess }: Pick<ImportPreview, 'guess'>,
  field: 'category' | 'severity',
): ImportMapping {
  return field === 'category'
    ? { ...mapping, categories: guess.categories, newKinds: guess.newKinds ?? {} }
    : { ...mapping, severities: guess.severities };
}
