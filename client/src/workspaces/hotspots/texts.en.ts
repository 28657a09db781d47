import type { SameKeys } from '../../i18n/same-keys.ts';
import type { hotspotRoomZhCN } from './texts.zh-CN.ts';

export const hotspotRoomEn: SameKeys<typeof hotspotRoomZhCN> = {
  hotspotRoom: {
    label: 'Hotspot tools',
    zones: 'Find',
    change: 'Change',
    areas: 'Areas',
    predict: 'Back-test',
    review: 'Review',
    outcome: 'Outcome',
    imports: 'Import',
    phone: { filter: 'Filter', tools: 'Tools', trend: 'Time' },
  },
};
