import type { Bounds } from './map-control.ts';

/** One thing of the map: its kind, as links name it, and its id. */
export interface Selection {
  kind: string;
  id: number;
}

/** Where the camera goes to show something. */
export type CameraTarget = { center: [number, number] } | { bounds: Bounds };

/** A kind of thing that can be selected on the map. */
export interface Selectable {
  /** As links name it (`s=lookout:7`). */
  kind: string;
  /** Where a thing of the kind is now; null when it is unknown or was never located. */
  findTarget(id: number): CameraTarget | null;
}

const selectables = new Map<string, Selectable>();

/** Makes kinds known to links, search and the camera. @throws Error when two kinds have one name */
export function registerSelectables(kinds: readonly Selectable[]): void {
  for (const selectable of kinds) {
    const known = selectables.get(selectable.kind);
    if (known && known !== selectable) throw new Error(`Two selectable kinds are called ${selectable.kind}.`);
    selectables.set(selectable.kind, selectable);
  }
}

export const isSelectable = (kind: string): boolean => selectables.has(kind);

/** Where a thing is now; null when it is unknown. */
export function findTarget({ kind, id }: Selection): CameraTarget | null {
  return selectables.get(kind)?.findTarget(id) ?? null;
}
