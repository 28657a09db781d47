import { useEffect } from 'react';
import { create } from 'zustand';
import { takesKeys } from '../lib/takes-keys.ts';

/** A place on the ground, `[lng, lat]`. */
export type Place = [number, number];

/** What takes the pointer away from selecting: drawing, dragging, picking. Its functions replace the map's own. */
export interface MapTool {
  /** Names whose tool it is, so that only its owner takes it away. */
  owner: string;
  cursor: string;
  /** An answer of false leaves the click to the map, which selects what is there. */
  click?: (place: Place) => boolean | void;
  /** As {@link click}: false lets the map zoom. */
  doubleClick?: (place: Place) => boolean | void;
  /** The pointer moves over the map without a button; null = it left. */
  move?: (place: Place | null) => void;
  /** A button or finger goes down: an answer takes the thing there (the map stays), null lets the map pan. */
  grab?: (
    place: Place,
    metersPerPixel: number,
  ) => { drag: (place: Place) => void; drop: (place: Place) => void } | null;
  /** A key, but not one that a field or a dialog takes, nor with Ctrl, Alt or Meta; Esc is {@link cancel}. True = it is used up. */
  press?: (key: string) => boolean;
  /** Esc. An answer of false leaves it to what lies below. */
  cancel?: () => boolean | void;
}

interface MapToolState {
  tool: MapTool | null;
  /** Tools that wait until those above them are released, the last first. */
  waiting: readonly MapTool[];
  /** Takes the pointer; who has it waits. One that waits is renewed and goes on waiting. */
  take: (tool: MapTool) => void;
  /** Gives the pointer of `owner` back to who waits, or to the map. */
  release: (owner: string) => void;
  /** Changes the cursor of `owner` while it has the pointer. */
  setCursor: (owner: string, cursor: string) => void;
}

/** Who has the pointer on the map. */
export const useMapToolStore = create<MapToolState>()((set) => ({
  tool: null,
  waiting: [],
  take: (tool) =>
    set((state) => {
      if (state.waiting.some(({ owner }) => owner === tool.owner))
        return { waiting: state.waiting.map((other) => (other.owner === tool.owner ? tool : other)) };
      if (state.tool === null || state.tool.owner === tool.owner) return { tool };
      return { tool, waiting: [...state.waiting, state.tool] };
    }),
  release: (owner) =>
    set(({ tool, waiting }) =>
      tool?.owner === owner
        ? { tool: waiting.at(-1) ?? null, waiting: waiting.slice(0, -1) }
        : { waiting: waiting.filter((other) => other.owner !== owner) },
    ),
  setCursor: (owner, cursor) =>
    set(({ tool }) => (tool?.owner === owner && tool.cursor !== cursor ? { tool: { ...tool, cursor } } : {})),
}));

/** The bar over the map has buttons of its own: Enter on Cancel must not end the drawing. */
const isInDrawBar = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('[data-draw-bar]') !== null;

/**
 * Takes the pointer for a tool while the component is there; null = not now. The tool is memoised: one that changed takes
 * the place of the one before it, also where that waits.
 */
export function useMapTool(tool: MapTool | null): void {
  const owner = tool?.owner;
  useEffect(() => {
    if (tool) useMapToolStore.getState().take(tool);
  }, [tool]);
  // Apart from the above: who let go at each change would come back in front of who took the pointer meanwhile.
  useEffect(() => (owner === undefined ? undefined : () => useMapToolStore.getState().release(owner)), [owner]);

  useEffect(() => {
    if (!tool?.press) return undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey || takesKeys(event.target) || isInDrawBar(event.target))
        return;
      if (useMapToolStore.getState().tool?.owner === tool.owner && tool.press?.(event.key)) event.preventDefault();
    };
    // Captured: the button that began the drawing may still have the focus, and Enter would press it.
    addEventListener('keydown', onKeyDown, { capture: true });
    return () => removeEventListener('keydown', onKeyDown, { capture: true });
  }, [tool]);
}
