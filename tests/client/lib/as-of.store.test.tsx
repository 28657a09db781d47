import { act, renderHook } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { AS_OF_LINK, useAsOf, useAsOfStore } from '../../../client/src/lib/as-of.store.ts';
import { adoptLink } from '../../../client/src/lib/link-parameters.ts';
import { useTimeZoneStore } from '../../../client/src/lib/time-zone.store.ts';

afterEach(() => {
  useAsOfStore.setState({ day: null });
  useTimeZoneStore.getState().setTimeZone('Asia/Shanghai');
});

describe('the day of the registers', () => {
  it('is asked for as it ended in the city, wherever that is', () => {
    const { result } = renderHook(() => useAsOf());
    expect(result.current).toBeNull();
    act(() => useAsOfStore.getState().setDay('2026-10-01'));
    expect(result.current).toBe('2026-10-01T15:59:59.999Z');
    act(() => useTimeZoneStore.getState().setTimeZone('Europe/Berlin'));
    expect(result.current).toBe('2026-10-01T21:59:59.999Z');
  });

  it.each([
    ['?asOf=2026-10-01', '2026-10-01'],
    ['?asOf=2026-02-30', null],
    ['?asOf=yesterday', null],
    ['', null],
  ])('is %s in a link: %s', (search, day) => {
    useAsOfStore.setState({ day: '2020-01-01' });
    adoptLink(AS_OF_LINK, search);
    expect(useAsOfStore.getState().day).toBe(day);
  });
});
