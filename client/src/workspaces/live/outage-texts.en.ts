import type { SameKeys } from '../../i18n/same-keys.ts';
import type { outageZhCN } from './outage-texts.zh-CN.ts';

export const outageEn: SameKeys<typeof outageZhCN> = {
  outage: {
    title: 'Outage',
    silent: '{{count}} still silent',
    returned: '{{affected}} fell silent together, {{returned}} are back.',
    overdue: 'Most came back long ago: check the others one by one.',
    spans: "Units of other branches are silent too: the city's dispatchers take and close this.",
    lastHeard: '{{duration}} ago',
    rule: 'Units cut off at the same moment are one alert: 10 or more, or 5 that are a tenth of those reporting. Each leaves as it comes back; the last one clears it.',
  },
};
