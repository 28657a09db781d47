import type { StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { moveShape } from '@liaowang/shared/analysis/coverage/seen-shape';
import type { LookoutEdit, PatrolLoop, PlanDefinition, PlannedPost } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { isWholeDisk, type WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';

/** One part of a plan, as the map and the list name it. */
export type PlanPart = { kind: 'lookout'; id: number } | { kind: 'post' | 'loop'; id: string };

/** What a new post and a new loop start with. */
export const NEW_PART = {
  /** A lookout's usual range in the demo city. */
  postRangeMeters: 500,
  /** What somebody on foot is taken to see. */
  loopRangeMeters: 80,
  dutyStartMinute: 0,
  dutyEndMinute: 1440,
} as const;

/** Whether two parts are the same one. */
export function isSamePart(a: PlanPart | null, b: PlanPart | null): boolean {
  return a !== null && b !== null && a.kind === b.kind && a.id === b.id;
}

/** Objects with their fields in one order: the server writes them in its schema's, a draft in that of the edits. */
function inOneOrder(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether two shapes are the same ground, whatever the order of their fields; a sector all around is the disk. */
export function isSameShape(a: WatchShape, b: WatchShape): boolean {
  const written = (shape: WatchShape) => (isWholeDisk(shape) ? 'disk' : JSON.stringify(shape, inOneOrder));
  return a === b || written(a) === written(b);
}

/** Whether two definitions say the same. */
export function isSameDefinition(a: PlanDefinition, b: PlanDefinition): boolean {
  return a === b || JSON.stringify(a, inOneOrder) === JSON.stringify(b, inOneOrder);
}

/** Whether a plan changes the set-up at all; the hour at which it is judged changes nothing. */
export function changesNothing({ lookouts, posts, loops, withoutKinds, settings }: PlanDefinition): boolean {
  return lookouts.length + posts.length + loops.length + withoutKinds.length === 0 && settings === null;
}

/**
 * The plan with a lookout changed. What is again as it stands is no longer named, and an edit that names nothing goes. Of
 * one that does not stand, known by its number alone, everything stays named: a backup brings it back with it.
 */
export function editLookout(
  definition: PlanDefinition,
  lookout: StandingLookout | Pick<StandingLookout, 'lookoutId'>,
  change: Omit<LookoutEdit, 'lookoutId'>,
): PlanDefinition {
  const { lookoutId } = lookout;
  const before = definition.lookouts.find((edit) => edit.lookoutId === lookoutId);
  const merged: LookoutEdit = { ...before, ...change, lookoutId };
  const from = before?.position ?? ('position' in lookout ? lookout.position : undefined);
  // Drawn ground that is named goes along as that which is not.
  if (change.position && !change.shape && merged.shape && from)
    merged.shape = moveShape(merged.shape, from, change.position);
  if ('position' in lookout) {
    if (merged.position && merged.position[0] === lookout.position[0] && merged.position[1] === lookout.position[1])
      delete merged.position;
    for (const field of ['detectionRangeMeters', 'dutyStartMinute', 'dutyEndMinute'] as const)
      if (merged[field] === lookout[field]) delete merged[field];
    if (merged.shape && isSameShape(merged.shape, lookout.shape)) delete merged.shape;
    if (merged.removed === false) delete merged.removed;
  }
  const isEmpty = Object.keys(merged).length === 1;
  const others = definition.lookouts.filter((edit) => edit.lookoutId !== lookoutId);
  if (isEmpty) return before ? { ...definition, lookouts: others } : definition;
  return {
    ...definition,
    lookouts: before ? definition.lookouts.map((edit) => (edit === before ? merged : edit)) : [...others, merged],
  };
}

/** The plan with what it does to one part taken out: a lookout stands again as it does, a post or a loop is gone. */
export function resetPart(definition: PlanDefinition, part: PlanPart): PlanDefinition {
  switch (part.kind) {
    case 'lookout':
      return { ...definition, lookouts: definition.lookouts.filter(({ lookoutId }) => lookoutId !== part.id) };
    case 'post':
      return { ...definition, posts: definition.posts.filter(({ id }) => id !== part.id) };
    case 'loop':
      return { ...definition, loops: definition.loops.filter(({ id }) => id !== part.id) };
  }
}

/** An id that no part of the plan has yet. */
export function findFreeId({ posts, loops }: PlanDefinition): string {
  const taken = new Set([...posts, ...loops].map(({ id }) => id));
  let number = taken.size + 1;
  while (taken.has(`part-${number}`)) number++;
  return `part-${number}`;
}

/** The plan with one post more. */
export function addPost(
  definition: PlanDefinition,
  post: Omit<PlannedPost, 'id'>,
  id: string = findFreeId(definition),
): PlanDefinition {
  return { ...definition, posts: [...definition.posts, { id, ...post }] };
}

/** The plan with one loop more. */
export function addLoop(
  definition: PlanDefinition,
  loop: Omit<PatrolLoop, 'id'>,
  id: string = findFreeId(definition),
): PlanDefinition {
  return { ...definition, loops: [...definition.loops, { id, ...loop }] };
}

/** The plan with a post changed; one that sees all around names no shape, and a drawn ground goes along with its post. */
export function editPost(
  definition: PlanDefinition,
  id: string,
  change: Partial<Omit<PlannedPost, 'id'>>,
): PlanDefinition {
  const edit = (post: PlannedPost): PlannedPost => {
    const { shape, ...merged } = { ...post, ...change };
    if (!shape || shape.kind === 'disk') return merged;
    const isMoved = change.position && !change.shape;
    return { ...merged, shape: isMoved ? moveShape(shape, post.position, merged.position) : shape };
  };
  return { ...definition, posts: definition.posts.map((post) => (post.id === id ? edit(post) : post)) };
}

/** The plan with a loop changed. */
export function editLoop(
  definition: PlanDefinition,
  id: string,
  change: Partial<Omit<PatrolLoop, 'id'>>,
): PlanDefinition {
  return { ...definition, loops: definition.loops.map((loop) => (loop.id === id ? { ...loop, ...change } : loop)) };
}

/** The plan with a kind of units taken away, or left in again. */
export function toggleKind(definition: PlanDefinition, kind: UnitKind): PlanDefinition {
  const { withoutKinds } = definition;
  return {
    ...definition,
    withoutKinds: withoutKinds.includes(kind)
      ? withoutKinds.filter((other) => other !== kind)
      : [...withoutKinds, kind],
  };
}

/**
 * A loop's corners from the places that were clicked: a double click leaves two of them within a hair, which count once,
 * as does a last one that is the first again.
 */
export function toLoopPath(clicked: readonly LngLat[], sameWithinMeters: number): LngLat[] {
  const isSame = (a: LngLat | undefined, b: LngLat): boolean =>
    a !== undefined && computeNearbyDistanceMeters(a, b) <= sameWithinMeters;
  const path: LngLat[] = [];
  for (const corner of clicked) if (!isSame(path.at(-1), corner)) path.push(corner);
  if (path.length > 2 && isSame(path.at(-1), path[0]!)) path.pop();
  return path;
}
