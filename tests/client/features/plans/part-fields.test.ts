import { expect, it } from 'vitest';
import { parseMinute } from '../../../../client/src/features/plans/part-fields.tsx';

it.each([
  ['7', 420],
  ['07:30', 450],
  ['730', 450],
  ['0730', 450],
  [' 7：30 ', 450],
  ['00:00', 0],
  ['24:00', 1440],
  ['2400', 1440],
  ['24:01', null],
  ['25', null],
  ['7:60', null],
  ['', null],
  ['7:3', null],
  ['七点', null],
  ['-1:00', null],
])('the hour “%s” is minute %s', (text, minute) => {
  expect(parseMinute(text)).toBe(minute);
});
