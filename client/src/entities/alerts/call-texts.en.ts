import type { SameKeys } from '../../i18n/same-keys.ts';
import type { callZhCN } from './call-texts.zh-CN.ts';

export const callEn: SameKeys<typeof callZhCN> = {
  call: {
    title: 'Calling for help',
    waiting: 'nobody has taken it',
    taken: 'taken by {{name}}',
    takenUnnamed: 'taken',
    pressed: 'Pressed',
    heard: 'heard of at {{time}}',
    count: 'Presses',
    countLast: '{{count}}, last {{duration}} ago',
    where: 'Where pressed',
    lastWhere: 'Last pressed',
    now: 'Now',
    nowAway: '{{distance}} from there, fix {{duration}} old',
    takenAt: 'Taken',
    showWhere: 'Show where',
  },
};
