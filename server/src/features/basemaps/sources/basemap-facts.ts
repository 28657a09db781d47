/** What a WMTS said of the layer that was chosen. */
export interface WmtsFacts {
  kind: 'wmts';
  /** Address of a tile with `{TileMatrix}`, `{TileRow}`, `{TileCol}`. */
  template: string;
  /** Its name of each zoom, from `minZoom` on. */
  matrices: string[];
  tileSize: 256 | 512;
  minZoom: number;
  maxZoom: number;
  bounds: [number, number, number, number] | null;
  attribution: string;
}

/** What a MapLibre style, or two, said of itself. */
export interface StyleFacts {
  kind: 'style';
  /** Scheme and host of everything that the page will ask. */
  origins: string[];
  attribution: string;
}

/** What a basemap's server said when it was set. */
export type BasemapFacts = WmtsFacts | StyleFacts;
