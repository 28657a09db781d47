import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  findCompassPoint,
  formatArea,
  formatAreaShare,
  formatClock,
  formatDate,
  formatDistance,
  formatDuration,
  formatLngLat,
  formatMinuteOfDay,
  formatMoment,
  formatNumber,
  formatShare,
  formatShortAge,
  formatSpeed,
} from '../../../client/src/lib/format.ts';

const MIDNIGHT_IN_SHANGHAI = Date.parse('2026-11-23T16:00:00Z');

describe('clock and date', () => {
  it('are those of the city, on a 24-hour clock, whatever zone the viewer is in', () => {
    expect(formatClock(Date.parse('2026-11-23T06:22:47Z'), 'Asia/Shanghai')).toBe('14:22:47');
    expect(formatClock(Date.parse('2026-11-23T06:22:47Z'), 'America/Chicago')).toBe('00:22:47');
    expect(formatDate(Date.parse('2026-11-23T06:22:47Z'), 'Asia/Shanghai')).toBe('2026-11-23');
  });

  it('call midnight 00:00:00 of the new day, never 24:00', () => {
    expect(formatClock(MIDNIGHT_IN_SHANGHAI, 'Asia/Shanghai')).toBe('00:00:00');
    expect(formatDate(MIDNIGHT_IN_SHANGHAI, 'Asia/Shanghai')).toBe('2026-11-24');
    expect(formatDate(MIDNIGHT_IN_SHANGHAI - 1, 'Asia/Shanghai')).toBe('2026-11-23');
  });

  it('leave the date out today only', () => {
    const nowMs = MIDNIGHT_IN_SHANGHAI + 3_600_000;
    expect(formatMoment(nowMs - 60_000, nowMs, 'Asia/Shanghai')).toBe('00:59:00');
    expect(formatMoment(MIDNIGHT_IN_SHANGHAI - 60_000, nowMs, 'Asia/Shanghai')).toBe('2026-11-23 23:59');
  });
});

describe('durations', () => {
  it('name the two largest parts and leave out what is zero', () => {
    expect(formatDuration(130_000, 'zh-CN')).toBe('2 分 10 秒');
    expect(formatDuration(130_000, 'en')).toBe('2 min 10 s');
    expect(formatDuration(3 * 3_600_000 + 5 * 60_000 + 9_000, 'zh-CN')).toBe('3 小时 5 分');
    expect(formatDuration(2 * 86_400_000 + 30_000, 'en')).toBe('2 d');
    expect(formatDuration(0, 'zh-CN')).toBe('0 秒');
    expect(formatDuration(-5_000, 'en')).toBe('0 s');
  });

  it('never show 60 of a smaller part', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 * 86_400_000 }), (durationMs) => {
        const amounts = [...formatDuration(durationMs, 'en').matchAll(/(\d+) (d|h|min|s)/g)];
        const limits: Record<string, number> = { d: Infinity, h: 24, min: 60, s: 60 };
        expect(amounts).not.toHaveLength(0);
        for (const [, amount, unit] of amounts) expect(Number(amount)).toBeLessThan(limits[unit ?? ''] ?? 0);
      }),
    );
  });

  it('have a tenth of a second below ten', () => {
    expect(formatShortAge(312, 'zh-CN')).toBe('0.3 秒');
    expect(formatShortAge(9_960, 'en')).toBe('10 s');
    expect(formatShortAge(-50, 'en')).toBe('0.0 s');
  });
});

describe('sizes', () => {
  it('are hectares below a square kilometre', () => {
    expect(formatArea(380_000, 'zh-CN')).toBe('38 公顷');
    expect(formatArea(380_000, 'en')).toBe('38 ha');
    expect(formatArea(4_200, 'en')).toBe('0.4 ha');
    expect(formatArea(312.4, 'zh-CN')).toBe('312 m²');
    expect(formatArea(1_520_000, 'zh-CN')).toBe('1.52 km²');
    expect(formatArea(1_572_700_000, 'en')).toBe('1,573 km²');
  });

  it('are metres below a kilometre and never read 1000 m', () => {
    expect(formatDistance(800)).toBe('800 m');
    expect(formatDistance(999.7)).toBe('1 km');
    expect(formatDistance(1_240)).toBe('1.2 km');
    expect(formatDistance(20_000)).toBe('20 km');
  });

  it('are km/h for speeds', () => expect(formatSpeed(10)).toBe('36 km/h'));
  it('group thousands', () => expect(formatNumber(1161)).toBe('1,161'));
});

describe('shares', () => {
  it('have one decimal', () => expect(formatShare(0.7142)).toBe('71.4%'));
  it('of land have a digit however small they are', () =>
    expect([0.0142, 1 / 25_175, 2.4e-6, 0].map(formatAreaShare)).toEqual(['1.4%', '0.004%', '0.0002%', '0.0%']));

  it('say 100% only when nothing is missing', () => {
    expect(formatShare(1)).toBe('100.0%');
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (share) => {
        expect(formatShare(share)).not.toBe('100.0%');
      }),
    );
  });
});

describe('places and directions', () => {
  it('put the hemisphere beside the degrees', () => {
    expect(formatLngLat([118.354213, 34.36952])).toBe('118.35421°E 34.36952°N');
    expect(formatLngLat([-95.3698, -29.7604])).toBe('95.36980°W 29.76040°S');
  });

  it('round a heading to one of eight points, north on both sides of 0°', () => {
    expect([0, 22, 23, 90, 180, 337, 338, 359.9, 360, -45].map(findCompassPoint)).toEqual([
      0, 0, 1, 2, 4, 7, 0, 0, 0, 7,
    ]);
  });

  it('write minutes of the day to 24:00', () => {
    expect([0, 450, 1440].map(formatMinuteOfDay)).toEqual(['00:00', '07:30', '24:00']);
  });
});
