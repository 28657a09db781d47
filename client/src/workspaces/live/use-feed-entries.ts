import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { createCategoryTree } from '@liaowang/shared/contract/category-tree';
import { useAlerts } from '../../entities/alerts/alerts.api.ts';
import { nameCategory, useCategoryNames } from '../../entities/incidents/category-names.ts';
import { useIncidents } from '../../entities/incidents/incidents.api.ts';
import { useKeyAreas } from '../../entities/key-areas/key-areas.api.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { LANGUAGES } from '../../lib/format.ts';
import { composeFeed, type FeedEntry } from './feed-entries.ts';
import { countConditions, narrowFeed, type FeedFacts } from './feed-filter.ts';
import { useFeedStore } from './feed.store.ts';

/** What the conditions of the feed need to know, as far as it is known. */
function useFeedFacts(): FeedFacts {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const keyAreas = useKeyAreas().data;
  const units = useUnitsStore((state) => state.units);
  const nodes = useCategoryNames((names) => names.nodes);
  const merged = useCategoryNames((names) => names.merged);
  return useMemo(() => {
    const tree = createCategoryTree([
      ...nodes.map(({ categoryId, parentId }) => ({ categoryId, parentId, mergedInto: null })),
      ...merged.map(({ categoryId, mergedInto }) => ({ categoryId, parentId: null, mergedInto })),
    ]);
    return {
      pathOf: (categoryId) => [categoryId, ...tree.findPath(categoryId)],
      areaOf: (keyAreaId) => keyAreas?.find(({ id }) => id === keyAreaId)?.geometry,
      wordsOfIncident: ({ geometry, properties: { incidentId, categoryId, description } }) =>
        [
          String(incidentId),
          ...LANGUAGES.map((language) => nameCategory(t, categoryId, language)),
          description,
          placeName(geometry.coordinates),
        ].join(' '),
      wordsOfAlert: ({ kind, subjectKind, subjectId, position }) => {
        const unit = subjectKind === 'unit' && subjectId !== null && units.get(subjectId);
        const area = subjectKind === 'key-area' && keyAreas?.find(({ id }) => id === subjectId);
        const name = unit || area ? (unit || area || null)?.name : null;
        return [t(`alertKind.${kind}`), name?.zh ?? '', name?.en ?? '', position ? placeName(position) : ''].join(' ');
      },
    };
  }, [t, placeName, keyAreas, units, nodes, merged]);
}

/** The feed as it is narrowed: its entries, all that there are (null until they are known), and what came in their place. */
export function useFeedEntries() {
  const incidents = useIncidents();
  const alerts = useAlerts();
  const facts = useFeedFacts();
  const { filter, category, isWaiting, branchId, keyAreaId, text } = useFeedStore();
  const conditions = useMemo(
    () => ({ category, isWaiting, branchId, keyAreaId, text }),
    [category, isWaiting, branchId, keyAreaId, text],
  );
  const entries = useMemo(() => {
    const narrowed = narrowFeed(incidents.data ?? [], alerts.data ?? [], conditions, facts);
    return composeFeed(narrowed.incidents, narrowed.alerts, filter);
  }, [incidents.data, alerts.data, conditions, facts, filter]);
  const present = useMemo(
    (): readonly FeedEntry[] | null =>
      incidents.data && (alerts.data || !alerts.isLoading)
        ? composeFeed(incidents.data, alerts.data ?? [], 'all')
        : null,
    [incidents.data, alerts.data, alerts.isLoading],
  );
  // Another question has other answers, though the same rows may be among them.
  const question = useMemo(() => ({ filter, conditions }), [filter, conditions]);
  return {
    incidents,
    alerts,
    entries,
    present,
    question,
    isNarrowed: filter !== 'all' || countConditions(conditions) > 0,
  };
}
