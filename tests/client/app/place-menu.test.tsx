import { ROLE_RULES } from '@liaowang/shared/contract/permissions';
import type { Role } from '@liaowang/shared/schemas/account';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { PlaceMenu } from '../../../client/src/app/place-menu.tsx';
import { usePlaceMenuStore } from '../../../client/src/app/place-menu.store.ts';
import { usePlaceStore } from '../../../client/src/features/around/place.store.ts';
import { usePermissionStore } from '../../../client/src/lib/permission.store.ts';
import { useRulerStore } from '../../../client/src/map/ruler.ts';
import { useViewStore } from '../../../client/src/map/view.store.ts';
import { Page } from '../../support/page.tsx';

const PLACE: [number, number] = [118.35, 34.37];

function openMenu(role: Role): void {
  usePermissionStore.setState({ permissions: new Set(ROLE_RULES[role].permissions) });
  usePlaceMenuStore.getState().open(PLACE, { x: 40, y: 60 });
  render(<PlaceMenu />, { wrapper: Page });
}
const choose = (name: string) => fireEvent.click(screen.getByRole('menuitem', { name, hidden: true }));

beforeEach(() => usePlaceStore.setState({ place: null, section: null }));
afterEach(() => {
  act(() => {
    usePlaceMenuStore.getState().close();
    usePlaceStore.getState().mark(null);
    useViewStore.getState().startReport(null);
    useViewStore.getState().setRuler(false);
    useRulerStore.getState().clear();
  });
  usePermissionStore.setState({ permissions: new Set() });
});

it('offers what the account may do there', () => {
  openMenu('volunteer');
  const items = screen.getAllByRole('menuitem', { hidden: true }).map(({ textContent }) => textContent);
  expect(items).toEqual(['在这里上报', '这里发生过什么', '从这里测距', '复制坐标', '分享这个地点']);
});

it('is named, for those who cannot see where it opened', () => {
  openMenu('dispatcher');
  expect(screen.getByRole('menu', { name: '这个地点', hidden: true })).toBeTruthy();
});

it('reports, measures and asks at the place, in place of what is selected', async () => {
  openMenu('dispatcher');
  choose('在这里上报');
  expect(useViewStore.getState().reportAt).toEqual(PLACE);
  await waitFor(() => expect(usePlaceMenuStore.getState().menu).toBe(null));
  act(() => usePlaceMenuStore.getState().open(PLACE, { x: 1, y: 1 }));
  choose('从这里测距');
  expect(useViewStore.getState().ruler).toBe(true);
  expect(useRulerStore.getState().points).toEqual([PLACE]);
  useViewStore.getState().select({ kind: 'unit', id: 3 });
  act(() => usePlaceMenuStore.getState().open(PLACE, { x: 2, y: 2 }));
  choose('附近力量');
  expect(usePlaceStore.getState()).toMatchObject({ place: PLACE, section: 'nearest' });
  expect(useViewStore.getState().selection).toBe(null);
});
