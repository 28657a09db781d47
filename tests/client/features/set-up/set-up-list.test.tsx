import { fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { SET_UP_STEPS, type SetUpProgress, type SetUpStepName } from '@liaowang/shared/schemas/set-up-steps';
import { SetUpList } from '../../../../client/src/features/set-up/set-up-list.tsx';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { openPageServer, Page, refusal, type PageServer } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const words = zhCN.setUp;
let server: PageServer;
beforeEach(async () => {
  server = await openPageServer();
  queryClient.clear();
});
afterEach(() => server.close());

const answer = (more: Partial<Record<SetUpStepName, Partial<SetUpProgress['steps'][number]>>>) => {
  const steps = SET_UP_STEPS.map((step) => ({ step, done: true, count: 3, missing: [], ...more[step] }));
  server.answer = () => ({ status: 200, body: { steps } });
};
const open = (findOpen: (step: SetUpStepName) => (() => void) | null = () => () => undefined) =>
  render(
    <Page>
      <SetUpList findOpen={findOpen} />
    </Page>,
  );
const rowOf = async (step: SetUpStepName) =>
  within((await screen.findByText(words.step[step])).closest('li') as HTMLElement);

it('counts the steps that are done, and says of the others what is missing and what does not work until then', async () => {
  answer({
    lookouts: { done: false, missing: [{ gap: 'no-hours', count: 3 }] },
    'key-areas': { done: false, count: 0, missing: [{ gap: 'none', count: 0 }] },
  });
  open();
  expect((await screen.findByText('8 步中已完成 6 步')).textContent).toBeTruthy();
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('75');
  const lookouts = await rowOf('lookouts');
  expect(lookouts.getByText('3 个瞭望点没有值勤时间：覆盖按零计算。')).toBeTruthy();
  expect(lookouts.getByText(words.needs.lookouts)).toBeTruthy();
  expect(lookouts.getByRole('button', { name: words.complete })).toBeTruthy();
  const areas = await rowOf('key-areas');
  expect(areas.getByText(words.none['key-areas'])).toBeTruthy();
  expect(areas.getByRole('button', { name: words.begin })).toBeTruthy();
  const branches = await rowOf('branches');
  expect(branches.queryByText(words.needs.branches)).toBeNull();
  expect(branches.getByRole('img', { name: words.done })).toBeTruthy();
});

it('leads where a step is done, and nowhere where the account cannot', async () => {
  answer({});
  const opened: string[] = [];
  open((step) => (step === 'units' ? null : () => opened.push(step)));
  expect(await screen.findByText(words.allDone)).toBeTruthy();
  fireEvent.click((await rowOf('stations')).getByRole('button', { name: words.look }));
  expect(opened).toEqual(['stations']);
  expect((await rowOf('units')).queryByRole('button')).toBeNull();
});

it('says that it did not come, and asks again', async () => {
  server.answer = () => ({ status: 403, body: refusal('not-permitted') });
  open();
  const failed = within(await screen.findByRole('alert'));
  expect(failed.getByText(words.failed)).toBeTruthy();
  answer({});
  fireEvent.click(failed.getByRole('button', { name: zhCN.common.retry }));
  expect(await screen.findByText(words.allDone)).toBeTruthy();
});
