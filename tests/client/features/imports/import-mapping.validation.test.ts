import { describe, expect, it } from 'vitest';
import {
  isSameMapping,
  isTimeZone,
  validateMapping,
} from '../../../../client/src/features/imports/import-mapping.validation.ts';
import { mapping } from './mapping.ts';

const file = { columns: ['经度', '纬度', '时间', '类别', '等级'].map((name) => ({ name })), hasGeometry: false };

describe('validateMapping', () => {
  it('finds nothing wrong with a place and a date', () => {
    expect(validateMapping(mapping(), file)).toEqual({});
    expect(validateMapping(mapping({ category: null, severity: null }), file)).toEqual({});
  });
  it('wants both numbers of the place and the date', () => {
    expect(validateMapping(mapping({ lng: null, lat: null, date: null }), file)).toEqual({
      lng: 'needed',
      lat: 'needed',
      date: 'needed',
    });
  });
  it('takes geometry for the place, or both numbers, but not one of them', () => {
    const points = { ...file, hasGeometry: true };
    expect(validateMapping(mapping({ lng: null, lat: null }), points)).toEqual({});
    expect(validateMapping(mapping(), points)).toEqual({});
    expect(validateMapping(mapping({ lat: null }), points)).toEqual({ lat: 'needed' });
  });
  it('takes one column with the whole place instead of two', () => {
    expect(validateMapping(mapping({ lng: null, lat: null, place: '类别' }), file)).toEqual({});
    expect(validateMapping(mapping({ lng: null, place: '类别' }), file)).toEqual({ lng: 'needed' });
    expect(validateMapping(mapping({ lng: null, lat: null, place: '位置' }), file)).toEqual({ place: 'missing' });
  });
  it('refuses one column for two things that must differ', () => {
    expect(validateMapping(mapping({ lat: '经度', time: '时间' }), file)).toEqual({
      lat: 'sameAsLng',
      time: 'sameAsDate',
    });
  });
  it('refuses columns that the file has not, as after another encoding', () => {
    expect(validateMapping(mapping({ category: 'ŔŕąĐ' }), file)).toEqual({ category: 'missing' });
  });
  it('refuses zones that no clock knows', () => {
    expect(validateMapping(mapping({ timeZone: 'Asia/Xinyi' }), file)).toEqual({ timeZone: 'unknownZone' });
    for (const zone of ['Asia/Shanghai', 'UTC', 'America/Chicago']) expect(isTimeZone(zone)).toBe(true);
    for (const zone of ['', 'Asia', 'Beijing time']) expect(isTimeZone(zone)).toBe(false);
  });
});

describe('isSameMapping', () => {
  it('takes no notice of the order of words', () => {
    expect(
      isSameMapping(mapping({ categories: { a: 'theft', b: null } }), mapping({ categories: { b: null, a: 'theft' } })),
    ).toBe(true);
  });
  it('sees a word, a column and a datum', () => {
    for (const part of [{ categories: { a: null } }, { category: null }, { datum: 'gcj02' }] as const)
      expect(
        isSameMapping(mapping({ categories: { a: 'theft' } }), mapping({ categories: { a: 'theft' }, ...part })),
      ).toBe(false);
  });
});
