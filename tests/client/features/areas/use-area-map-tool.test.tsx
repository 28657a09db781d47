import { act, fireEvent, renderHook } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Area } from '@liaowang/shared/schemas/area-set';
import { NOTHING_COUNTED, useAreasStore } from '../../../../client/src/features/areas/areas.store.ts';
import { useAreaMapTool } from '../../../../client/src/features/areas/use-area-map-tool.ts';
import { useMapToolStore, type Place } from '../../../../client/src/map/map-tool.store.ts';

/** A square around 118.35°, 34.37° of so many hundredths of a degree to each side. */
const square = (areaId: number, half: number) => {
  const [west, east, south, north] = [118.35 - half, 118.35 + half, 34.37 - half, 34.37 + half];
  const ring = [west, east, east, west, west].map((lng, i) => [lng, [south, south, north, north, south][i]]);
  return { areaId, areaSquareMeters: half, geometry: { type: 'Polygon', coordinates: [ring] } } as unknown as Area;
};
const AREAS = [square(1, 0.04), square(2, 0.01)];
const MIDDLE: Place = [118.35, 34.37];
const RIM: Place = [118.38, 34.37];
const OUTSIDE: Place = [118.5, 34.37];
const tool = () => useMapToolStore.getState().tool!;
const onSelect = vi.fn<(areaId: number | null) => void>();
const open = (selectedId: number | null = null) => renderHook(() => useAreaMapTool(AREAS, selectedId, onSelect));

beforeEach(() => {
  useAreasStore.setState(NOTHING_COUNTED);
  onSelect.mockClear();
});

it('marks and chooses the smallest area, and leaves to the map what lies on a chosen one or outside', () => {
  const { unmount } = open(2);
  tool().move!(MIDDLE);
  expect(useAreasStore.getState().hoveredId).toBe(2);
  tool().move!(null);
  expect(useAreasStore.getState().hoveredId).toBeNull();
  expect([tool().click!(MIDDLE), tool().click!(OUTSIDE), tool().click!(RIM)]).toEqual([false, false, true]);
  expect(onSelect.mock.calls).toEqual([[1]]);
  expect(tool().cancel!()).toBe(true);
  expect(onSelect).toHaveBeenLastCalledWith(null);
  unmount();
  expect(useMapToolStore.getState().tool).toBeNull();
});

it('leaves Esc to others where nothing is chosen', () => {
  open();
  expect([tool().cancel!(), onSelect.mock.calls.length]).toEqual([false, 0]);
});

it('takes the pointer to draw from whoever has it, and gives it back', () => {
  const { unmount } = open();
  useMapToolStore.getState().take({ owner: 'range', cursor: '' });
  act(() => useAreasStore.getState().startDrawing());
  tool().click!(MIDDLE);
  expect(useAreasStore.getState().drawing?.corners).toEqual([MIDDLE]);
  act(() => useAreasStore.getState().stopDrawing());
  expect(tool().owner).toBe('range');
  useMapToolStore.getState().release('range');
  unmount();
});

it('lays corners while an area is drawn, and has the keys only then', () => {
  const { unmount } = open();
  fireEvent.keyDown(document.body, { key: 'Backspace' });
  useAreasStore.getState().startDrawing();
  unmount();
  const drawing = open();
  const corners = () => useAreasStore.getState().drawing?.corners;
  for (const place of [MIDDLE, RIM, OUTSIDE]) tool().click!(place);
  fireEvent.keyDown(document.body, { key: 'Backspace' });
  expect([corners(), onSelect.mock.calls.length]).toEqual([[MIDDLE, RIM], 0]);
  drawing.unmount();
  fireEvent.keyDown(document.body, { key: 'Backspace' });
  expect(corners()).toEqual([MIDDLE, RIM]);
});
