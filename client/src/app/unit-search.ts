import { useOpenCalls } from '../entities/alerts/open-calls.ts';
import { useUnitEntries } from '../entities/units/units.search.ts';
import type { SearchSource } from '../map/search-entries.ts';

/** Units in the search box, those that call for help first. */
export const unitSearch: SearchSource = {
  group: 'units',
  label: (t) => t('search.units'),
  useEntries: () => useUnitEntries(useOpenCalls()),
};
