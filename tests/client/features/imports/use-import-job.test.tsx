import { act, renderHook, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Job } from '@liaowang/shared/schemas/job';
import { useImportJob } from '../../../../client/src/features/imports/use-import-job.ts';
import { putJob } from '../../../../client/src/lib/jobs.api.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { Page } from '../../../support/page.tsx';

const JOB = { id: 'j', kind: 'import-commit', state: 'running', progress: null, error: null } as unknown as Job;
const onImported = vi.fn<() => void>();
/** Resolves what is asked of the import once its job has ended. */
let renewed: Array<() => void>;

beforeEach(() => {
  onImported.mockClear();
  renewed = [];
  vi.spyOn(queryClient, 'invalidateQueries').mockImplementation(
    () => new Promise((resolve) => renewed.push(() => resolve())),
  );
  act(() => putJob(JOB));
});
afterEach(() => void vi.restoreAllMocks());

const follow = () => renderHook(() => useImportJob({ importId: 1, jobId: 'j' }, onImported), { wrapper: Page });
const end = (state: Job['state']) => act(async () => putJob({ ...JOB, state }));
const renew = () => act(async () => renewed.forEach((resolve) => resolve()));

it('counts as done only once the import was fetched anew', async () => {
  const { result } = follow();
  expect(result.current.isPending).toBe(true);
  await end('done');
  await waitFor(() => expect(renewed.length).toBeGreaterThan(0));
  expect([result.current.isPending, onImported.mock.calls.length]).toEqual([true, 0]);
  await renew();
  expect([result.current.isPending, onImported.mock.calls.length]).toEqual([false, 1]);
});

it('tells nobody of an import that was cancelled', async () => {
  const { result } = follow();
  await end('cancelled');
  await waitFor(() => expect(renewed.length).toBeGreaterThan(0));
  await renew();
  expect([result.current.isPending, onImported.mock.calls.length]).toEqual([false, 0]);
});

it('tells nobody any more who has left', async () => {
  const { unmount } = follow();
  await end('done');
  await waitFor(() => expect(renewed.length).toBeGreaterThan(0));
  unmount();
  await renew();
  expect(onImported).not.toHaveBeenCalled();
});
