import { toWordKey } from '@liaowang/shared/analysis/imports/word-key';
import { createCategoryTree, findTopCategory, type CategoryTree } from '@liaowang/shared/contract/category-tree';
import {
  MAX_CATEGORIES,
  type IncidentCategoryChange,
  type IncidentCategoryNode,
  type NewIncidentCategory,
} from '@liaowang/shared/schemas/incident-category';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { EventBus } from '../../plugins/event-bus.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { CategoriesRepository } from './categories.repository.ts';

/** Levels of the tree, our ten included: deeper ones nobody finds again. */
const MAX_LEVELS = 5;

/** 400 for a category that this city has not. */
function unknownCategory(categoryId: string, field: string): RequestRefused {
  return new RequestRefused(400, {
    code: 'category-unknown',
    field,
    reason: `This city has no category ${categoryId}.`,
  });
}

/** The rules of the city's categories: our ten stay, kinds below them come, change and merge, and no incident is lost. */
export function createCategoriesService({
  repository,
  db,
  bus,
  audit,
}: {
  repository: CategoriesRepository;
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
}) {
  /** The tree, and the nodes that stand. Changes come one after another. */
  async function lockAll(client: Queryable): Promise<{ nodes: IncidentCategoryNode[]; tree: CategoryTree }> {
    await repository.lockTree(client);
    return { nodes: await repository.findAll(client), tree: await readTree(client) };
  }
  async function readTree(client?: Queryable): Promise<CategoryTree> {
    return createCategoryTree(await repository.findNodes(client));
  }

  function findKind(nodes: readonly IncidentCategoryNode[], categoryId: string): IncidentCategoryNode {
    const node = nodes.find((each) => each.categoryId === categoryId);
    if (!node) throw notFound('category');
    return node;
  }
  function refuseFixed(categoryId: string): void {
    if (findTopCategory(categoryId))
      throw new RequestRefused(409, {
        code: 'category-fixed',
        reason: 'The ten categories at the top stay as they are: only their words change.',
      });
  }
  /** Where a kind, with `levels` levels of its own, is to hang. */
  function refuseParent(tree: CategoryTree, parentId: string, levels: number): void {
    const path = tree.findPath(parentId);
    if (path[0] !== parentId) throw unknownCategory(parentId, 'body.parentId');
    if (path.length + levels > MAX_LEVELS)
      throw new RequestRefused(400, {
        code: 'category-too-deep',
        field: 'body.parentId',
        reason: `The tree has at most ${MAX_LEVELS} levels.`,
      });
  }
  function refuseTaken(
    nodes: readonly IncidentCategoryNode[],
    { parentId, nameZh }: { parentId: string; nameZh: string },
    except: string | null,
  ): void {
    const key = toWordKey(nameZh);
    if (key === '')
      throw new RequestRefused(400, { code: 'invalid-input', field: 'body.nameZh', reason: 'A name is needed.' });
    if (
      nodes.some((node) => node.parentId === parentId && node.categoryId !== except && toWordKey(node.nameZh) === key)
    ) {
      throw new RequestRefused(409, {
        code: 'category-name-taken',
        field: 'body.nameZh',
        reason: 'There is a kind of this name beside it.',
      });
    }
  }
  /** Levels of a node and what is below it. */
  function countLevels(tree: CategoryTree, categoryId: string): number {
    const own = tree.findPath(categoryId).length;
    return Math.max(...tree.findSubtrees([categoryId]).map((id) => tree.findPath(id).length - own + 1));
  }
  const record = (
    accountId: number,
    change: 'created' | 'changed' | 'merged',
    categoryId: string,
    detail: object,
    client: Queryable,
  ) =>
    audit.record(
      { accountId, action: `incident-category.${change}`, subject: `incident-category:${categoryId}`, detail },
      client,
    );

  return {
    findAll: () => repository.findAll(),
    findMerged: repository.findMerged,
    countIncidents: repository.countIncidents,
    readTree,
    /** Refuses what is no category of this city; merged ones are. @throws RequestRefused `category-unknown` */
    async refuseUnknown(categoryIds: readonly string[] | null, field: string): Promise<void> {
      if (categoryIds === null) return;
      const tree = await readTree();
      const unknown = categoryIds.find((id) => tree.resolve(id) === null);
      if (unknown !== undefined) throw unknownCategory(unknown, field);
    },
    /** @throws RequestRefused `category-unknown`, `category-too-deep`, `category-name-taken`, `too-many-categories` */
    async create(
      { parentId, nameZh, nameEn = '' }: NewIncidentCategory,
      accountId: number,
    ): Promise<IncidentCategoryNode> {
      const made = await db.transaction(async (client) => {
        const { nodes, tree } = await lockAll(client);
        refuseParent(tree, parentId, 1);
        refuseTaken(nodes, { parentId, nameZh }, null);
        if (nodes.length >= MAX_CATEGORIES)
          throw new RequestRefused(409, {
            code: 'too-many-categories',
            reason: `A city has at most ${MAX_CATEGORIES} categories. Merge some first.`,
          });
        const names = { nameZh: nameZh.trim(), nameEn: nameEn.trim() };
        const [categoryId] = await repository.insert([{ parentId, ...names }], null, client);
        await record(accountId, 'created', categoryId!, { parentId, ...names }, client);
        return { categoryId: categoryId!, parentId, ...names, words: [] };
      });
      bus.emit('categories.changed');
      return made;
    },
    /** Renames, moves, and says which words it has. Its incidents come with it. @throws RequestRefused as create, and `category-fixed`, `category-cycle` */
    async change(categoryId: string, change: IncidentCategoryChange, accountId: number): Promise<IncidentCategoryNode> {
      const changed = await db.transaction(async (client) => {
        const { nodes, tree } = await lockAll(client);
        const before = findKind(nodes, categoryId);
        const { parentId = before.parentId, nameZh = before.nameZh, nameEn = before.nameEn, words } = change;
        if (parentId !== before.parentId || nameZh !== before.nameZh || nameEn !== before.nameEn) {
          refuseFixed(categoryId);
          const parent = parentId!;
          const subtree = tree.findSubtrees([categoryId]);
          if (subtree.includes(parent))
            throw new RequestRefused(400, {
              code: 'category-cycle',
              field: 'body.parentId',
              reason: 'A category cannot be moved below itself.',
            });
          refuseParent(tree, parent, countLevels(tree, categoryId));
          refuseTaken(nodes, { parentId: parent, nameZh }, categoryId);
          await repository.rename(categoryId, { nameZh: nameZh.trim(), nameEn: nameEn.trim() }, client);
          await repository.setParent([categoryId], parent, client);
          const top = tree.topOf(parent)!;
          if (top !== tree.topOf(categoryId)) await repository.setTop(subtree, top, client);
        }
        if (words) {
          await repository.deleteWords(categoryId, client);
          await repository.putWords(
            words.map((word) => ({ word, categoryId })),
            null,
            client,
          );
        }
        await record(
          accountId,
          'changed',
          categoryId,
          { before: { parentId: before.parentId, nameZh: before.nameZh, nameEn: before.nameEn }, ...change },
          client,
        );
        return findKind(await repository.findAll(client), categoryId);
      });
      bus.emit('categories.changed');
      return changed;
    },
    /** One kind becomes another: incidents, words and what is below it come with it. Returns how many incidents. @throws RequestRefused `category-fixed`, `category-cycle`, `category-too-deep`, `category-unknown` */
    async merge(categoryId: string, into: string, accountId: number): Promise<number> {
      const count = await db.transaction(async (client) => {
        const { nodes, tree } = await lockAll(client);
        const { nameZh } = findKind(nodes, categoryId);
        refuseFixed(categoryId);
        if (tree.resolve(into) !== into) throw unknownCategory(into, 'body.into');
        const subtree = tree.findSubtrees([categoryId]);
        if (subtree.includes(into))
          throw new RequestRefused(400, {
            code: 'category-cycle',
            field: 'body.into',
            reason: 'A category cannot be merged into itself, nor into what is below it.',
          });
        const below = nodes.filter((node) => node.parentId === categoryId).map((node) => node.categoryId);
        if (below.length > 0 && tree.findPath(into).length + countLevels(tree, categoryId) - 1 > MAX_LEVELS) {
          throw new RequestRefused(400, {
            code: 'category-too-deep',
            field: 'body.into',
            reason: `The tree has at most ${MAX_LEVELS} levels.`,
          });
        }
        const top = tree.topOf(into)!;
        await repository.setParent(below, into, client);
        if (top !== tree.topOf(categoryId)) await repository.setTop(subtree, top, client);
        const moved = await repository.moveIncidents(
          categoryId,
          { kindId: findTopCategory(into) ? null : into, top },
          client,
        );
        await repository.moveWords(categoryId, into, client);
        await repository.setMergedInto(categoryId, into, client);
        await record(accountId, 'merged', categoryId, { into, nameZh, incidents: moved }, client);
        return moved;
      });
      bus.emit('categories.changed');
      return count;
    },
    lockAll,
  };
}

export type CategoriesService = ReturnType<typeof createCategoriesService>;
