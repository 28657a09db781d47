import type { SameKeys } from '../../i18n/same-keys.ts';
import type { densityZhCN } from './texts.zh-CN.ts';

export const densityEn: SameKeys<typeof densityZhCN> = {
  layers: { zones: 'High-incident zones' },
  legend: {
    anySource: 'Any',
    contour: 'edge of a zone',
    bandwidth: 'Radius',
    high: 'high',
    method: 'Last {{days}} days, radius of influence {{bandwidth}}, n = {{count}}',
    methodHow:
      'Each incident is spread by a quartic kernel as far as the radius of influence; their sum is incidents per km² (kernel density, Silverman 1986). The radius is the bandwidth of the kernel: a small one shows spots, a large one districts.',
    source: 'Source',
    tooFew: 'Too few incidents ({{found}}, needs {{needed}}): no zones drawn',
    window: 'Window',
    windowDays: '{{days}} d',
    zones: 'Incident density, per km²',
  },
};
