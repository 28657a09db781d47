import type { Layer } from '@deck.gl/core';
import { useEffect, useLayoutEffect } from 'react';
import { clearWorkspacePicture, useWorkspacePicture } from '../../map/workspace-picture.store.ts';

const NONE: readonly Layer[] = [];

/** Puts what the hotspot workspace shows onto the map, as long as it is open. Draws nothing itself. */
export function HotspotsPicture() {
  useLayoutEffect(() => useWorkspacePicture.setState({ layers: NONE, disks: null, lookouts: null }), []);
  useEffect(() => clearWorkspacePicture, []);
  return null;
}
