import { fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { BasemapSettings } from '../../../../client/src/features/basemaps/basemap-settings.tsx';
import { openPageServer, Page, refusal, type PageServer } from '../../../support/page.tsx';

let server: PageServer;
beforeEach(async () => {
  server = await openPageServer();
});
afterEach(() => server.close());

const stored = (basemapId: string) => ({
  basemapId,
  name: { zh: basemapId, en: '' },
  attribution: '',
  roles: null,
  origin: { kind: 'amap', content: 'streets' },
  drawing: { type: 'schematic' },
  hasKey: false,
  problem: null,
});

it('says that somebody has changed the basemaps, where their order is refused, and shows them anew', async () => {
  const settings = (...ids: string[]) => ({
    status: 200,
    body: { basemaps: ids.map(stored), order: ['schematic', ...ids] },
  });
  server.answer = ({ method }) => (method === 'GET' ? settings('甲') : { status: 404, body: refusal('not-found') });
  render(
    <Page>
      <BasemapSettings onClose={() => undefined} />
    </Page>,
  );
  const down = await screen.findByRole('button', { name: '下移 示意底图' });
  server.answer = ({ method }) =>
    method === 'GET' ? settings('甲', '乙') : { status: 409, body: refusal('changed-meanwhile') };
  fireEvent.click(down);
  expect((await screen.findByText(/别人刚添加或删除了底图/)).textContent).toContain('顺序没有保存');
  expect(await screen.findByRole('button', { name: '上移 乙' })).toBeTruthy();
});
