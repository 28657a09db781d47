import { describe, expect, it } from 'vitest';
import { OUTLINE_ALPHA } from '../../../client/src/entities/key-areas/key-areas.layer.ts';
import { PALETTES, plasmaAt, toHex, type Rgb } from '../../../client/src/map/palette.ts';

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
const contrast = (a: Rgb, b: Rgb): number =>
  (Math.max(luminance(a), luminance(b)) + 0.05) / (Math.min(luminance(a), luminance(b)) + 0.05);
const fromHex = (hex: string): Rgb =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Rgb;

const blend = (over: Rgb, share: number, ground: Rgb): Rgb =>
  ground.map((channel, i) => channel + (over[i]! - channel) * share) as unknown as Rgb;

describe('PALETTES', () => {
  for (const [theme, palette] of Object.entries(PALETTES)) {
    it(`reads on its ground: text 4.5 : 1, marks 3 : 1 (${theme})`, () => {
      const ground = fromHex(palette.ground);
      const outside = fromHex(palette.groundOutside);
      const texts: Record<string, readonly [text: Rgb, behind: Rgb]> = {
        'towns, units': [palette.text, ground],
        'nominal places, lookouts off duty': [palette.textSoft, ground],
        lookouts: [palette.lookout, ground],
        'key areas': [palette.keyArea, ground],
        streets: [fromHex(palette.streetText), ground],
        'lines on the ground': [fromHex(palette.neighbourText), ground],
        neighbours: [fromHex(palette.neighbourText), outside],
        water: [fromHex(palette.waterText), fromHex(palette.water)],
        'water over ground': [fromHex(palette.waterText), ground],
      };
      expect(Object.entries(texts).filter(([, [text, behind]]) => contrast(text, behind) < 4.5)).toEqual([]);
      const marks = [
        palette.foot,
        palette.vehicle,
        palette.bicycle,
        palette.lost,
        palette.lookout,
        palette.gap,
        palette.selection,
        fromHex(palette.border),
        blend(palette.keyArea, OUTLINE_ALPHA / 255, ground),
        palette.sos,
        palette.ruler,
        ...Object.values(palette.incident),
        ...Object.values(palette.hotspotRecord),
      ];
      expect(marks.filter((mark) => contrast(mark, ground) < 3).map(toHex)).toEqual([]);
    });
  }
});

describe('plasmaAt', () => {
  it('grows lighter all the way', () => {
    for (let step = 1; step <= 20; step++)
      expect(luminance(plasmaAt(step / 20))).toBeGreaterThan(luminance(plasmaAt((step - 1) / 20)));
    expect(plasmaAt(-1)).toEqual(plasmaAt(0));
  });
});
