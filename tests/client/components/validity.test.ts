import { describe, expect, it } from 'vitest';
import { createValidity, readValidity } from '../../../client/src/components/validity.ts';

const ZONE = 'Asia/Shanghai';
const NOW = Date.UTC(2026, 11, 1, 2, 30);
const validity = createValidity(NOW, ZONE);

describe('since when a change holds', () => {
  it('is from now on until somebody says otherwise', () => {
    expect(validity).toEqual({ choice: 'now', day: '2026-12-01', clock: '10:30' });
    expect(readValidity(validity, NOW, ZONE)).toEqual({});
  });

  it('may be always: a correction', () => {
    expect(readValidity({ ...validity, choice: 'always' }, NOW, ZONE)).toEqual({ isCorrection: true });
  });

  it.each([
    ['2026-10-01', '08:00', { validFrom: '2026-10-01T00:00:00.000Z' }],
    ['2026-10-01', ' 8：05 ', { validFrom: '2026-10-01T00:05:00.000Z' }],
    ['2026-12-01', '10:30', { validFrom: '2026-12-01T02:30:00.000Z' }],
    ['2026-12-01', '10:31', { problem: 'future' }],
    ['2026-10-01', '25:00', { problem: 'time' }],
    ['', '08:00', { problem: 'time' }],
  ])('is %s %s on the city’s clock', (day, clock, read) => {
    expect(readValidity({ choice: 'since', day, clock }, NOW, ZONE)).toEqual(read);
  });
});
