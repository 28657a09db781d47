import { expect, it } from 'vitest';
import { readDegrees } from '../../../../shared/src/analysis/imports/read-degrees.ts';

it.each([
  ['118.35', 118.35], [' -95.437388 ', -95.437388], ['118,35', 118.35], ['+34', 34], ['118°21\'36"E', 118.36], ['34°22′12″N', 34.37], ['W95°30\'', -95.5],
  ['东经118度21分36秒', 118.36], ['北纬34度22分12秒', 34.37], ['118°', 118], ['29.5 S', -29.5],
])('%s is %f°', (text, degrees) => expect(readDegrees(text)).toBeCloseTo(degrees, 9));

it.each(['', 'unknown', '118.35.2', '118°75\'', '1,2,3', '12a'])('%s is no angle', (text) => expect(readDegrees(text)).toBeNaN());
