import type { SameKeys } from '../../i18n/same-keys.ts';
import type { lookoutRangeZhCN } from './range-texts.zh-CN.ts';

/** Texts of changing what a lookout sees, on its card and in a plan. */
export const lookoutRangeEn: SameKeys<typeof lookoutRangeZhCN> = {
  lookoutRange: {
    title: 'Range',
    how: 'A lookout sees what of its shape lies within its range. Take a sector where a wall is behind it or it looks one way, and draw the ground where buildings are in the way. At night the settings of coverage shorten the range, of sectors and drawn ground too.',
    kind: 'Shape',
    kinds: { disk: 'All around', sector: 'Sector', ground: 'Drawn' },
    meters: 'Range',
    bearingDegrees: 'Bearing',
    angleDegrees: 'Angle',
    dragHint: {
      disk: 'Drag the dot on the map to change the range.',
      sector:
        'Drag the dot in the middle of the arc to turn it and to change its range, the one at its end to open it or to narrow it. Bearings count clockwise from north.',
    },
    drawHint:
      'Click the corners of what it sees; double click or Enter ends, Backspace takes one back ({{count}} so far)',
    redraw: 'Draw again',
    save: 'Save',
    changedMeanwhile: 'Somebody has just changed this range. Cancel, see how it is now, then change it.',
  },
};
