import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_ZOOM, MIN_ZOOM, formatCamera, parseCamera, withCamera } from '../../../client/src/map/camera-url.ts';

const camera = fc.record({
  center: fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true })),
  zoom: fc.double({ min: MIN_ZOOM, max: MAX_ZOOM, noNaN: true }),
});

describe('camera in the address', () => {
  it('comes back to a metre and a hundredth of a zoom, whatever else is in the query', () => {
    const word = fc.stringMatching(/^[a-z0-9%_.-]{0,8}$/).filter((text) => !/%(?![0-9a-f]{2})/i.test(text));
    const others = fc.array(fc.tuple(fc.constantFrom('l', 's', 'unit', 'cc'), word), { maxLength: 4 });
    fc.assert(
      fc.property(camera, others, (original, parameters) => {
        const before = parameters.map(([name, value]) => `${name}=${value}`).join('&');
        const search = withCamera(withCamera(`?${before}`, { center: [1, 2], zoom: 9 }), original);
        const parsed = parseCamera(search)!;
        expect(Math.abs(parsed.center[0] - original.center[0])).toBeLessThanOrEqual(0.5001e-5);
        expect(Math.abs(parsed.center[1] - original.center[1])).toBeLessThanOrEqual(0.5001e-5);
        expect(Math.abs(parsed.zoom - original.zoom)).toBeLessThanOrEqual(0.00501);
        expect(search.replace(/[?&]c=[^&]*$/, '').replace(/^\?/, '')).toBe(before);
      }),
    );
  });

  it('is short enough to read', () => {
    expect(formatCamera({ center: [118.35, 34.370001], zoom: 12 })).toBe('118.35,34.37,12');
  });

  it.each([
    '',
    '?c=',
    '?c=118,34',
    '?c=118,34,',
    '?c=a,b,c',
    '?c=200,34,10',
    '?c=118,95,10',
    '?c=NaN,34,10',
    '?c=118,34,10,5',
    '?c=118,34,-3',
  ])('does not take "%s" for a place', (search) => {
    expect(parseCamera(search)).toBeNull();
  });

  it('brings a zoom that the map does not go to within its limits', () => {
    expect(parseCamera('?c=118,34,2')?.zoom).toBe(MIN_ZOOM);
    expect(parseCamera('?c=118,34,24')?.zoom).toBe(MAX_ZOOM);
  });
});
