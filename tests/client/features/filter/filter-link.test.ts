import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_FILTER, normalizeChoice } from '../../../../client/src/features/filter/filter-choice.ts';
import { formatFilter, parseFilter } from '../../../../client/src/features/filter/filter-link.ts';
import { filterChoice } from './filter-choices.ts';

describe('a filter in a link', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(filterChoice, (choice) => {
        const text = formatFilter(choice);
        expect(text === null ? DEFAULT_FILTER : parseFilter(text)).toEqual(normalizeChoice(choice));
      }),
    );
  });

  it('fits the address', () => {
    fc.assert(
      fc.property(filterChoice, (choice) => {
        expect(formatFilter(choice) ?? '-').toMatch(/^[\w.:,~-]{1,400}$/);
      }),
    );
  });

  it('says only what differs from the default', () => {
    expect(formatFilter(DEFAULT_FILTER)).toBeNull();
    expect(
      formatFilter({
        ...DEFAULT_FILTER,
        window: { kind: 'days', fromDay: 20_666, endDay: 20_697 },
        hours: { start: 22, end: 6 },
        weekdays: [7, 6],
        source: 'any',
      }),
    ).toBe('w:2026-08-01.2026-09-01~h:22-6~d:67~o:any');
  });

  it.each([
    '',
    'w',
    'w:30',
    'w:2026-02-30.2026-03-01',
    'w:2026-03-02.2026-03-01',
    'h:24-3',
    'h:3-0',
    'd:8',
    'd:',
    'c:arson',
    'c:',
    's:low,',
    'o:none',
    'x:1',
    'w:28~w:91',
    'w:28:91',
    'w:0001-01-01.2026-01-01',
  ])('is not %j', (text) => expect(parseFilter(text)).toBeNull());

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const choice = parseFilter(text);
        expect(choice && parseFilter(formatFilter(choice) ?? 'w:91')).toEqual(choice);
      }),
    );
  });
});
