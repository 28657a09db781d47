import type { SameKeys } from '../../i18n/same-keys.ts';
import type { lookoutsZhCN } from './texts.zh-CN.ts';

export const lookoutsEn: SameKeys<typeof lookoutsZhCN> = {
  lookout: {
    title: 'Lookout {{number}}',
    allDay: 'all day',
    onDuty: 'On duty',
    offDuty: 'Off duty',
    board: 'Notice board',
    inspected: 'inspected {{date}} ({{days}} d ago)',
    inspectedToday: 'inspected today',
    neverInspected: 'no inspection on record',
    disk: 'all around, {{range}}',
    sector: '{{angle}}° sector towards {{direction}}, {{range}}',
    ground: 'drawn ground, {{area}}',
    changeRange: 'Change range',
    rangeSaved: 'The range was changed.',
    undoLate: 'Somebody has changed the range since. It stays as it is now.',
  },
  layers: { lookouts: 'Lookouts' },
  legend: { lookout: 'Lookout and its range' },
  search: { lookouts: 'Lookouts' },
};
