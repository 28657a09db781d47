import type { SameKeys } from '../../i18n/same-keys.ts';
import type { placesZhCN } from './texts.zh-CN.ts';

export const placesEn: SameKeys<typeof placesZhCN> = {
  search: {
    places: 'Places',
    streets: 'Streets',
    branches: 'Branches',
    stations: 'Stations',
    stationCount: 'Stations: {{count}}',
    nominal: 'position is nominal',
  },
};
