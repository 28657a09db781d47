import { fireEvent, render } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useUndoKey } from '../../../../client/src/features/filter/use-undo-key.ts';
import { DEFAULT_FILTER } from '../../../../client/src/features/filter/filter-choice.ts';
import { adoptFilter, changeFilter, useFilterStore } from '../../../../client/src/features/filter/filter.store.ts';

function Room() {
  useUndoKey();
  return (
    <>
      <input aria-label="field" />
      <button type="button">button</button>
    </>
  );
}
const categories = () => useFilterStore.getState().settled.categories;

beforeEach(() => {
  adoptFilter(DEFAULT_FILTER);
  changeFilter({ categories: ['theft'] });
});

it('takes back the last change, from anywhere but a field', () => {
  const { getByRole } = render(<Room />);
  fireEvent.keyDown(getByRole('textbox'), { key: 'z', ctrlKey: true });
  fireEvent.keyDown(getByRole('button'), { key: 'z' });
  fireEvent.keyDown(getByRole('button'), { key: 'z', ctrlKey: true, shiftKey: true });
  expect(categories()).toEqual(['theft']);
  fireEvent.keyDown(getByRole('button'), { key: 'Z', metaKey: true });
  expect(categories()).toEqual(DEFAULT_FILTER.categories);
});

it('leaves the key to whoever had a use for it', () => {
  const { getByRole } = render(<Room />);
  const button = getByRole('button');
  button.addEventListener('keydown', (event) => event.preventDefault());
  fireEvent.keyDown(button, { key: 'z', ctrlKey: true });
  expect(categories()).toEqual(['theft']);
});

it('is gone with the room', () => {
  render(<Room />).unmount();
  fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  expect(categories()).toEqual(['theft']);
});
