import type { SameKeys } from '../../i18n/same-keys.ts';
import { emergingEn } from './emerging-texts.en.ts';
import type { zoneMethodsZhCN } from './texts.zh-CN.ts';

export const zoneMethodsEn: SameKeys<typeof zoneMethodsZhCN> = {
  zones: {
    emerging: emergingEn,
    option: {
      square: 'Squares',
      hexagon: 'Hexagons',
      quartic: 'Quartic',
      gaussian: 'Gaussian',
      'negative-binomial': "This city's unevenness",
      normal: 'Normal (as ArcGIS)',
      'all-shuffled': 'All permuted',
      'neighbours-shuffled': 'Neighbours only',
    },
    moran: {
      'high-high': 'High–high cluster',
      'high-low': 'High–low heap',
      'low-high': 'Low–high outlier',
      'low-low': 'Low–low cluster',
    },
    basis: { normal: 'normal p', exact: 'exact permutation p', 'negative-binomial': 'negative binomial' },
  },
};
