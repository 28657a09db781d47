import type { Layer } from '@deck.gl/core';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { create } from 'zustand';
import type { ObservingDisks } from './coverage-gaps.layer.ts';

/** What the open workspace shows on the map beside, or instead of, what all workspaces share. */
export interface WorkspaceLayers {
  layers: readonly Layer[];
  /** Who would observe, instead of who does; null = as it is. */
  disks: ObservingDisks | null;
  /** The lookouts as they would be; null = as they are. */
  lookouts: readonly LookoutFeature[] | null;
}

const NOTHING: WorkspaceLayers = { layers: [], disks: null, lookouts: null };

/** Written by the open workspace, drawn by the map: so that no workspace's layers are fetched before somebody goes there. */
export const useWorkspaceLayers = create<WorkspaceLayers>()(() => NOTHING);

/** Call when the workspace is left. */
export function clearWorkspaceLayers(): void {
  useWorkspaceLayers.setState(NOTHING);
}
