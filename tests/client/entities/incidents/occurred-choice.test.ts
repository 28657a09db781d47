import { expect, it } from 'vitest';
import { readOccurred } from '../../../../client/src/entities/incidents/occurred-choice.ts';

const nowMs = Date.UTC(2026, 10, 23, 0, 30);
const asked = { nowMs, timeZone: 'Asia/Shanghai', mayBeOlder: false };

it('is as the server receives it, minutes ago, or what the city’s clock showed', () => {
  expect(readOccurred('0', '', asked)).toEqual({ atMs: null });
  expect(readOccurred('10', 'nonsense', asked)).toEqual({ atMs: nowMs - 600_000 });
  expect(readOccurred('at', '2026-11-22 23:50', asked)).toEqual({ atMs: Date.UTC(2026, 10, 22, 15, 50) });
  expect(readOccurred('at', '2026-11-22 23：50', asked)).toEqual({ atMs: Date.UTC(2026, 10, 22, 15, 50) });
});

it('is not in the future, and as long ago as the server takes it', () => {
  expect(readOccurred('at', '2026-11-23 08:32', asked)).toEqual({ problem: 'in-the-future' });
  expect(readOccurred('at', '2026-11-23 08:31', asked)).toEqual({ atMs: nowMs + 60_000 });
  expect(readOccurred('at', '2026-10-24 08:30', asked)).toEqual({ atMs: nowMs - 30 * 86_400_000 });
  expect(readOccurred('at', '2026-10-24 08:29', asked)).toEqual({ problem: 'too-long-ago' });
  expect(readOccurred('at', '2019-01-01 08:00', { ...asked, mayBeOlder: true })).toEqual({
    atMs: Date.UTC(2019, 0, 1),
  });
  for (const typed of ['', 'yesterday', '2026-02-30 10:00', '10:00'])
    expect(readOccurred('at', typed, asked)).toEqual({ problem: 'unreadable' });
});
