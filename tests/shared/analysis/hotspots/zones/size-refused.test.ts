import { describe, expect, it } from 'vitest';
import { findOrRefuse, SizeRefused } from '@liaowang/shared/analysis/hotspots/zones/size-refused';

function fail(error: Error): never {
  throw error;
}

describe('what is found or refused', () => {
  it('is what was found', () => expect(findOrRefuse(() => 7)).toEqual({ kind: 'found', found: 7 }));

  it('is a refusal where settings cannot be computed with, with the offer if there is one', () => {
    const works = { parameter: 'cellMeters', value: 100 } as const;
    expect(findOrRefuse(() => fail(new SizeRefused('Too many cells', works)))).toEqual({
      kind: 'refused',
      offer: works,
      reason: 'Too many cells: cellMeters 100 works',
    });
    expect(findOrRefuse(() => fail(new RangeError('Too coarse')))).toEqual({
      kind: 'refused',
      offer: null,
      reason: 'Too coarse',
    });
  });

  it('hides no other error', () => expect(() => findOrRefuse(() => fail(new TypeError('a bug')))).toThrow('a bug'));
});
