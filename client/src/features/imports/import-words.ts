import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import type { IncidentCategory, IncidentSeverity } from '@liaowang/shared/schemas/incident';

/** What becomes of a word of the file: one of ours, `default` = whatever the rest becomes, `leave-out` = its rows are not imported. */
export type CategoryChoice = IncidentCategory | 'default' | 'leave-out';
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
  return { ...mapping, categories: choice === 'default' ? categories : { ...categories, [word]: choice === 'leave-out' ? null : choice } };
}

/** The mapping with another choice for a word of the severity column. */
export function chooseSeverity(mapping: ImportMapping, word: string, choice: SeverityChoice): ImportMapping {
  const severities = without(mapping.severities, word);
  return { ...mapping, severities: choice === 'default' ? severities : { ...severities, [word]: choice } };
}

/** The mapping that leaves out every word of `words` for which nothing was chosen. */
export function leaveRestOut(mapping: ImportMapping, words: ReadonlyArray<{ word: string }>): ImportMapping {
  const rest = words.filter(({ word }) => findCategoryChoice(mapping, word) === 'default').map(({ word }) => [word, null] as const);
  return { ...mapping, categories: { ...mapping.categories, ...Object.fromEntries(rest) } };
}

/**
 * The mapping once another column says the category or severity: the words of the old one go, what was guessed for the
 * words of the new one comes.
 */
export function adoptWords(mapping: ImportMapping, { guess }: Pick<ImportPreview, 'guess'>, field: 'category' | 'severity'): ImportMapping {
  return field === 'category' ? { ...mapping, categories: guess.categories } : { ...mapping, severities: guess.severities };
}
