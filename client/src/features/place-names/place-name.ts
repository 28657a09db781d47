import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { findLandmark, findStreet, type NearestLandmark } from '@liaowang/shared/analysis/places/place-description';
import type { NearestStreet } from '@liaowang/shared/analysis/places/street-index';
import { formatDistance, formatLngLat } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useKnownPlaces } from './known-places.ts';

type LocalName = ReturnType<typeof useLocalName>;

function nameStreet(t: TFunction, localName: LocalName, { name, section }: NearestStreet): string {
  return section ? t(`place.section.${section}`, { street: localName(name) }) : localName(name);
}

function nameLandmark(t: TFunction, localName: LocalName, landmark: NearestLandmark): string {
  const name = localName(landmark.name);
  if (landmark.isInside) return t('place.inside', { name });
  if (landmark.compassPoint === null) return t('place.beside', { name });
  return t('place.from', {
    name,
    direction: t(`compass.${landmark.compassPoint as 0}`),
    distance: formatDistance(landmark.distanceMeters),
  });
}

/**
 * Says where a place is, e.g. `钟吾路东段，人民广场西北 310 m`: the street, and the nearest place that people know; the
 * position itself where nothing is known. `short` says the street alone where there is one, e.g. for a name. The same
 * function until what is known, or the language, changes.
 */
export function usePlaceName(): (position: readonly [number, number], length?: 'full' | 'short') => string {
  const { t } = useTranslation();
  const localName = useLocalName();
  const known = useKnownPlaces();
  return useCallback(
    ([lng, lat], length = 'full') => {
      const street = findStreet([lng, lat], known);
      if (street && length === 'short') return nameStreet(t, localName, street);
      const landmark = findLandmark([lng, lat], known);
      const names = [street && nameStreet(t, localName, street), landmark && nameLandmark(t, localName, landmark)];
      return names.filter((name) => name !== null).join(t('place.join')) || formatLngLat([lng, lat]);
    },
    [t, localName, known],
  );
}
