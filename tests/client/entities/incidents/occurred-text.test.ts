import { expect, it } from 'vitest';
import { formatOccurred } from '../../../../client/src/entities/incidents/occurred-text.ts';

const NOW_MS = Date.parse('2026-11-29T12:00:00Z');

it.each([
  [{ occurredAt: '2026-05-01T02:05:00.000Z' }, '2026-05-01 10:05'],
  [
    { occurredAt: '2026-05-01T02:05:00.000Z', occurredUntil: null, timePrecision: 'minute' as const },
    '2026-05-01 10:05',
  ],
  [
    {
      occurredAt: '2026-05-01T02:05:00.000Z',
      occurredUntil: '2026-05-01T10:30:00.000Z',
      timePrecision: 'minute' as const,
    },
    '2026-05-01 10:05 – 2026-05-01 18:30',
  ],
  [{ occurredAt: '2026-04-30T16:00:00.000Z', occurredUntil: null, timePrecision: 'day' as const }, '2026-05-01'],
  [{ occurredAt: '2026-04-30T16:00:00.000Z', occurredUntil: null, timePrecision: 'month' as const }, '2026-05'],
])('%o is written %s', (properties, text) => expect(formatOccurred(properties, NOW_MS, 'Asia/Shanghai')).toBe(text));
