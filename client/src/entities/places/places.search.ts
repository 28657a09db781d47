import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Road } from '@liaowang/shared/schemas/road';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { Language } from '../../lib/format.ts';
import { findNearest } from '../../lib/nearest.ts';
import { localName, useLanguage } from '../../lib/use-language.ts';
import type { SearchEntry, SearchSource } from '../../map/search-entries.ts';
import { isSurveyed, useBranches, usePlaces, useRoads, useStations } from './places.api.ts';

interface FoundPlace {
  /** Unique in the whole search box. */
  id: string;
  group: string;
  name: LocalizedName;
  note: string;
  position: LngLat;
}

function toEntry({ id, group, name, note, position }: FoundPlace, language: Language): SearchEntry {
  return {
    group,
    id,
    title: localName(name, language),
    note,
    look: { shape: group === 'streets' ? 'trail' : 'ring', color: 'var(--lw-soft)' },
    names: name.en === '' ? [name.zh] : [name.zh, name.en],
    target: { kind: group === 'places' ? 'town' : 'spot', position },
  };
}

function usePlaceEntries(): readonly SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const places = usePlaces().data;
  return useMemo(
    () =>
      (places ?? []).map((place) => {
        const { code, name, position } = place;
        const note = isSurveyed(place) ? '' : t('search.nominal');
        return toEntry({ group: 'places', id: `p${code}`, name, note, position }, language);
      }),
    [places, t, language],
  );
}

/** The middle of its longest piece, so that the place is on the street. */
function findMiddle({ lines }: Road): LngLat {
  const longest = lines.reduce((a, b) => (b.length > a.length ? b : a));
  return longest[Math.floor(longest.length / 2)]!;
}

function useStreetEntries(): readonly SearchEntry[] {
  const language = useLanguage();
  const roads = useRoads().data;
  const places = usePlaces().data;
  return useMemo(
    () =>
      (roads ?? []).flatMap((road) => {
        const { id, name } = road;
        if (!name) return [];
        const position = findMiddle(road);
        const town = findNearest(position, places ?? [])?.candidate;
        // Many towns have a street of the same name.
        const note = town ? localName(town.name, language) : '';
        return [toEntry({ group: 'streets', id: `r${id}`, name, note, position }, language)];
      }),
    [roads, places, language],
  );
}

function useBranchEntries(): readonly SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const branches = useBranches().data;
  return useMemo(
    () =>
      (branches ?? []).map(({ id, name, position, stationCount }) => {
        const note = t('search.stationCount', { count: stationCount });
        return toEntry({ group: 'branches', id: `b${id}`, name, note, position }, language);
      }),
    [branches, t, language],
  );
}

function useStationEntries(): readonly SearchEntry[] {
  const language = useLanguage();
  const stations = useStations().data;
  const branches = useBranches().data;
  return useMemo(() => {
    const branchNames = new Map(branches?.map(({ id, name }) => [id, localName(name, language)]));
    return (stations ?? []).map(({ id, name, branchId, position }) => {
      const note = branchNames.get(branchId) ?? '';
      return toEntry({ group: 'stations', id: `s${id}`, name, note, position }, language);
    });
  }, [stations, branches, language]);
}

/** Towns, streets, branches and stations in the search box. */
export const placeSearches: readonly SearchSource[] = [
  { group: 'places', label: (t) => t('search.places'), useEntries: usePlaceEntries },
  { group: 'streets', label: (t) => t('search.streets'), useEntries: useStreetEntries },
  { group: 'branches', label: (t) => t('search.branches'), useEntries: useBranchEntries },
  { group: 'stations', label: (t) => t('search.stations'), useEntries: useStationEntries },
];
