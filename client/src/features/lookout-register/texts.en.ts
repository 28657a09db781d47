import type { SameKeys } from '../../i18n/same-keys.ts';
import type { lookoutRegisterZhCN } from './texts.zh-CN.ts';

export const lookoutRegisterEn: SameKeys<typeof lookoutRegisterZhCN> = {
  lookoutRegister: {
    title: 'Register of lookouts',
    search: 'Filter by name or number',
    none: 'Press “Add a lookout”, then click on the map where it stands.',
    add: 'Add a lookout',
    edit: 'Change {{name}}',
    byPlace: 'by its place',
    noReason: 'none given',
    tooLong: 'At most {{most}} characters.',
    column: {
      name: 'Name',
      number: 'No.',
      duty: 'Now',
      hours: 'Duty hours',
      range: 'Range',
      reason: 'Site reason',
      board: 'Board inspected',
    },
    file: { longitude: 'Longitude', latitude: 'Latitude', rangeMeters: 'Range (m)' },
    field: {
      position: 'Place',
      numberOrNext: 'Number (empty: the next)',
      meters: 'Range in metres',
      supplies: 'Supplies',
    },
    siteReason: {
      'traffic-artery': 'Traffic artery',
      'crowded-place': 'Crowded place',
      'many-incidents': 'Many incidents',
      other: 'Other',
    },
    dutyChoice: { any: 'All', on: 'On duty', off: 'Off duty' },
    duty: {
      allDay: 'All day',
      hours: 'Hours',
      from: 'From',
      to: 'To',
      unreadable: 'A time on 24 hours, such as 07:00.',
      never: 'Both are the same: it is never on duty.',
    },
    remove: {
      start: 'Take this lookout away',
      question:
        'Take “{{name}}” away? It no longer counts in coverage and the map shows it no more. The registers of past days and its history stay.',
      sure: 'Take it away',
    },
  },
};
