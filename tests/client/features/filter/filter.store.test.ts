import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_FILTER } from '../../../../client/src/features/filter/filter-choice.ts';
import {
  adoptFilter,
  brushFilter,
  cancelFilter,
  changeFilter,
  clearFilter,
  settleFilter,
  undoFilter,
  useFilterStore,
} from '../../../../client/src/features/filter/filter.store.ts';

const now = () => useFilterStore.getState();
beforeEach(() => adoptFilter(DEFAULT_FILTER));

describe('the filter', () => {
  it('takes a whole drag back at once', () => {
    for (const end of [3, 4, 5]) brushFilter({ hours: { start: 2, end } });
    expect(now().settled).toBe(DEFAULT_FILTER);
    settleFilter();
    expect(now().settled.hours).toEqual({ start: 2, end: 5 });
    undoFilter();
    expect(now().filter).toEqual(DEFAULT_FILTER);
    expect(now().settled).toBe(now().filter);
  });

  it('leaves a drag under way by undoing it, and keeps what came before', () => {
    changeFilter({ source: 'any' });
    brushFilter({ weekdays: [1] });
    undoFilter();
    expect(now().filter).toEqual({ ...DEFAULT_FILTER, source: 'any' });
    expect(now().past).toHaveLength(1);
  });

  it('forgets a gesture that was none', () => {
    brushFilter({ weekdays: [1] });
    cancelFilter();
    settleFilter();
    expect([now().filter, now().past.length]).toEqual([DEFAULT_FILTER, 0]);
  });

  it('takes no step for a gesture that changed nothing', () => {
    brushFilter({ weekdays: [1] });
    brushFilter({ weekdays: null });
    settleFilter();
    expect(now().past).toHaveLength(0);
    expect(now().settled).toBe(DEFAULT_FILTER);
  });

  it('can be cleared, and that taken back', () => {
    changeFilter({ categories: ['theft'] });
    clearFilter();
    expect(now().filter).toEqual(DEFAULT_FILTER);
    undoFilter();
    expect(now().filter.categories).toEqual(['theft']);
  });

  it('stays at the start when there is nothing to take back', () => {
    undoFilter();
    expect(now().filter).toBe(DEFAULT_FILTER);
  });
});
