import type { SameKeys } from '../../i18n/same-keys.ts';
import type { rotaZhCN } from './texts.zh-CN.ts';

export const rotaEn: SameKeys<typeof rotaZhCN> = {
  rota: {
    title: 'Wall rota',
    lead: 'The wall shows the views ticked here, one after the other.',
    stops: 'Views',
    stop: {
      city: 'Whole city',
      'on-duty': 'Each branch with units online',
      busy: 'Lookouts with most incidents around',
    },
    branches: 'Certain branches',
    keepAs: 'Name for the view shown now',
    keep: 'Add',
    forget: 'Remove “{{name}}”',
    dwell: 'Time on each view',
    seconds: 's',
    dwellProblem: 'A whole number from {{min}} to {{max}}.',
    how: 'When somebody moves the map, it waits for 45 s. A call for help or an open critical incident is shown first, until it is dealt with. P stops and starts, W or Esc leaves the wall.',
    copyLink: 'Copy wall link',
    start: 'Start',
    halt: 'Stop the rota',
    next: 'in {{seconds}} s: {{name}}',
    touched: 'In use: goes on soon',
    urgent: 'This first, until dealt with',
  },
};
