import { describe, expect, it } from 'vitest';
import { REVISIT_BYTES, type RevisitMeasure } from '@liaowang/shared/schemas/revisit';
import { paintRevisit } from '../../../../client/src/features/revisit/revisit.layer.ts';
import { toDemandDots } from '../../../../client/src/features/siting/siting.layer.ts';
import { revisitColor } from '../../../../client/src/features/revisit/revisit-colors.ts';
import type { Rgb, Theme } from '../../../../client/src/map/palette.ts';

const values = (...bytes: number[]): string => btoa(String.fromCharCode(...bytes));
const THEMES: readonly Theme[] = ['dark', 'light'];
/** Relative luminance as WCAG 2 defines it. */
function luminance(color: readonly number[]): number {
  const [red, green, blue] = color
    .slice(0, 3)
    .map((channel) =>
      channel / 255 <= 0.040_45 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
    ) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

describe('revisitColor', () => {
  it.each(THEMES)('grows away from the ground evenly, in lightness and strength (%s)', (theme) => {
    const ramp = Array.from({ length: 21 }, (_, i) => revisitColor(i / 20, theme));
    const direction = theme === 'dark' ? 1 : -1;
    for (let i = 1; i < ramp.length; i++) {
      expect(direction * (luminance(ramp[i]!) - luminance(ramp[i - 1]!))).toBeGreaterThan(0);
      expect(ramp[i]![3]).toBeGreaterThanOrEqual(ramp[i - 1]![3]);
    }
  });

  it.each(THEMES)('is never red, nor hides the map (%s)', (theme) => {
    for (let i = 0; i <= 20; i++) {
      const [red, green, , alpha] = revisitColor(i / 20, theme);
      expect(red - green).toBeLessThan(60);
      expect(alpha).toBeLessThan(190);
    }
  });

  it('keeps what was never seen apart from what was seen long ago', () => {
    for (const theme of THEMES) expect(revisitColor(null, theme)).not.toEqual(revisitColor(1, theme));
  });
});

describe('paintRevisit', () => {
  const paint = (measure: RevisitMeasure, ...bytes: number[]) =>
    paintRevisit({ columns: bytes.length, rows: 1, values: values(...bytes), measure }, 'dark')!;
  const alphas = (pixels: Uint8ClampedArray): number[] => Array.from(pixels).filter((_, i) => i % 4 === 3);

  it('leaves outside clear and shows older stronger', () => {
    const [outside, fresh, old, never] = alphas(
      paint('age', REVISIT_BYTES.outside, REVISIT_BYTES.lowest, REVISIT_BYTES.highest, REVISIT_BYTES.never),
    );
    expect(outside).toBe(0);
    expect(fresh!).toBeGreaterThan(0);
    expect(old!).toBeGreaterThan(fresh! * 3);
    expect(never!).toBeGreaterThan(0);
  });

  it('shows few visits strong, many weak', () => {
    const [few, many] = alphas(paint('visits', REVISIT_BYTES.lowest, REVISIT_BYTES.highest));
    expect(few!).toBeGreaterThan(many!);
  });

  it('does not paint values that do not fill the grid', () =>
    expect(paintRevisit({ columns: 2, rows: 2, values: values(1, 2, 3), measure: 'age' }, 'dark')).toBeNull());
});

describe('toDemandDots', () => {
  const points = {
    cellMeters: 100,
    lngs: [1, 2, 3],
    lats: [4, 5, 6],
    incidentWeights: [4, 0, 0],
    households: [0, 100, 0],
  };
  it('leaves out cells without demand, and what the mix leaves out', () => {
    expect(toDemandDots(points, 0.5)).toEqual({ cellMeters: 100, lngs: [1, 2], lats: [4, 5], strengths: [1, 1] });
    expect(toDemandDots(points, 1).lngs).toEqual([1]);
    expect(toDemandDots(points, 0).lngs).toEqual([2]);
  });
  it('has nothing to show where there is none', () =>
    expect(toDemandDots({ ...points, incidentWeights: [0, 0, 0] }, 1).strengths).toEqual([]));
  it('makes the heaviest cell full', () =>
    expect(toDemandDots({ ...points, incidentWeights: [4, 1, 0] }, 1).strengths).toEqual([1, 0.5]));
});
