import * as Type from 'typebox';
import type { Static } from 'typebox';
import { textOf } from './text.ts';

/** A node of the city's categories: one of our ten by its word, or a kind of the city's own by its number (`kind-12`). */
export const CategoryId = Type.String({ pattern: '^(?:[a-z]+(?:-[a-z]+)*|kind-[1-9][0-9]{0,8})$', maxLength: 40 });
export type CategoryId = Static<typeof CategoryId>;

const Name = textOf({ minLength: 1, maxLength: 120 });
const NameEn = textOf({ maxLength: 160 });
const closed = { additionalProperties: false };

/** Most words that one node may have, and most nodes of a city. */
export const MAX_WORDS_OF_CATEGORY = 2_000;
export const MAX_CATEGORIES = 20_000;

/** A category as people see it. */
export const IncidentCategoryNode = Type.Object({
  categoryId: CategoryId,
  /** Null = one of our ten. */
  parentId: Type.Union([CategoryId, Type.Null()]),
  nameZh: Type.String(),
  /** '' = the Chinese name says it. */
  nameEn: Type.String(),
  /** What files call it, as somebody decided once. */
  words: Type.Array(Type.String()),
});
export type IncidentCategoryNode = Static<typeof IncidentCategoryNode>;
/** All that stand, our ten first, then in the order in which they were made. */
export const IncidentCategoryList = Type.Array(IncidentCategoryNode);

/** A node that was merged, and the one that stands for it now. */
export const MergedCategory = Type.Object({ categoryId: CategoryId, mergedInto: CategoryId });
export type MergedCategory = Static<typeof MergedCategory>;
export const MergedCategoryList = Type.Array(MergedCategory);

/** Incidents of a node itself, without those of the nodes below it. */
export const CategoryCount = Type.Object({ categoryId: CategoryId, incidentCount: Type.Integer() });
export type CategoryCount = Static<typeof CategoryCount>;
export const CategoryCountList = Type.Array(CategoryCount);

export const NewIncidentCategory = Type.Object(
  { parentId: CategoryId, nameZh: Name, nameEn: Type.Optional(NameEn) },
  closed,
);
export type NewIncidentCategory = Static<typeof NewIncidentCategory>;

/** What is named changes. `words` replaces all words of the node; a word that another node had comes to this one. */
export const IncidentCategoryChange = Type.Object(
  {
    parentId: Type.Optional(CategoryId),
    nameZh: Type.Optional(Name),
    nameEn: Type.Optional(NameEn),
    words: Type.Optional(Type.Array(textOf({ minLength: 1, maxLength: 200 }), { maxItems: MAX_WORDS_OF_CATEGORY })),
  },
  closed,
);
export type IncidentCategoryChange = Static<typeof IncidentCategoryChange>;

export const CategoryParams = Type.Object({ categoryId: CategoryId }, closed);
export const CategoryMerge = Type.Object({ into: CategoryId }, closed);
