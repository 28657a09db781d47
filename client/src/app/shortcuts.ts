import { useEffect } from 'react';
import { isInDialog, takesKeys } from '../lib/takes-keys.ts';
import { listMapLayers } from '../map/map-layer.ts';
import { mapControl } from '../map/map-control.ts';
import type { Command } from './commands.ts';
import { useDialogStore } from './dialog.store.ts';
import { usePlaceStore } from '../features/around/place.store.ts';
import { openMenuInMiddle } from './place-menu.store.ts';
import { useViewStore } from '../map/view.store.ts';

function followSelected(): void {
  const { selection, followUnitId, follow } = useViewStore.getState();
  if (selection?.kind === 'unit') follow(followUnitId === selection.id ? null : selection.id);
}

/** Whether Esc has something of the map to take away first. */
function isSomethingShown(): boolean {
  const { selection, ruler } = useViewStore.getState();
  return selection !== null || ruler || usePlaceStore.getState().place !== null;
}

/** Does what the key says; false when it says nothing. */
function press(key: string, commands: readonly Command[]): boolean {
  const view = useViewStore.getState();
  const layer = /^[1-9]$/.test(key) ? listMapLayers()[Number(key) - 1] : undefined;
  const command = commands.find(({ keyHint }) => keyHint === key.toUpperCase());
  if (layer) view.toggleLayer(layer.id);
  else if (command) command.run();
  else if (key.toUpperCase() === 'F') followSelected();
  else if (key === '+' || key === '=') mapControl.zoomIn();
  else if (key === '-' || key === '_') mapControl.zoomOut();
  else if (key === 'Escape' && view.wall && !isSomethingShown()) view.setWall(false);
  else return false;
  return true;
}

/** A browser says the key of menus twice, the second time as a right click: that one is ours already. */
function dropNextRightClick(): void {
  const drop = (event: Event): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  addEventListener('contextmenu', drop, { capture: true, once: true });
  setTimeout(() => removeEventListener('contextmenu', drop, { capture: true }), 300);
}

/** Whether a key asks for the menu of the map: elsewhere it is the browser's. */
const asksForMenu = ({ key, shiftKey, target }: KeyboardEvent): boolean =>
  (key === 'ContextMenu' || (key === 'F10' && shiftKey)) &&
  target instanceof Element &&
  (target === document.body || target.closest('[role=application]') !== null);

/** The keys of the room. Esc of the ruler, the selection and a marked place belongs to the map (use-map-interactions.ts). */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        const { dialog, open } = useDialogStore.getState();
        // What is filled in keeps the focus; the list of keys gives way.
        const isFillingIn = dialog === null && (useViewStore.getState().reportAt !== null || isInDialog(event.target));
        if (dialog !== 'search' && !isFillingIn) open('search');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || takesKeys(event.target)) return;
      const { dialog, type, close } = useDialogStore.getState();
      const { reportAt, startReport } = useViewStore.getState();
      if (reportAt !== null) {
        // The form is on its way, or nothing in it has the focus.
        if (event.key !== 'Escape') return;
        event.preventDefault();
        startReport(null);
        return;
      }
      if (dialog !== null) {
        // It is on its way: what is typed meanwhile is meant for it.
        if (event.key === 'Escape') close();
        else if (dialog === 'search' && event.key.length === 1) type(event.key);
        return;
      }
      if (asksForMenu(event)) {
        event.preventDefault();
        dropNextRightClick();
        // A menu that opens in the midst of a key takes that key for one of its own, and closes.
        setTimeout(openMenuInMiddle);
        return;
      }
      if (press(event.key, commands) && event.key !== 'Escape') event.preventDefault();
    };
    // Captured, so that Esc still sees what the map is about to drop.
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, [commands]);
}
