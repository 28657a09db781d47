import type { FastifyInstance } from 'fastify';
import { findMappedId, findNewKindIndex, findNewKinds } from '@liaowang/shared/analysis/imports/read-row-category';
import type { CategoryTree } from '@liaowang/shared/contract/category-tree';
import type { IncidentCategory } from '@liaowang/shared/schemas/incident';
import type { ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import { checkFirst } from './import-refusals.ts';

/** The nodes that a mapping names. */
function listMappedIds({ categories, defaultCategory }: ImportMapping): string[] {
  return [...new Set([defaultCategory, ...Object.values(categories).filter((id) => id !== null)])];
}

/** Refuses nodes that this city has not, or no more. @throws RequestRefused `category-unknown` */
export function refuseUnknownKinds({ categories, defaultCategory }: ImportMapping, tree: CategoryTree): void {
  const named = Object.entries(categories).map(([word, categoryId]): [string, string | null] => [
    `categories.${word}`,
    categoryId,
  ]);
  for (const [field, id] of [['defaultCategory', defaultCategory] as const, ...named]) {
    if (id === null || tree.resolve(id) === id) continue;
    const into = tree.resolve(id);
    throw new RequestRefused(400, {
      code: 'category-unknown',
      field: `body.${field}`,
      reason: into === null ? `This city has no category ${id}.` : `The category ${id} was merged into ${into}.`,
    });
  }
}

/** The top above each node that a mapping names, as the tree is now. */
export function findTops(mapping: ImportMapping, tree: CategoryTree): Record<string, IncidentCategory> {
  return Object.fromEntries(
    listMappedIds(mapping).flatMap((id) => {
      const top = tree.topOf(id);
      return top === null ? [] : [[id, top]];
    }),
  );
}

/**
 * The kinds that the rows set aside (`kindIds`) are of, made where they are new, in the transaction of the commit: their ids by
 * those in the rows. What the file's words mean is remembered with them.
 * @throws RequestRefused `check-first` where a node was moved or merged since the rows were read
 */
export async function makeImportedKinds(
  { categories, importedKinds }: Pick<FastifyInstance, 'categories' | 'importedKinds'>,
  {
    importId,
    mapping,
    tops,
    kindIds,
  }: { importId: number; mapping: ImportMapping; tops: Record<string, IncidentCategory>; kindIds: readonly string[] },
  client: Queryable,
): Promise<Map<string, string>> {
  const { kinds, indexOfWord } = findNewKinds(mapping);
  const wanted = kindIds.flatMap((id) => findNewKindIndex(id) ?? []);
  const ids = await importedKinds.ensure(
    wanted.map((index) => kinds[index]!),
    importId,
    client,
  );
  const tree = await categories.readTree(client);
  for (const id of listMappedIds(mapping)) {
    if (tree.resolve(id) !== id || tree.topOf(id) !== tops[id])
      throw checkFirst('The categories were changed meanwhile. Check again.');
  }
  const madeOf = new Map(wanted.map((index, at) => [index, ids[at]!]));
  const words = [...new Set([...Object.keys(mapping.categories), ...indexOfWord.keys()])].filter(
    (word) => word.trim() !== '',
  );
  const remembered = words.flatMap((word) => {
    const index = indexOfWord.get(word);
    const categoryId = index === undefined ? findMappedId(mapping, word) : madeOf.get(index);
    return categoryId ? [{ word, categoryId }] : [];
  });
  await importedKinds.remember(remembered, importId, client);
  return new Map([...madeOf].map(([index, id]) => [`new-${index}`, id]));
}
