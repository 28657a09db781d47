import type { SameKeys } from '../../i18n/same-keys.ts';
import type { alertsZhCN } from './texts.zh-CN.ts';

export const alertsEn: SameKeys<typeof alertsZhCN> = {
  alertKind: {
    sos: 'SOS',
    'unit-lost': 'Unit lost',
    'units-lost': 'Outage',
    'area-uncovered': 'Unseen too long',
    'unit-stationary': 'Stationary too long',
  },
  alertStatus: { raised: 'unacknowledged', acknowledged: 'acknowledged', cleared: 'cleared' },
  sos: {
    title: 'SOS',
    pressed: 'pressed {{duration}} ago',
    heard: 'heard of at {{time}}',
    presses: '{{count}} presses, last {{duration}} ago',
    unanswered: 'nobody has acknowledged it',
    locate: 'Show on map',
  },
  alert: {
    limit: 'limit {{duration}}',
    lostUnits: '{{count}} units lost',
    since: 'since {{time}}',
    acknowledge: 'Acknowledge',
    acknowledging: 'Acknowledging',
    clear: 'Clear',
  },
};
