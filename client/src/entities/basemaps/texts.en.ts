import type { SameKeys } from '../../i18n/same-keys.ts';
import type { basemapZhCN } from './texts.zh-CN.ts';

export const basemapEn: SameKeys<typeof basemapZhCN> = {
  basemap: {
    title: 'Basemap',
    isMissing: 'The basemap did not load; the schematic one stands in',
    isEmpty: 'The basemap’s server does not answer; the ground may be blank',
  },
};
