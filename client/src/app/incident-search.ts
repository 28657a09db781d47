import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { nameCategory, useCategoryNames } from '../entities/incidents/category-names.ts';
import { SEVERITY_COLOR, SEVERITY_SHAPE } from '../entities/incidents/incident-look.tsx';
import { useIncidents } from '../entities/incidents/incidents.api.ts';
import { usePlaceName } from '../features/place-names/place-name.ts';
import { LANGUAGES } from '../lib/format.ts';
import { useLanguage } from '../lib/use-language.ts';
import type { SearchEntry, SearchSource } from '../map/search-entries.ts';

function useIncidentEntries(): readonly SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const placeName = usePlaceName();
  const incidents = useIncidents().data;
  const categories = useCategoryNames((names) => names.byId);
  return useMemo(
    () =>
      (incidents ?? []).map(({ geometry, properties }): SearchEntry => {
        const { incidentId, categoryId, severity, description } = properties;
        const title = t('incident.title', { id: incidentId });
        return {
          group: 'incidents',
          id: `i${incidentId}`,
          title: `${title} · ${nameCategory(t, categoryId, language)}`,
          note: placeName(geometry.coordinates, 'short'),
          look: { shape: SEVERITY_SHAPE[severity], color: SEVERITY_COLOR[severity] },
          names: [
            title,
            String(incidentId),
            categoryId,
            ...LANGUAGES.map((each) => nameCategory(t, categoryId, each)),
            ...(description === '' ? [] : [description]),
          ],
          target: { kind: 'thing', selection: { kind: 'incident', id: incidentId } },
        };
      }),
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- names of categories are read from their store
    [incidents, categories, placeName, t, language],
  );
}

/** Incidents of the last 24 hours in the search box, by number, kind, and words of what was said. */
export const incidentSearch: SearchSource = {
  group: 'incidents',
  label: (t) => t('search.incidents'),
  useEntries: useIncidentEntries,
};
