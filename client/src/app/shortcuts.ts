import { useEffect } from 'react';
import { listMapLayers } from '../map/map-layer.ts';
import { mapControl } from '../map/map-control.ts';
import type { Command } from './commands.ts';
import { useDialogStore } from './dialog.store.ts';
import { useViewStore } from '../map/view.store.ts';

/** Typing must not trigger keys of the map. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable], dialog') !== null;
}

function followSelected(): void {
  const { selection, followUnitId, follow } = useViewStore.getState();
  if (selection?.kind === 'unit') follow(followUnitId === selection.id ? null : selection.id);
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
  else if (key === 'Escape' && view.wall && view.selection === null && !view.ruler) view.setWall(false);
  else return false;
  return true;
}

/** The keys of the room. Esc of the ruler and the selection belongs to the map (use-map-interactions.ts). */
export function useShortcuts(commands: readonly Command[]): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        useDialogStore.getState().open('search');
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event.target)) return;
      if (press(event.key, commands) && event.key !== 'Escape') event.preventDefault();
    };
    // Captured, so that Esc still sees the selection that the map is about to drop.
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, [commands]);
}
