import { render, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useMapTool, useMapToolStore, type MapTool } from '../../../client/src/map/map-tool.store.ts';

const ownerOfPointer = () => useMapToolStore.getState().tool?.owner ?? null;
const hold = (tool: MapTool | null) => renderHook((props: MapTool | null) => useMapTool(props), { initialProps: tool });

afterEach(() => useMapToolStore.setState({ tool: null, waiting: [] }));

it('a tool that changes while it waits goes on waiting, and comes back as it is then', () => {
  const plan = hold({ owner: 'plan', cursor: '' });
  const range = hold({ owner: 'range', cursor: 'crosshair' });
  plan.rerender({ owner: 'plan', cursor: 'grab' });
  expect(ownerOfPointer()).toBe('range');
  range.unmount();
  expect(useMapToolStore.getState().tool).toMatchObject({ owner: 'plan', cursor: 'grab' });
  plan.unmount();
  expect(ownerOfPointer()).toBeNull();
});

it('lets go while there is no tool', () => {
  const siting = hold({ owner: 'siting', cursor: 'crosshair' });
  siting.rerender(null);
  expect(ownerOfPointer()).toBeNull();
});

it('changes the cursor of who has the pointer alone', () => {
  hold({ owner: 'plan', cursor: '' });
  const { setCursor } = useMapToolStore.getState();
  setCursor('range', 'grab');
  expect(useMapToolStore.getState().tool?.cursor).toBe('');
  setCursor('plan', 'grab');
  expect(useMapToolStore.getState().tool?.cursor).toBe('grab');
});

it('keys reach the tool that has the pointer, not the one that waits, a field, a dialog, or a shortcut', () => {
  const pressed: string[] = [];
  const listening = (owner: string): MapTool => ({
    owner,
    cursor: '',
    press: (key) => {
      pressed.push(`${owner} ${key}`);
      return key === 'Enter';
    },
  });
  const { getByRole } = render(
    <>
      <button type="button">Draw</button>
      <input aria-label="Name" />
      <div data-draw-bar>
        <button type="button">Cancel</button>
      </div>
      <div role="dialog">
        <a href="#here">Why</a>
      </div>
    </>,
  );
  const press = (target: EventTarget, key: string, more = {}) =>
    target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));

  hold(listening('plan'));
  const range = hold(listening('range'));
  // A key that is used up does not press the button, too.
  expect([
    press(getByRole('button', { name: 'Draw' }), 'Enter'),
    press(getByRole('button', { name: 'Draw' }), 'a'),
  ]).toEqual([false, true]);
  press(getByRole('textbox'), 'Enter');
  press(getByRole('button', { name: 'Cancel' }), 'Enter');
  press(getByRole('link'), 'Enter');
  press(getByRole('button', { name: 'Draw' }), 'Enter', { ctrlKey: true });
  range.unmount();
  press(getByRole('button', { name: 'Draw' }), ' ');
  expect(pressed).toEqual(['range Enter', 'range a', 'plan  ']);
});
