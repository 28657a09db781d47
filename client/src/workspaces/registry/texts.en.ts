import type { SameKeys } from '../../i18n/same-keys.ts';
import type { registryRoomZhCN } from './texts.zh-CN.ts';

export const registryRoomEn: SameKeys<typeof registryRoomZhCN> = {
  registryRoom: {
    tabs: 'Registers',
    tab: {
      setup: 'Set-up',
      jurisdiction: 'Jurisdiction',
      organisation: 'Organisation',
      lookouts: 'Lookouts',
      areas: 'Key areas',
      units: 'Units',
    },
    day: 'Day of the registers',
    dayHint: 'Choose a past day to see its registers as they were at its end.',
    alwaysNow: 'This page is always as it is now, whatever day is chosen.',
    leaveTitle: 'Not saved yet',
    leaveText: 'What you wrote is not saved: it is lost if you leave.',
    stay: 'Go on writing',
    leave: 'Discard it',
    phone: { registers: 'Registers', day: 'Day' },
  },
};
