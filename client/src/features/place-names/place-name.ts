import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useBranches, usePlaces } from '../../entities/places/places.api.ts';
import { UNKNOWN, formatLngLat } from '../../lib/format.ts';
import { findNearest } from '../../lib/nearest.ts';
import { useLocalName } from '../../lib/use-language.ts';

/** A lookout's name tells more than its town's, but only nearby. */
const LOOKOUT_WITHIN_METERS = 1_200;

/** Names a position after the nearest lookout or town, e.g. `人民广场附近`. Places whose position is only nominal are left out; where there is none, it is the position itself. */
export function usePlaceName(): (position: readonly [number, number]) => string {
  const { t } = useTranslation();
  const localName = useLocalName();
  const lookouts = useLookouts().data;
  const places = usePlaces().data;
  const posts = useMemo(
    () =>
      lookouts?.map(({ geometry, properties }) => ({ position: geometry.coordinates, name: properties.name })) ?? [],
    [lookouts],
  );
  const surveyed = useMemo(
    () => places?.filter(({ confidence }) => confidence === 'high' || confidence === 'medium') ?? [],
    [places],
  );
  return (position) => {
    const post = findNearest(position, posts);
    const nearest = post && post.distanceMeters <= LOOKOUT_WITHIN_METERS ? post : findNearest(position, surveyed);
    return nearest ? t('feed.near', { name: localName(nearest.candidate.name) }) : formatLngLat(position);
  };
}

/** Name of a branch by its id; a dash while branches are not known yet. */
export function useBranchName(): (branchId: number | null) => string {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branches = useBranches().data;
  return (branchId) => {
    if (branchId === null) return t('card.noBranch');
    const branch = branches?.find(({ id }) => id === branchId);
    return branch ? localName(branch.name) : UNKNOWN;
  };
}
