import type { SameKeys } from '../../i18n/same-keys.ts';
import type { keyAreasZhCN } from './texts.zh-CN.ts';

export const keyAreasEn: SameKeys<typeof keyAreasZhCN> = {
  keyArea: {
    kind: {
      'town-core': 'Town core',
      bank: 'Bank',
      'petrol-station': 'Petrol station',
      'small-premises': 'Small premises',
      other: 'Other',
      school: 'School',
      market: 'Market',
      station: 'Station',
      hospital: 'Hospital',
      scenic: 'Scenic area',
    },
    share: 'Covered now',
    unobserved: 'Unobserved',
    showGap: 'Show the gap',
    gapCount: 'Gaps',
    area: 'Area',
    noGap: 'no gap',
    pending: 'Computing coverage',
  },
  layers: { 'key-areas': 'Key areas' },
  search: { keyAreas: 'Key areas' },
};
