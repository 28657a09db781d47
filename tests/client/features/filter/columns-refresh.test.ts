import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAnalysisRefresh } from '../../../../client/src/features/filter/columns-refresh.ts';

const COLUMNS = ['hotspots', 'columns', 'Asia/Shanghai'];
const ZONES = ['hotspots', { windowDays: 28 }];
let client: QueryClient;

beforeEach(() => {
  vi.useFakeTimers();
  client = new QueryClient();
  client.setQueryData(COLUMNS, 'columns');
  client.setQueryData(ZONES, 'zones');
});
afterEach(() => {
  client.clear();
  vi.useRealTimers();
});
const isOutdated = (key: readonly unknown[]): boolean => client.getQueryState(key)!.isInvalidated;

describe('incidents that change', () => {
  it('outdate zones at once and the columns when they are two minutes old', async () => {
    const refresh = createAnalysisRefresh(client);
    await vi.advanceTimersByTimeAsync(30_000);
    refresh();
    expect([isOutdated(ZONES), isOutdated(COLUMNS)]).toEqual([true, false]);
    refresh();
    await vi.advanceTimersByTimeAsync(89_000);
    expect(isOutdated(COLUMNS)).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(isOutdated(COLUMNS)).toBe(true);
  });

  it('outdate old columns without a wait', async () => {
    const refresh = createAnalysisRefresh(client);
    await vi.advanceTimersByTimeAsync(300_000);
    refresh();
    await vi.advanceTimersByTimeAsync(0);
    expect(isOutdated(COLUMNS)).toBe(true);
  });
});
