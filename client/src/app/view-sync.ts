import { DEFAULT_HOTSPOT_PARAMS, useHotspotsStore } from '../features/hotspots/hotspots.store.ts';
import { readSetting, writeSetting } from '../lib/stored-setting.ts';
import { useCoverageView } from './coverage/coverage-view.store.ts';
import { useHotspotRoomView } from './hotspots/hotspot-room-view.store.ts';
import { parseView, withView, type LinkedView } from './view-url.ts';
import { DEFAULT_LAYERS, LAYER_IDS, useViewStore, type LayerId } from './view.store.ts';
import { findWorkspace, type Workspace } from './workspace.ts';

/** Each workspace keeps its own layers. */
const LAYERS_SETTINGS: Record<Workspace, string> = {
  live: 'layers',
  coverage: 'layers.coverage',
  hotspots: 'layers.hotspots',
};

function rememberedLayers(workspace: Workspace): LayerId[] {
  const stored = readSetting(LAYERS_SETTINGS[workspace]);
  if (stored === null) return [...DEFAULT_LAYERS[workspace]];
  const named = new Set(stored.split(','));
  return LAYER_IDS.filter((id) => named.has(id));
}

function currentView(): LinkedView {
  const { visibleLayers, selection, followUnitId, trackUnitId, wall } = useViewStore.getState();
  const { windowDays, bandwidthMeters, source } = useHotspotsStore.getState();
  const isDefault =
    windowDays === DEFAULT_HOTSPOT_PARAMS.windowDays &&
    bandwidthMeters === DEFAULT_HOTSPOT_PARAMS.bandwidthMeters &&
    source === DEFAULT_HOTSPOT_PARAMS.source;
  return {
    // Always said, so that a link shows the same layers to somebody who chose others.
    layers: LAYER_IDS.filter((id) => visibleLayers.has(id)),
    selection,
    followUnitId,
    trackUnitId,
    wall,
    hotspots: isDefault ? null : { windowDays, bandwidthMeters, source },
    coverage: useCoverageView.getState(),
    hotspotRoom: useHotspotRoomView.getState(),
  };
}

function adoptAddress(): void {
  const view = parseView(location.search);
  useViewStore.setState({
    visibleLayers: new Set(view.layers ?? rememberedLayers(findWorkspace(location.pathname))),
    selection: view.selection,
    followUnitId: view.followUnitId,
    trackUnitId: view.trackUnitId,
    wall: view.wall,
  });
  useHotspotsStore.setState(view.hotspots ?? DEFAULT_HOTSPOT_PARAMS);
  useCoverageView.setState(view.coverage);
  useHotspotRoomView.setState(view.hotspotRoom);
}

function writeAddress(): void {
  const { pathname, search, hash } = location;
  const next = withView(search, currentView());
  // Replaced, not pushed: going back should leave the page, not undo a click on a layer.
  if (next !== search) history.replaceState(history.state, '', pathname + next + hash);
}

/** Shows the layers that this viewer last had in a workspace. Call it when one goes there, not when a link leads there. */
export function adoptLayersOf(workspace: Workspace): void {
  useViewStore.getState().setLayers(rememberedLayers(workspace));
}

/** Takes the view from the address, then keeps the address (and the remembered layers) up to date. Returns how to stop. */
export function startViewSync(): () => void {
  adoptAddress();
  writeAddress();
  const stops = [
    useViewStore.subscribe((view, before) => {
      if (view.visibleLayers !== before.visibleLayers)
        writeSetting(LAYERS_SETTINGS[findWorkspace(location.pathname)], [...view.visibleLayers].join(','));
      writeAddress();
    }),
    useHotspotsStore.subscribe(writeAddress),
    useCoverageView.subscribe(writeAddress),
    useHotspotRoomView.subscribe(writeAddress),
  ];
  addEventListener('popstate', adoptAddress);
  return () => {
    for (const stop of stops) stop();
    removeEventListener('popstate', adoptAddress);
  };
}
