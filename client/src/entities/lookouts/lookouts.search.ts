import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localName, useLanguage } from '../../lib/use-language.ts';
import type { SearchEntry, SearchSource } from '../../map/search-entries.ts';
import { useLookouts } from './lookouts.api.ts';
import { LOOKOUT_LOOK } from './lookouts.map-layer.tsx';

function useLookoutEntries(): readonly SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const lookouts = useLookouts().data;
  return useMemo(
    () =>
      (lookouts ?? []).map(({ properties: { lookoutId, number, name } }): SearchEntry => {
        const digits = String(number).padStart(2, '0');
        const title = t('lookout.title', { number: digits });
        return {
          group: 'lookouts',
          id: `l${lookoutId}`,
          title: localName(name, language),
          note: title,
          look: LOOKOUT_LOOK,
          names: [name.zh, name.en, digits, title],
          target: { kind: 'thing', selection: { kind: 'lookout', id: lookoutId } },
        };
      }),
    [lookouts, t, language],
  );
}

export const lookoutSearch: SearchSource = {
  group: 'lookouts',
  label: (t) => t('search.lookouts'),
  useEntries: useLookoutEntries,
};
