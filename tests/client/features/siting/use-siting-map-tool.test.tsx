import { act, renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useSitingStore } from '../../../../client/src/features/siting/siting.store.ts';
import { useSitingMapTool } from '../../../../client/src/features/siting/use-siting-map-tool.ts';
import { usePointerStore } from '../../../../client/src/map/map-control.ts';
import { useMapToolStore } from '../../../../client/src/map/map-tool.store.ts';

const tool = () => useMapToolStore.getState().tool;
const setDrawing = (isDrawing: boolean) => act(() => useSitingStore.getState().setDrawing(isDrawing));

it('candidates are drawn by clicks while that is asked for, and Esc ends it', () => {
  usePointerStore.setState({ metersPerPixel: 1 });
  renderHook(() => useSitingMapTool());
  expect(tool()).toBeNull();
  setDrawing(true);
  tool()!.click!([118.35, 34.37]);
  tool()!.click!([118.36, 34.37]);
  // A click on one, or within nine pixels of it, takes it away.
  tool()!.click!([118.36 + 5 / 92_000, 34.37]);
  expect(useSitingStore.getState().drawn).toEqual([[118.35, 34.37]]);
  act(() => void tool()!.cancel!());
  expect(tool()).toBeNull();
});

it('the pointer is free once the tab is closed', () => {
  setDrawing(true);
  const { unmount } = renderHook(() => useSitingMapTool());
  expect(tool()).not.toBeNull();
  unmount();
  expect(tool()).toBeNull();
  setDrawing(false);
});
