import { DEFAULT_HOTSPOT_PARAMS, useHotspotsStore } from '../features/hotspots/hotspots.store.ts';
import { readSetting, writeSetting } from '../lib/stored-setting.ts';
import { parseView, withView, type LinkedView } from './view-url.ts';
import { DEFAULT_LAYERS, LAYER_IDS, useViewStore, type LayerId } from './view.store.ts';

const LAYERS_SETTING = 'layers';

function rememberedLayers(): LayerId[] {
  const stored = readSetting(LAYERS_SETTING);
  if (stored === null) return [...DEFAULT_LAYERS];
  const named = new Set(stored.split(','));
  return LAYER_IDS.filter((id) => named.has(id));
}

function currentView(): LinkedView {
  const { visibleLayers, selection, followUnitId, trackUnitId, wall } = useViewStore.getState();
  const { windowDays, bandwidthMeters, source } = useHotspotsStore.getState();
  const isDefault =
    windowDays === DEFAULT_HOTSPOT_PARAMS.windowDays && bandwidthMeters === DEFAULT_HOTSPOT_PARAMS.bandwidthMeters && source === DEFAULT_HOTSPOT_PARAMS.source;
  return {
    // Always said, so that a link shows the same layers to somebody who chose others.
    layers: LAYER_IDS.filter((id) => visibleLayers.has(id)),
    selection,
    followUnitId,
    trackUnitId,
    wall,
    hotspots: isDefault ? null : { windowDays, bandwidthMeters, source },
  };
}

function adoptAddress(): void {
  const view = parseView(location.search);
  useViewStore.setState({
    visibleLayers: new Set(view.layers ?? rememberedLayers()),
    selection: view.selection,
    followUnitId: view.followUnitId,
    trackUnitId: view.trackUnitId,
    wall: view.wall,
  });
  useHotspotsStore.setState(view.hotspots ?? DEFAULT_HOTSPOT_PARAMS);
}

function writeAddress(): void {
  const { pathname, search, hash } = location;
  const next = withView(search, currentView());
  // Replaced, not pushed: going back should leave the page, not undo a click on a layer.
  if (next !== search) history.replaceState(history.state, '', pathname + next + hash);
}

/** Takes the view from the address, then keeps the address (and the remembered layers) up to date. Returns how to stop. */
export function startViewSync(): () => void {
  adoptAddress();
  writeAddress();
  const stopView = useViewStore.subscribe((view, before) => {
    if (view.visibleLayers !== before.visibleLayers) writeSetting(LAYERS_SETTING, [...view.visibleLayers].join(','));
    writeAddress();
  });
  const stopHotspots = useHotspotsStore.subscribe(writeAddress);
  addEventListener('popstate', adoptAddress);
  return () => {
    stopView();
    stopHotspots();
    removeEventListener('popstate', adoptAddress);
  };
}
