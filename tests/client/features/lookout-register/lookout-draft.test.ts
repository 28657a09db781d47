import { NewLookout, LookoutChange } from '@liaowang/shared/schemas/lookout';
import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_LOOKOUT,
  findLookoutProblems,
  toLookoutChange,
  toLookoutDraft,
  toNewLookout,
} from '../../../../client/src/features/lookout-register/lookout-draft.ts';
import { createLookout } from './lookouts.ts';

const NAMED = { ...EMPTY_LOOKOUT, name: { zh: ' 东关 ', en: '' }, position: [118.35, 34.37] as [number, number] };
const ring = (meters: number) => {
  const degrees = meters / 111_320;
  const [lng, lat] = NAMED.position;
  const corners: [number, number][] = [
    [lng, lat],
    [lng + degrees, lat],
    [lng + degrees, lat + degrees],
    [lng, lat],
  ];
  return { kind: 'ground' as const, geometry: { type: 'Polygon' as const, coordinates: [corners] } };
};

describe('the form of a lookout', () => {
  it('asks a new one for a name and a place, and no more', () => {
    expect([...findLookoutProblems(EMPTY_LOOKOUT, true)]).toEqual(['name', 'position']);
    expect([...findLookoutProblems(NAMED, true)]).toEqual([]);
  });

  it('sends of a new one what its route takes; number and branch are left to the server', () => {
    const body = toNewLookout(NAMED);
    expect(Value.Check(NewLookout, body)).toBe(true);
    expect(body.name).toEqual({ zh: '东关', en: '' });
    expect([Object.hasOwn(body, 'number'), Object.hasOwn(body, 'branchId')]).toEqual([false, false]);
  });

  it('gives back what it was filled with', () => {
    const lookout = createLookout(7, {
      noticeBoardInspectedOn: '2026-11-01',
      siteReason: 'crowded-place',
      supplies: '灭火器',
    });
    const body = toLookoutChange(toLookoutDraft(lookout));
    expect(Value.Check(LookoutChange, body)).toBe(true);
    expect({ ...lookout.properties, position: lookout.geometry.coordinates }).toMatchObject(body);
  });

  it('sends null for what was emptied', () => {
    expect(toLookoutChange({ noticeBoardInspectedOn: '', supplies: ' ', siteReason: null, branchId: null })).toEqual({
      noticeBoardInspectedOn: null,
      supplies: null,
      siteReason: null,
      branchId: null,
    });
  });

  it('finds numbers, times and ground that do not fit', () => {
    const wrong = { ...NAMED, number: 0, dutyStartMinute: null, shape: ring(20_000), supplies: '灭'.repeat(201) };
    expect([...findLookoutProblems(wrong, true)]).toEqual(['number', 'shape', 'dutyStartMinute', 'supplies']);
    expect([...findLookoutProblems({ ...NAMED, number: null }, false)]).toEqual(['number']);
    expect([...findLookoutProblems({ ...NAMED, shape: ring(200) }, true)]).toEqual([]);
  });
});
