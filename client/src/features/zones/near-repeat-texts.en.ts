import type { SameKeys } from '../../i18n/same-keys.ts';
import type { nearRepeatZhCN } from './near-repeat-texts.zh-CN.ts';

export const nearRepeatEn: SameKeys<typeof nearRepeatZhCN> = {
  title: 'Near-repeat table',
  spaceBounds: 'Distance bands (m)',
  timeBounds: 'Time bands (days)',
  permutations: 'Permutations',
  seed: 'Random seed',
  corner: 'Apart',
  dayBand: '{{from}}–{{before}} d',
  meterBand: '{{from}}–{{before}} m',
  samePlace: 'Same place',
  cell: '{{observed}} pairs, about {{expected}} expected, {{p}}',
  significant: ', significant',
  same: {
    more: 'At the same place within {{days}} days: {{ratio}} times as many pairs as expected ({{observed}}, about {{expected}} expected), statistically significant.',
    small:
      'At the same place within {{days}} days: {{ratio}} times as many pairs as expected ({{observed}}, about {{expected}} expected): below 1.2 times, no near repeats.',
    notMore:
      'At the same place within {{days}} days: {{ratio}} times as many pairs as expected ({{observed}}, about {{expected}} expected): no near repeats shown.',
    none: 'At the same place within {{days}} days: no pairs, and none expected.',
  },
  sentence: {
    more: 'Less than {{meters}} m apart (the same place left out) within {{days}} days: {{ratio}} times as many pairs as expected ({{observed}}, about {{expected}} expected), statistically significant.',
    small:
      'Less than {{meters}} m apart (the same place left out) within {{days}} days: {{ratio}} times as many pairs as expected ({{observed}}, about {{expected}} expected): below 1.2 times, no near repeats.',
    notMore:
      'Less than {{meters}} m apart (the same place left out) within {{days}} days: {{ratio}} times as many pairs as expected ({{observed}}, about {{expected}} expected): no near repeats shown.',
    none: 'Less than {{meters}} m apart within {{days}} days: no pairs, and none expected.',
  },
  basis:
    '{{events}} incidents, {{permutations}} permutations, seed {{seed}}. Tinted and bold: p ≤ 0.05 and at least 1.2 times the expected pairs (Ratcliffe).',
};
