import {
  GeoJSONSource,
  type Map as MapLibreMap,
  type RasterTileSource,
  type Source,
  type VectorTileSource,
} from 'maplibre-gl';
import { useBasemapHealth } from './basemap-health.store.ts';
import { isGroundSource } from './other-basemap.ts';

/** What did not come is asked for again after so long; sooner by hand. */
const ASK_AGAIN_MS = 30_000;

interface TileAddress {
  z: number;
  x: number;
  y: number;
}

/** Whether a source has a list of tiles that came by an address of its own. */
const isTileSource = (source: Source): source is VectorTileSource | RasterTileSource =>
  (source.type === 'vector' || source.type === 'raster') && 'url' in source && typeof source.url === 'string';

/** Tells whether the tiles of a basemap of others come, and asks again for those that did not. What else goes wrong on the map is reported. Returns how to stop. */
export function watchGround(map: MapLibreMap): () => void {
  /** Of each source what did not come; nothing = the source itself, which says what tiles there are. */
  const missed = new Map<string, TileAddress[]>();
  let timer: ReturnType<typeof setTimeout> | null = null;

  function askAgain(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const asked = [...missed];
    missed.clear();
    for (const [sourceId, tiles] of asked) {
      const source = map.getSource(sourceId);
      // Another basemap was chosen since.
      if (!source) continue;
      if (tiles.length > 0) map.refreshTiles(sourceId, tiles);
      // What has no list of tiles holds its places itself (GeoJSON of a style), and is asked for by its address.
      else if (isTileSource(source)) source.setUrl(source.url);
      else if (source instanceof GeoJSONSource) source.setData(source.serialize().data as string);
    }
  }

  map.on('error', (event) => {
    const sourceId = 'sourceId' in event ? event.sourceId : null;
    if (typeof sourceId !== 'string' || !isGroundSource(sourceId)) {
      reportError(event.error);
      return;
    }
    const tile = 'tile' in event ? (event.tile as { tileID: { canonical: TileAddress } } | undefined) : undefined;
    const tiles = missed.get(sourceId) ?? [];
    if (tile) tiles.push(tile.tileID.canonical);
    missed.set(sourceId, tiles);
    timer ??= setTimeout(askAgain, ASK_AGAIN_MS);
    const { tellMissed, tellEmpty } = useBasemapHealth.getState();
    if (tile) tellMissed();
    else tellEmpty();
  });
  map.on('sourcedata', ({ sourceId, tile }) => {
    if (tile && isGroundSource(sourceId)) useBasemapHealth.getState().tellCame();
  });
  useBasemapHealth.setState({ askAgain });
  return () => {
    if (timer !== null) clearTimeout(timer);
    useBasemapHealth.setState({ askAgain: () => undefined });
  };
}
