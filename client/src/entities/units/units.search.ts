import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { localName, useLanguage } from '../../lib/use-language.ts';
import type { SearchEntry } from '../../map/search-entries.ts';
import { CALL_LOOK, UNIT_LOOK } from './unit-look.ts';
import { useUnitsStore } from './units.store.ts';
import { useRefusalText } from './use-refusal-text.ts';

/** Units for the search box; those that call for help (`callingUnitIds`) first. */
export function useUnitEntries(callingUnitIds: ReadonlyMap<number, unknown>): readonly SearchEntry[] {
  const { t } = useTranslation();
  const language = useLanguage();
  const units = useUnitsStore((store) => store.units);
  const refusalText = useRefusalText();
  return useMemo(
    () =>
      [...units.values()].map((unit): SearchEntry => {
        const { id, name, kind } = unit;
        const isCalling = callingUnitIds.has(id);
        return {
          group: 'units',
          id: `u${id}`,
          title: localName(name, language),
          note: isCalling ? t('sos.calling') : (refusalText(unit) ?? t(`unitKind.${kind}`)),
          look: isCalling ? CALL_LOOK : UNIT_LOOK[kind],
          isUrgent: isCalling,
          names: [name.zh, name.en, ...(isCalling ? [t('sos.calling'), 'SOS'] : [])],
          target: { kind: 'thing', selection: { kind: 'unit', id } },
        };
      }),
    [units, callingUnitIds, refusalText, t, language],
  );
}
