import { toWordKey } from '@liaowang/shared/analysis/imports/word-key';
import { MAX_CATEGORIES } from '@liaowang/shared/schemas/incident-category';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { CategoriesRepository, WordOfCategory } from './categories.repository.ts';
import type { CategoriesService } from './categories.service.ts';

/** What imports read from the city's categories, and bring to them. */
export function createImportedKinds(repository: CategoriesRepository, categories: Pick<CategoriesService, 'lockAll'>) {
  return {
    /** What each word means as far as the city knows, by its key: the words of earlier files, and the names of its kinds. */
    async findDictionary(): Promise<Array<[key: string, categoryId: string]>> {
      const named = (await repository.findAll()).flatMap(({ categoryId, parentId, nameZh, nameEn }) =>
        parentId === null
          ? []
          : [nameZh, nameEn]
              .filter((name) => name !== '')
              .map((name): [string, string] => [toWordKey(name), categoryId]),
      );
      return [...new Map([...named, ...(await repository.findWords())])];
    },
    /**
     * The kinds of these names below these nodes, made where there is none; their ids, in order. In the caller's transaction,
     * until whose end no category changes.
     * @throws RequestRefused `too-many-categories`
     */
    async ensure(
      kinds: ReadonlyArray<{ parentId: string; nameZh: string }>,
      importId: number,
      client: Queryable,
    ): Promise<string[]> {
      const { nodes } = await categories.lockAll(client);
      const keyOf = ({ parentId, nameZh }: { parentId: string; nameZh: string }): string =>
        `${parentId} ${toWordKey(nameZh)}`;
      const known = new Map(
        nodes.flatMap(({ parentId, nameZh, categoryId }) =>
          parentId === null ? [] : [[keyOf({ parentId, nameZh }), categoryId]],
        ),
      );
      const missing = [
        ...new Map(kinds.filter((kind) => !known.has(keyOf(kind))).map((kind) => [keyOf(kind), kind])).values(),
      ];
      if (nodes.length + missing.length > MAX_CATEGORIES)
        throw new RequestRefused(409, {
          code: 'too-many-categories',
          reason: `A city has at most ${MAX_CATEGORIES} categories. Merge some first.`,
        });
      const made = await repository.insert(
        missing.map((kind) => ({ ...kind, nameEn: '' })),
        importId,
        client,
      );
      for (const [at, kind] of missing.entries()) known.set(keyOf(kind), made[at]!);
      return kinds.map((kind) => known.get(keyOf(kind))!);
    },
    /** From now on these words mean these nodes. */
    remember: (words: readonly WordOfCategory[], importId: number, client: Queryable) =>
      repository.putWords(words, importId, client),
    /** An import was undone: what only it brought goes with it, its empty kinds into what they hang below. */
    async takeBack(importId: number, client: Queryable): Promise<void> {
      await categories.lockAll(client);
      await repository.deleteWordsOfImport(importId, client);
      for (const { categoryId, parentId } of await repository.findEmptyOfImport(importId, client)) {
        await repository.moveWords(categoryId, parentId, client);
        await repository.setMergedInto(categoryId, parentId, client);
      }
    },
  };
}

export type ImportedKinds = ReturnType<typeof createImportedKinds>;
