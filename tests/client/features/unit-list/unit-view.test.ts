import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UNIT_KINDS, UNIT_STATES } from '@liaowang/shared/schemas/unit';
import {
  PACES,
  UNIT_COLUMNS,
  WHOLE_LIST,
  countConditions,
  formatView,
  parseView,
  type UnitView,
} from '../../../../client/src/features/unit-list/unit-view.ts';
import { UNIT_LIST_LINK, useUnitListStore } from '../../../../client/src/features/unit-list/unit-list.store.ts';
import { readView } from '../../../../client/src/features/unit-list/saved-views.ts';
import { adoptLink, withLink } from '../../../../client/src/lib/link-parameters.ts';

const degrees = (limit: number) => fc.integer({ min: -limit * 1e5, max: limit * 1e5 }).map((steps) => steps / 1e5 + 0);
const anyView: fc.Arbitrary<UnitView> = fc.record({
  text: fc.string({ unit: 'grapheme', maxLength: 12 }),
  states: fc.subarray([...UNIT_STATES]),
  kinds: fc.subarray([...UNIT_KINDS]),
  branchId: fc.option(fc.nat({ max: 999_999_999 })),
  pace: fc.constantFrom(...PACES),
  batteryAtMostPercent: fc.option(fc.nat({ max: 100 })),
  withinMeters: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
  here: fc.option(fc.tuple(degrees(180), degrees(90))),
  sort: fc.record({ column: fc.constantFrom('name' as const, ...UNIT_COLUMNS), descending: fc.boolean() }),
  columns: fc.subarray([...UNIT_COLUMNS]),
});

describe('a view in a link', () => {
  it('comes back as it was, through an address and as it is saved', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        useUnitListStore.setState({ isOpen: true, view });
        const address = withLink(UNIT_LIST_LINK, '?c=1,2,3');
        const saved = formatView(view);
        useUnitListStore.setState({ isOpen: false, view: WHOLE_LIST });
        adoptLink(UNIT_LIST_LINK, address);
        const adopted = useUnitListStore.getState();
        // −0 is 0 on the ground.
        expect(JSON.parse(JSON.stringify(adopted.view))).toEqual(JSON.parse(JSON.stringify(view)));
        expect(adopted.isOpen).toBe(true);
        expect(JSON.stringify(readView(saved))).toBe(JSON.stringify(adopted.view));
      }),
    );
  });

  it('says nothing while the list is closed, and `all` for the whole list', () => {
    useUnitListStore.setState({ isOpen: false, view: { ...WHOLE_LIST, states: ['lost'] } });
    expect(withLink(UNIT_LIST_LINK, '')).toBe('');
    useUnitListStore.setState({ isOpen: true, view: WHOLE_LIST });
    expect(withLink(UNIT_LIST_LINK, '')).toBe('?units=all');
  });

  it('takes what it does not understand for the default, whatever is written', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(countConditions(parseView(text))).toBeLessThan(7);
      }),
    );
    expect(parseView('__proto__:x;hasOwnProperty:x;valueOf:x')).toEqual(WHOLE_LIST);
    expect(parseView('state:away;sort:luck;within:-3;here:1,95;battery:;branch:-1;nobody:7')).toEqual(WHOLE_LIST);
    expect(parseView('state:lost;q:公交;state:fresh')).toEqual({
      ...WHOLE_LIST,
      states: ['lost'],
      text: '公交;state:fresh',
    });
  });
});

it('opening with conditions replaces those before and keeps the columns', () => {
  const { open, change } = useUnitListStore.getState();
  open({ kinds: ['bus'], states: ['lost'] });
  change({ columns: ['branch'] });
  open({ states: ['stale'] });
  expect(useUnitListStore.getState().view).toEqual({ ...WHOLE_LIST, states: ['stale'], columns: ['branch'] });
});
