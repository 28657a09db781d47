import type { SameKeys } from '../../i18n/same-keys.ts';
import type { basemapsZhCN } from './texts.zh-CN.ts';

export const basemapsEn: SameKeys<typeof basemapsZhCN> = {
  errors: {
    'basemap-unreachable': 'The basemap’s server did not answer. Check the address and the key.',
    'too-many-basemaps': 'There are 50 basemaps already. Delete some first.',
    'wmts-layer-unknown': 'This WMTS does not have that layer, or no Web Mercator tiles.',
  },
};
