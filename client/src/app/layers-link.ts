import type { LinkParameter } from '../lib/link-parameters.ts';
import { readSetting, writeSetting } from '../lib/stored-setting.ts';
import { findLayerIds } from '../map/map-layer.ts';
import { useViewStore } from '../map/view.store.ts';
import { findWorkspace } from './workspaces.ts';
import type { Workspace } from '../components/workspace.ts';

/** Each workspace keeps its own layers. */
const settingOf = ({ id }: Workspace): string => (id === 'live' ? 'layers' : `layers.${id}`);

function rememberedLayers(workspace: Workspace): readonly string[] {
  const stored = readSetting(settingOf(workspace));
  if (stored === null) return workspace.layers;
  return findLayerIds(stored.split(','));
}

/** Shows the layers that this viewer last had in a workspace. Call it when one goes there, not when a link leads there. */
export function adoptLayersOf(workspace: Workspace): void {
  useViewStore.getState().setLayers(rememberedLayers(workspace));
}

/** The layers that are on (`l`). Always said, so that a link shows the same layers to somebody who chose others. */
export const LAYERS_LINK: LinkParameter = {
  name: 'l',
  adopt(text) {
    if (text === null) adoptLayersOf(findWorkspace(location.pathname));
    else useViewStore.getState().setLayers(findLayerIds(text.split(',')));
  },
  format: () => findLayerIds(useViewStore.getState().visibleLayers).join(','),
  subscribe: (listener) => useViewStore.subscribe(listener),
};

/** Remembers in this browser which layers are on, for each workspace. Returns how to stop. */
export function startRememberingLayers(): () => void {
  return useViewStore.subscribe((view, before) => {
    if (view.visibleLayers !== before.visibleLayers)
      writeSetting(settingOf(findWorkspace(location.pathname)), [...view.visibleLayers].join(','));
  });
}
