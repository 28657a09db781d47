import type { ComponentType } from 'react';
import type { Bounds } from './map-control.ts';
import type { SearchSource } from './search-entries.ts';
import type { Selection } from './selection.ts';

/** Where the camera goes to show something. */
export type CameraTarget = { center: [number, number] } | { bounds: Bounds };

export interface CardProps {
  id: number;
  onCopyLink: () => void;
  onClose: () => void;
}

/** A kind of thing that can be selected on the map. */
export interface Selectable {
  /** As links name it (`s=lookout:7`). */
  kind: string;
  /** Where a thing of the kind is now; null when it is unknown or was never located. */
  findTarget(id: number): CameraTarget | null;
  /** What is said of the selected thing. */
  Card: ComponentType<CardProps>;
  /** Fetches how the search box finds it, when somebody searches; null = it does not. */
  loadSearch: (() => Promise<SearchSource>) | null;
}

const selectables = new Map<string, Selectable>();

/** Makes kinds known to links, search, cards and the camera. @throws Error when two kinds have one name */
export function registerSelectables(kinds: readonly Selectable[]): void {
  for (const selectable of kinds) {
    const known = selectables.get(selectable.kind);
    if (known && known !== selectable) throw new Error(`Two selectable kinds are called ${selectable.kind}.`);
    selectables.set(selectable.kind, selectable);
  }
}

export const listSelectables = (): readonly Selectable[] => [...selectables.values()];

export const findSelectable = (kind: string): Selectable | undefined => selectables.get(kind);

/** Where a thing is now; null when it is unknown. */
export function findTarget({ kind, id }: Selection): CameraTarget | null {
  return selectables.get(kind)?.findTarget(id) ?? null;
}
