// A link names layers and things: they are known before one is read.
import './map-things.ts';
import { assertOneOwnerEach, keepLink, type LinkParameter } from '../lib/link-parameters.ts';
import { BASEMAP_LINK } from '../entities/basemaps/basemap-choice.store.ts';
import { PLACE_LINK } from '../features/around/place.store.ts';
import { REFERENCE_LINK } from '../features/reference-layers/reference-layers.store.ts';
import { ROTA_LINK } from '../features/rota/rota.store.ts';
import { VIEW_LINK } from '../map/view.store.ts';
import { LAYERS_LINK, startRememberingLayers } from './layers-link.ts';
import { WORKSPACES } from './workspaces.ts';

/** Everything that a link reproduces beside the camera (`c`, map/camera-url.ts) and the workspace (the path). */
export const LINK: readonly LinkParameter[] = [
  LAYERS_LINK,
  ...BASEMAP_LINK,
  ...REFERENCE_LINK,
  ...VIEW_LINK,
  ...PLACE_LINK,
  ...ROTA_LINK,
  ...WORKSPACES.flatMap(({ link }): readonly LinkParameter[] => link),
];
assertOneOwnerEach(LINK);

/** Takes the view from the address, then keeps the address and the remembered layers up to date. Returns how to stop. */
export function startLink(): () => void {
  const stops = [keepLink(LINK), startRememberingLayers()];
  return () => {
    for (const stop of stops) stop();
  };
}
