import type { CategoryNode } from '@liaowang/shared/contract/category-tree';
import { toWordKey } from '@liaowang/shared/analysis/imports/word-key';
import type { CategoryCount, IncidentCategoryNode, MergedCategory } from '@liaowang/shared/schemas/incident-category';
import { ADVISORY_LOCKS } from '../../plugins/advisory-locks.ts';
import type { Queryable } from '../../plugins/postgres.ts';

/** A kind that is to be made. */
export interface KindToInsert {
  parentId: string;
  nameZh: string;
  nameEn: string;
}

/** A word and the node that it means. */
export interface WordOfCategory {
  word: string;
  categoryId: string;
}

/** All SQL of the city's categories. */
export function createCategoriesRepository(db: Queryable) {
  return {
    /** All that stand, ours first. */
    async findAll(client: Queryable = db): Promise<IncidentCategoryNode[]> {
      const { rows } = await client.query<IncidentCategoryNode>(
        `SELECT c.id AS "categoryId", c.parent_id AS "parentId", c.name_zh AS "nameZh", c.name_en AS "nameEn",
           coalesce(array_agg(w.word ORDER BY w.word) FILTER (WHERE w.word IS NOT NULL), '{}') AS words
         FROM incident_categories c LEFT JOIN incident_category_words w ON w.category_id = c.id
         WHERE c.merged_into IS NULL GROUP BY c.id ORDER BY c.number`,
      );
      return rows;
    },
    /** Lets changes of the tree come one after another, until the transaction ends. */
    async lockTree(client: Queryable): Promise<void> {
      await client.query('SELECT pg_advisory_xact_lock($1)', [ADVISORY_LOCKS.categories]);
    },
    /** Every node, merged ones too, in the order in which they were made. */
    async findNodes(client: Queryable = db): Promise<CategoryNode[]> {
      return (
        await client.query<CategoryNode>(
          'SELECT id AS "categoryId", parent_id AS "parentId", merged_into AS "mergedInto" FROM incident_categories ORDER BY number',
        )
      ).rows;
    },
    async findMerged(): Promise<MergedCategory[]> {
      const { rows } = await db.query<MergedCategory>(
        'SELECT id AS "categoryId", merged_into AS "mergedInto" FROM incident_categories WHERE merged_into IS NOT NULL ORDER BY number',
      );
      return rows;
    },
    /** Incidents of each node itself; nodes without any are left out. */
    async countIncidents(): Promise<CategoryCount[]> {
      const { rows } = await db.query<CategoryCount>(
        `SELECT category_id AS "categoryId", count(*)::int AS "incidentCount" FROM incidents WHERE status <> 'withdrawn' GROUP BY category_id ORDER BY category_id`,
      );
      return rows;
    },
    /** Makes kinds; their ids, in order. `importId` null = by hand. */
    async insert(kinds: readonly KindToInsert[], importId: number | null, client: Queryable): Promise<string[]> {
      const { rows } = await client.query<{ id: string }>(
        `INSERT INTO incident_categories (id, number, parent_id, name_zh, name_en, import_id)
         SELECT 'kind-' || (last.number + k.n), last.number + k.n, k.parent_id, k.name_zh, k.name_en, $4
         FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS k (parent_id, name_zh, name_en, n), (SELECT max(number) AS number FROM incident_categories) last
         RETURNING id`,
        [
          kinds.map(({ parentId }) => parentId),
          kinds.map(({ nameZh }) => nameZh),
          kinds.map(({ nameEn }) => nameEn),
          importId,
        ],
      );
      return rows.map(({ id }) => id);
    },
    async rename(
      categoryId: string,
      { nameZh, nameEn }: { nameZh: string; nameEn: string },
      client: Queryable,
    ): Promise<void> {
      await client.query('UPDATE incident_categories SET name_zh = $2, name_en = $3 WHERE id = $1', [
        categoryId,
        nameZh,
        nameEn,
      ]);
    },
    async setParent(categoryIds: readonly string[], parentId: string, client: Queryable): Promise<void> {
      await client.query('UPDATE incident_categories SET parent_id = $2 WHERE id = ANY ($1)', [categoryIds, parentId]);
    },
    async setMergedInto(categoryId: string, into: string, client: Queryable): Promise<void> {
      await client.query('UPDATE incident_categories SET merged_into = $2 WHERE id = $1', [categoryId, into]);
    },
    /** The incidents of kinds come below another of our ten; returns how many. */
    async setTop(kindIds: readonly string[], top: string, client: Queryable): Promise<number> {
      return (
        (await client.query('UPDATE incidents SET category = $2 WHERE kind_id = ANY ($1)', [kindIds, top])).rowCount ??
        0
      );
    },
    /** The incidents of a kind become those of another (null = of its top alone); returns how many. */
    async moveIncidents(
      kindId: string,
      to: { kindId: string | null; top: string },
      client: Queryable,
    ): Promise<number> {
      return (
        (
          await client.query('UPDATE incidents SET kind_id = $2, category = $3 WHERE kind_id = $1', [
            kindId,
            to.kindId,
            to.top,
          ])
        ).rowCount ?? 0
      );
    },
    async moveWords(from: string, to: string, client: Queryable): Promise<void> {
      await client.query('UPDATE incident_category_words SET category_id = $2 WHERE category_id = $1', [from, to]);
    },
    async deleteWords(categoryId: string, client: Queryable): Promise<void> {
      await client.query('DELETE FROM incident_category_words WHERE category_id = $1', [categoryId]);
    },
    /** Each word means its node from now on, whatever it meant before. */
    async putWords(words: readonly WordOfCategory[], importId: number | null, client: Queryable): Promise<void> {
      const byKey = new Map(words.map((each) => [toWordKey(each.word), each]));
      await client.query(
        `INSERT INTO incident_category_words (key, word, category_id, import_id) SELECT *, $4 FROM unnest($1::text[], $2::text[], $3::text[])
         ON CONFLICT (key) DO UPDATE SET word = excluded.word, category_id = excluded.category_id, import_id = excluded.import_id WHERE incident_category_words.category_id <> excluded.category_id`,
        [
          [...byKey.keys()],
          [...byKey.values()].map(({ word }) => word),
          [...byKey.values()].map(({ categoryId }) => categoryId),
          importId,
        ],
      );
    },
    /** Every word that means something, by its key. */
    async findWords(): Promise<Array<[key: string, categoryId: string]>> {
      const { rows } = await db.query<{ key: string; category_id: string }>(
        'SELECT key, category_id FROM incident_category_words',
      );
      return rows.map(({ key, category_id: categoryId }) => [key, categoryId]);
    },
    /** Kinds that an import made, with nothing in them and nothing below them; the last made first. */
    async findEmptyOfImport(
      importId: number,
      client: Queryable,
    ): Promise<Array<{ categoryId: string; parentId: string }>> {
      const { rows } = await client.query<{ categoryId: string; parentId: string }>(
        `SELECT c.id AS "categoryId", c.parent_id AS "parentId" FROM incident_categories c
         WHERE c.import_id = $1 AND c.merged_into IS NULL AND NOT EXISTS (SELECT 1 FROM incidents i WHERE i.kind_id = c.id)
           AND NOT EXISTS (SELECT 1 FROM incident_categories b WHERE b.parent_id = c.id AND b.merged_into IS NULL) ORDER BY c.number DESC`,
        [importId],
      );
      return rows;
    },
    /** Forgets the words that an import taught. */
    async deleteWordsOfImport(importId: number, client: Queryable): Promise<void> {
      await client.query('DELETE FROM incident_category_words WHERE import_id = $1', [importId]);
    },
  };
}

export type CategoriesRepository = ReturnType<typeof createCategoriesRepository>;
