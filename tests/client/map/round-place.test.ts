import { expect, it } from 'vitest';
import { roundPlace } from '../../../client/src/map/round-place.ts';

it('places are kept as finely as they can be known', () => {
  expect(roundPlace([118.12345678, 34.98765432])).toEqual([118.123457, 34.987654]);
});
