import { describe, expect, it } from 'vitest';
import { findAdvice, sortProblems } from '../../../../client/src/features/imports/import-advice.ts';
import { check, mapping } from './mapping.ts';

describe('findAdvice', () => {
  it('says nothing of a file that fits', () => expect(findAdvice(check(), mapping())).toEqual([]));

  it('offers the datum that fits best, with both shares', () => {
    expect(findAdvice(check({ advice: ['other-datum'], betterDatum: 'gcj02' }), mapping())).toEqual([
      {
        kind: 'other-datum',
        share: 0.61,
        datum: 'wgs84',
        betterShare: 0.98,
        betterDatum: 'gcj02',
        fix: { datum: 'gcj02' },
      },
    ]);
  });
  it('never offers the datum that is chosen', () =>
    expect(findAdvice(check({ advice: ['other-datum'], betterDatum: 'gcj02' }), mapping({ datum: 'gcj02' }))).toEqual(
      [],
    ));
  it('offers none where the places that change sides speak for none, whatever the shares are', () =>
    expect(findAdvice(check({ betterDatum: null }), mapping())).toEqual([]));

  it('says that little lies inside, where nothing else explains it', () => {
    expect(
      findAdvice(
        check({
          advice: ['mostly-outside', 'nothing-importable'],
          datumShares: { wgs84: 0.2, gcj02: 0.2, bd09: 0.2, cgcs2000: 0.2, swapped: 0 },
        }),
        mapping(),
      ),
    ).toEqual([{ kind: 'mostly-outside', share: 0.2 }]);
  });
  it('swaps the columns, once and back', () => {
    const swapped = check({
      advice: ['swapped', 'mostly-outside'],
      datumShares: { wgs84: 0, gcj02: 0, bd09: 0, cgcs2000: 0, swapped: 0.97 },
    });
    const [advice, ...others] = findAdvice(swapped, mapping());
    expect(advice).toEqual({ kind: 'swapped', share: 0, swappedShare: 0.97, fix: { lng: '纬度', lat: '经度' } });
    expect(others).toEqual([]);
    const fixed = { ...mapping(), ...(advice?.kind === 'swapped' ? advice.fix : {}) };
    expect(findAdvice(swapped, fixed)[0]).toMatchObject({ fix: { lng: '经度', lat: '纬度' } });
  });
  it('turns what stands in one column, or is drawn by the file, once and back', () => {
    const drawn = { lng: null, lat: null };
    expect(findAdvice(check({ advice: ['swapped'] }), mapping(drawn))[0]).toMatchObject({
      kind: 'swapped',
      fix: { placeOrder: 'lat-lng' },
    });
    expect(findAdvice(check({ advice: ['swapped'] }), mapping({ ...drawn, placeOrder: 'lat-lng' }))[0]).toMatchObject({
      fix: { placeOrder: 'lng-lat' },
    });
  });
  it('says that metres are no degrees, before what follows from it', () => {
    expect(
      findAdvice(check({ advice: ['projected', 'nothing-importable'], problems: { 'place-in-metres': 7 } }), mapping()),
    ).toEqual([{ kind: 'projected', count: 7 }]);
  });

  it('asks which comes first where days and months cannot be told apart', () => {
    const orders = [
      { order: 'year-first', from: '2025-06-03', to: '2025-06-03', unreadable: 0 },
      { order: 'day-first', from: '2003-06-25', to: '2003-06-25', unreadable: 0 },
    ] as const;
    const [advice] = findAdvice(
      check({ problems: { 'date-ambiguous': 12, 'no-place': 1 }, dateOrders: [...orders] }),
      mapping(),
    );
    expect(advice).toEqual({ kind: 'ambiguous-dates', count: 12, orders });
  });
  it('knows whether the hour could stand in another column', () => {
    for (const [time, hasTimeColumn] of [
      [null, false],
      ['钟点', true],
    ] as const)
      expect(findAdvice(check({ advice: ['many-at-midnight'] }), mapping({ time }))).toEqual([
        { kind: 'many-at-midnight', hasTimeColumn },
      ]);
  });
  it('counts what is there twice', () => {
    expect(findAdvice(check({ advice: ['many-duplicates'], problems: { 'already-imported': 40 } }), mapping())).toEqual(
      [{ kind: 'many-duplicates', inFile: 0, known: 40 }],
    );
  });
  it('says that nothing can be imported only where nothing else says why', () => {
    expect(findAdvice(check({ advice: ['nothing-importable'] }), mapping()).map(({ kind }) => kind)).toEqual([
      'nothing-importable',
    ]);
    expect(
      findAdvice(check({ advice: ['nothing-importable', 'wrong-encoding'] }), mapping()).map(({ kind }) => kind),
    ).toEqual(['wrong-encoding']);
  });
});

describe('sortProblems', () => {
  it('puts the most frequent first and leaves out what did not happen', () => {
    expect(sortProblems({ 'no-date': 2, 'no-place': 7, 'row-broken': 0, 'in-the-future': 2 })).toEqual([
      ['no-place', 7],
      ['in-the-future', 2],
      ['no-date', 2],
    ]);
  });
});
