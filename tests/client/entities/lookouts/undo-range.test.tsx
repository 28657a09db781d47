import { act, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SeenRange } from '../../../../client/src/entities/lookouts/range-trial.store.ts';
import { usePlannedLookoutsStore } from '../../../../client/src/entities/lookouts/shown-lookouts.ts';
import { UndoRange } from '../../../../client/src/entities/lookouts/undo-range.tsx';
import { openPageServer, Page, refusal, type PageServer } from '../../../support/page.tsx';

const BEFORE: SeenRange = { detectionRangeMeters: 800, shape: { kind: 'disk' } };
const AFTER: SeenRange = { detectionRangeMeters: 400, shape: { kind: 'disk' } };

let server: PageServer;
beforeEach(async () => {
  server = await openPageServer();
});
afterEach(() => server.close());

const findButton = () => screen.queryByRole('button', { name: '撤销' });

it('takes back what was saved only if it still holds, and says so once somebody was faster', async () => {
  server.answer = () => ({ status: 409, body: refusal('changed-meanwhile') });
  render(
    <Page>
      <UndoRange lookoutId={3} before={BEFORE} after={AFTER} onUndone={() => {}} />
    </Page>,
  );
  fireEvent.click(findButton()!);
  expect(await screen.findByText('别人后来又改过这个范围，保持现在的样子。')).toBeTruthy();
  expect(JSON.parse(server.requests.at(-1)!.body)).toEqual({ ...BEFORE, was: AFTER });
  expect(findButton()).toBeNull();
});

it('is not offered while a plan is tried, which says itself what lookouts see', () => {
  render(
    <Page>
      <UndoRange lookoutId={3} before={BEFORE} after={AFTER} onUndone={() => {}} />
    </Page>,
  );
  act(() => usePlannedLookoutsStore.setState({ lookouts: [] }));
  expect(findButton()).toBeNull();
  act(() => usePlannedLookoutsStore.setState({ lookouts: null }));
  expect(findButton()).not.toBeNull();
});
