import { describe, expect, it } from 'vitest';
import {
  EMPTY_OFFICE,
  findOfficeProblems,
  toOfficeBody,
  toOfficeDraft,
} from '../../../../client/src/features/organisation/office-draft.ts';
import { branch, station } from './offices.ts';

const fit = { ...EMPTY_OFFICE, name: { zh: '一', en: '' }, position: [118.3, 34.3] as [number, number] };
const problems = (more: Partial<typeof fit>, isNew = true) => [...findOfficeProblems({ ...fit, ...more }, { isNew })];

describe('the draft of an office', () => {
  it('comes from an office and goes back as it was', () => {
    const office = {
      kind: 'station' as const,
      ...station(4, 7, '四', { contact: '电话', policeCode: '1'.repeat(15) }),
    };
    const { id: _id, version: _version, kind: _kind, ...body } = office;
    expect(toOfficeBody(toOfficeDraft(office))).toEqual(body);
  });

  it('leaves to the server what only a new one may leave out', () => {
    expect(toOfficeBody({ ...fit, name: { zh: ' 一 ', en: ' One ' } })).toEqual({
      name: { zh: '一', en: 'One' },
      position: [118.3, 34.3],
      area: null,
      contact: null,
      openingHours: null,
      statisticalCode: null,
      policeCode: null,
      gridCode: null,
    });
    expect(problems({})).toEqual([]);
    expect(problems({}, false)).toEqual(['code']);
    expect(toOfficeDraft({ kind: 'branch', ...branch(1, '一') }).branchId).toBeNull();
  });

  it('sends of a change what changed only, and an emptied line as nothing', () => {
    expect(toOfficeBody({ contact: '  ' })).toEqual({ contact: null });
  });

  it.each([
    [{ name: { zh: ' ', en: 'x' } }, ['name']],
    [{ position: null as never }, ['position']],
    [{ code: 'x'.repeat(41) }, ['code']],
    [{ statisticalCode: '32038100100' }, ['statisticalCode']],
    [{ statisticalCode: '320381001000' }, []],
    [{ policeCode: '32038100100000a' }, ['policeCode']],
    [{ contact: '话'.repeat(201) }, ['contact']],
  ])('%j: %j', (more, found) => {
    expect(problems(more)).toEqual(found);
  });

  it('refuses ground whose rim crosses itself', () => {
    const ring: [number, number][] = [
      [0, 0],
      [1, 1],
      [1, 0],
      [0, 1],
      [0, 0],
    ];
    expect(problems({ area: { type: 'Polygon', coordinates: [ring] } as never })).toEqual(['area']);
  });
});
