import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Queryable } from '../../plugins/postgres.ts';
import type { BranchFinder } from '../../plugins/register-files.ts';
import type { BranchesRepository } from './branches.repository.ts';
import type { BranchArea } from './registry.repository.ts';

const bare = (name: string): string =>
  name
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/(?:分会| ?branch)$/u, '');

/** Looks the branches up once, for all rows of a table. */
export async function createBranchFinder(
  repository: BranchesRepository,
  branchAreas: readonly BranchArea[],
  client: Queryable,
): Promise<BranchFinder> {
  const branches = (await repository.table.findAll(client)).map(({ id, state }) => ({ id, ...state }));
  const standing = new Set(branches.map(({ id }) => id));
  const byWord = new Map<string, number | null>();
  const note = (word: string, id: number): void => {
    if (word === '') return;
    const known = byWord.get(word);
    byWord.set(word, known === undefined || known === id ? id : null);
  };
  for (const { id, name } of branches) for (const word of [name.zh, name.en]) note(bare(word), id);
  // A code says more than a name.
  for (const { id, code } of branches) byWord.set(bare(code), id);
  return {
    byWord: (word) => byWord.get(bare(word)) ?? null,
    byPlace(place) {
      const on = branchAreas.find(
        ({ branchId, geometry }) => standing.has(branchId) && isInsideArea([place[0], place[1]], geometry),
      );
      if (on) return on.branchId;
      const distanceOf = ({ position }: { position: LngLat }): number => haversineDistanceMeters(...position, ...place);
      return (
        branches.reduce<(typeof branches)[number] | null>(
          (nearest, branch) => (nearest && distanceOf(nearest) <= distanceOf(branch) ? nearest : branch),
          null,
        )?.id ?? null
      );
    },
  };
}
