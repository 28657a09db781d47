import type { SameKeys } from '../../i18n/same-keys.ts';
import type { placeNamesZhCN } from './texts.zh-CN.ts';

export const placeNamesEn: SameKeys<typeof placeNamesZhCN> = {
  place: {
    section: {
      west: '{{street}} (west)',
      east: '{{street}} (east)',
      south: '{{street}} (south)',
      north: '{{street}} (north)',
      middle: '{{street}} (middle)',
    },
    inside: 'in {{name}}',
    beside: 'by {{name}}',
    from: '{{distance}} {{direction}} of {{name}}',
    join: ', ',
  },
};
