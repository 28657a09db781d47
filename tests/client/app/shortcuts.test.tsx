import { fireEvent, render } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useDialogStore } from '../../../client/src/app/dialog.store.ts';
import { useShortcuts } from '../../../client/src/app/shortcuts.ts';
import { useViewStore } from '../../../client/src/map/view.store.ts';

function Room() {
  useShortcuts([]);
  return <div role="dialog" aria-label="form" tabIndex={-1} />;
}

beforeEach(() => {
  useDialogStore.setState({ dialog: null, typed: '' });
  useViewStore.setState({ reportAt: null });
});
const searchOpens = (target: Element): boolean => {
  fireEvent.keyDown(target, { key: 'k', ctrlKey: true });
  return useDialogStore.getState().dialog === 'search';
};

it('closes the report on Esc while its form is still on its way, and nothing else', () => {
  render(<Room />);
  useViewStore.setState({ reportAt: [118.35, 34.37], wall: true });
  // False: somebody took the key, so the map keeps its selection.
  expect(fireEvent.keyDown(document.body, { key: 'Escape' })).toBe(false);
  expect(useViewStore.getState()).toMatchObject({ reportAt: null, wall: true });
  useViewStore.setState({ wall: false });
});

it('opens the search over the room, but over nothing that is being filled in', () => {
  const { getByRole } = render(<Room />);
  useViewStore.setState({ reportAt: [118.35, 34.37] });
  expect(searchOpens(document.body)).toBe(false);
  useViewStore.setState({ reportAt: null });
  expect(searchOpens(getByRole('dialog'))).toBe(false);
  expect(searchOpens(document.body)).toBe(true);
});

it('lets the list of keys give way to the search', () => {
  const { getByRole } = render(<Room />);
  useDialogStore.setState({ dialog: 'keys' });
  expect(searchOpens(getByRole('dialog'))).toBe(true);
});
