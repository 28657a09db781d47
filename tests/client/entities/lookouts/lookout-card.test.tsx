import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { LookoutCard } from '../../../../client/src/entities/lookouts/lookout-card.tsx';
import { RangeEditor } from '../../../../client/src/entities/lookouts/range-editor.tsx';
import { outlineOf } from '../../../../client/src/entities/lookouts/range-outline.ts';
import { useRangeTrial, type SeenRange } from '../../../../client/src/entities/lookouts/range-trial.store.ts';
import { usePermissionStore } from '../../../../client/src/lib/permission.store.ts';
import { useDrawnLayers } from '../../../../client/src/map/drawn-layers.store.ts';
import { openPageServer, Page, refusal, type PageServer } from '../../../support/page.tsx';

const LOOKOUT: LookoutFeature = {
  type: 'Feature',
  id: 3,
  geometry: { type: 'Point', coordinates: [118.35, 34.37] },
  properties: {
    lookoutId: 3,
    number: 3,
    name: { zh: '人民广场', en: "People's Square" },
    branchId: 1,
    detectionRangeMeters: 800,
    shape: { kind: 'sector', bearingDegrees: 40, angleDegrees: 120 },
    dutyStartMinute: 0,
    dutyEndMinute: 1440,
    onDuty: true,
    noticeBoardInspectedOn: null,
    siteReason: null,
    supplies: null,
    version: 1,
  },
};

let server: PageServer;
beforeEach(async () => {
  server = await openPageServer();
});
afterEach(async () => {
  usePermissionStore.setState({ permissions: new Set() });
  await server.close();
});

function show(role: Role): void {
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES[role].permissions) });
  render(
    <Page>
      <LookoutCard lookout={LOOKOUT} branchName="新安分会" nowMs={0} onCopyLink={() => {}} onClose={() => {}} />
    </Page>,
  );
}

it('says the range in words, and lets only those change it who may', () => {
  show('volunteer');
  expect(screen.getByText('120° 扇形，朝东北，800 m')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '改观察范围' })).toBeNull();
});

it('tries a range on the map at once, and saves it as it was tried unless somebody was faster', async () => {
  const saved: unknown[] = [];
  const { unmount } = render(
    <Page>
      <RangeEditor lookout={LOOKOUT} onSaved={(...ranges) => saved.push(ranges)} onClose={() => {}} />
    </Page>,
  );
  const angle = screen.getByLabelText('张角');
  fireEvent.change(angle, { target: { value: '90' } });
  const tried: SeenRange = {
    detectionRangeMeters: 800,
    shape: { kind: 'sector', bearingDegrees: 40, angleDegrees: 90 },
  };
  expect(useRangeTrial.getState().trial).toEqual({ lookoutId: 3, range: tried });
  // As clear off duty as on: by the line of what is edited, not by the lookout's own.
  const drawn = [...useDrawnLayers.getState().drawings.values()].flatMap(({ layers }) => layers);
  expect(drawn.find(({ id }) => id === 'range-draft')?.props.data).toEqual([outlineOf([118.35, 34.37], tried)]);
  // What no angle can be is not tried; chosen again, the sector keeps its own.
  fireEvent.change(angle, { target: { value: '360' } });
  expect(screen.getByText('请填 5–359 之间的整数。')).toBeTruthy();
  fireEvent.blur(angle);
  fireEvent.click(screen.getByRole('radio', { name: '扇形' }));
  expect(useRangeTrial.getState().trial?.range).toEqual(tried);

  server.answer = () => ({ status: 409, body: refusal('changed-meanwhile') });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  expect(await screen.findByText(/别人刚改过这个瞭望点的范围/)).toBeTruthy();
  expect(saved).toEqual([]);

  server.answer = () => ({ status: 200, body: { ...LOOKOUT, properties: { ...LOOKOUT.properties, ...tried } } });
  fireEvent.click(screen.getByRole('button', { name: '保存' }));
  const before = { detectionRangeMeters: 800, shape: LOOKOUT.properties.shape };
  await waitFor(() => expect(saved).toEqual([[before, tried]]));
  expect(JSON.parse(server.requests.at(-1)!.body)).toEqual({ ...tried, was: before });
  unmount();
  expect(useRangeTrial.getState().trial).toBeNull();
});
