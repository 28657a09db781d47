import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { useEffect, useState } from 'react';
import { expect, it } from 'vitest';
import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import { GroundField } from '../../../../client/src/entities/places/ground-field.tsx';
import { usePointerStore } from '../../../../client/src/map/map-control.ts';
import { useMapToolStore } from '../../../../client/src/map/map-tool.store.ts';
import { Page } from '../../../support/page.tsx';
import { zhCN } from '../../../support/catalogues.ts';

const words = zhCN.entry.area;
/** What the form holds. */
const held: { ground: AreaGeometry | null } = { ground: null };

function Form({ first = null }: { first?: AreaGeometry | null }) {
  const [ground, setGround] = useState(first);
  useEffect(() => {
    held.ground = ground;
  }, [ground]);
  return (
    <Page>
      <GroundField label="地面" none="没有" value={ground} onChange={setGround} />
      <main data-middle />
    </Page>
  );
}
const tool = () => useMapToolStore.getState().tool!;
const click = (...place: LngLat) => act(() => void tool().click!(place));
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

it('is drawn corner by corner, taken back, and ended with enough of them', () => {
  render(<Form />);
  expect(screen.getByText('没有')).toBeTruthy();
  press(words.draw);
  const bar = within(screen.getByRole('main'));
  const end = bar.getByRole<HTMLButtonElement>('button', { name: '完成' });
  click(118.3, 34.3);
  click(118.4, 34.3);
  click(118.9, 34.9);
  act(() => void tool().press!('Backspace'));
  expect(end.disabled).toBe(true);
  act(() => tool().doubleClick!([0, 0]));
  expect(held.ground).toBeNull();
  click(118.4, 34.4);
  fireEvent.click(end);
  expect(held.ground).toEqual({
    type: 'Polygon',
    coordinates: [
      [
        [118.3, 34.3],
        [118.4, 34.3],
        [118.4, 34.4],
        [118.3, 34.3],
      ],
    ],
  });
  expect(screen.getByText(/km²/u).textContent).toContain('3 个拐点');
});

it('counts the two clicks of a double click as one corner', () => {
  usePointerStore.setState({ metersPerPixel: 10 });
  render(<Form />);
  press(words.draw);
  click(118.3, 34.3);
  click(118.4, 34.3);
  click(118.4, 34.4);
  click(118.4001, 34.4);
  act(() => tool().doubleClick!([118.4, 34.4]));
  expect(held.ground?.coordinates[0]).toHaveLength(4);
});

const SQUARE: AreaGeometry = {
  type: 'Polygon',
  coordinates: [
    [
      [118.3, 34.3],
      [118.4, 34.3],
      [118.4, 34.4],
      [118.3, 34.4],
      [118.3, 34.3],
    ],
  ],
};

it('is adjusted by its corners, says so where that makes it cross itself, and can be cleared', () => {
  render(<Form first={SQUARE} />);
  act(() => tool().grab!([118.3, 34.3], 1)!.drag([118.25, 34.3]));
  expect(held.ground?.coordinates[0]).toEqual([
    [118.25, 34.3],
    [118.4, 34.3],
    [118.4, 34.4],
    [118.3, 34.4],
    [118.25, 34.3],
  ]);
  expect(tool().grab!([118.35, 34.35], 1)).toBeNull();
  act(() => tool().grab!([118.4, 34.4], 1)!.drag([118.28, 34.25]));
  expect(screen.getByText(words.crosses)).toBeTruthy();
  press(words.clear);
  expect(held.ground).toBeNull();
  expect(useMapToolStore.getState().tool).toBeNull();
});

it('stays as it was when the drawing is left, and gives the map back with the form', () => {
  const { unmount } = render(<Form first={SQUARE} />);
  press(words.drawAnew);
  click(118.1, 34.1);
  act(() => void tool().cancel!());
  expect(held.ground).toEqual(SQUARE);
  press(words.drawAnew);
  unmount();
  expect(useMapToolStore.getState().tool).toBeNull();
});
