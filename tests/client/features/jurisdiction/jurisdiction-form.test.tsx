import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { BoundaryCheck } from '@liaowang/shared/schemas/jurisdiction';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import { JURISDICTION_KEY } from '../../../../client/src/entities/places/places.api.ts';
import { JurisdictionSummary } from '../../../../client/src/features/jurisdiction/jurisdiction-summary.tsx';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { queryClient } from '../../../../client/src/lib/query-client.ts';
import { openPageServer, Page, refusal, type PageServer } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const words = zhCN.jurisdiction;
const square = (west: number, south: number): Jurisdiction['boundary'] => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + 0.5, south],
      [west + 0.5, south + 0.5],
      [west, south],
    ],
  ],
});
const city: Jurisdiction = {
  code: '320381',
  name: { zh: '新沂市', en: 'Xinyi' },
  association: { zh: '协会', en: '' },
  timeZone: 'Asia/Shanghai',
  center: [118.35, 34.37],
  zoom: 10,
  boundary: square(118, 34),
  version: 4,
};
const check: BoundaryCheck = {
  boundary: square(118, 34.2),
  areaSquareMeters: 2e9,
  mendedSquareMeters: 5e4,
  shareInside: 0.6,
  center: [118, 34],
  zoom: 9,
  outside: [{ kind: 'lookouts', count: 2, names: ['火车站', '广场'] }],
};
let server: PageServer;

beforeEach(async () => {
  queryClient.clear();
  queryClient.setQueryData(JURISDICTION_KEY, city);
  usePermissionStore.setState({ permissions: new Set(['registry:view', 'jurisdiction:manage']), isCityWide: true });
  server = await openPageServer();
  server.answer = ({ method, path }) => {
    if (path.includes('/check')) return { status: 200, body: check };
    if (path.includes('/file'))
      return {
        status: 200,
        body: {
          format: 'geojson',
          datum: 'wgs84',
          coordinateSystem: null,
          coordinateSystems: [],
          areas: [{ name: '北片', geometry: square(118, 34.2) }],
        },
      };
    if (method === 'PATCH') return { status: 200, body: { ...city, version: 5 } };
    if (path === '/readyz') return { status: 200, body: { status: 'ready' } };
    return { status: 404, body: refusal('not-found') };
  };
});
afterEach(() => server.close());

const open = (isDemo = false) =>
  render(
    <Page>
      <JurisdictionSummary isDemo={isDemo} isPast={false} />
      <main data-middle />
    </Page>,
  );
const patches = () => server.requests.filter(({ method }) => method === 'PATCH');

it('of the demo says that it stays', () => {
  open(true);
  expect(screen.getByText(words.demo)).toBeTruthy();
  expect(screen.queryByRole('button', { name: words.change })).toBeNull();
});

it('takes a boundary from a file, says what it means, and is saved once what lies outside is accepted; the page starts anew with the server', async () => {
  const reload = vi.fn<() => void>();
  vi.stubGlobal('location', { ...location, reload });
  open();
  fireEvent.click(screen.getByRole('button', { name: words.change }));
  fireEvent.change(document.querySelector('input[type=file]')!, { target: { files: [new File(['{}'], 'a.geojson')] } });
  expect(await screen.findByText(/瞭望点 2 个（火车站、广场 等）/)).toBeTruthy();
  expect(screen.getByText(/已修整/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: zhCN.entry.save }));
  expect(patches()).toEqual([]);
  fireEvent.click(screen.getByRole('checkbox', { name: words.accept }));
  fireEvent.click(screen.getByRole('button', { name: zhCN.entry.save }));
  expect((await screen.findByRole('status')).textContent).toBe(words.restarting);
  expect(patches()[0]).toMatchObject({ version: '"4"' });
  expect(JSON.parse(patches()[0]!.body)).toMatchObject({
    isOutsideAccepted: true,
    boundary: square(118, 34.2),
  });
  await waitFor(() => expect(reload).toHaveBeenCalledOnce(), { timeout: 6_000 });
  vi.unstubAllGlobals();
});

it('is not saved with a time zone that is none', async () => {
  open();
  fireEvent.click(screen.getByRole('button', { name: words.change }));
  fireEvent.change(screen.getByRole('textbox', { name: words.timeZone }), { target: { value: 'Mars/Olympus' } });
  expect(screen.getByText(words.noZone)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: zhCN.entry.save }));
  await screen.findAllByRole('alert');
  expect(patches()).toEqual([]);
});
