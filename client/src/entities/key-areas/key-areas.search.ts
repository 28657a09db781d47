import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localName, useLanguage } from '../../lib/use-language.ts';
import type { SearchEntry, SearchSource } from '../../map/search-entries.ts';
import { useKeyAreas } from './key-areas.api.ts';
import { KEY_AREA_LOOK } from './key-areas.map-layer.tsx';

function useKeyAreaEntries(): readonly SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const keyAreas = useKeyAreas().data;
  return useMemo(
    () =>
      (keyAreas ?? []).map(({ id, name, kind }): SearchEntry => ({
        group: 'keyAreas',
        id: `k${id}`,
        title: localName(name, language),
        note: t(`keyArea.kind.${kind}`),
        look: KEY_AREA_LOOK,
        names: [name.zh, name.en],
        target: { kind: 'thing', selection: { kind: 'key-area', id } },
      })),
    [keyAreas, t, language],
  );
}

export const keyAreaSearch: SearchSource = {
  group: 'keyAreas',
  label: (t) => t('search.keyAreas'),
  useEntries: useKeyAreaEntries,
};
