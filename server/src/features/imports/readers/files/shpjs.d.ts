declare module 'shpjs' {
  import type { Geometry } from 'geojson';

  /** Geometries in WGS-84 where the text of a .prj says what they are in. */
  export function parseShp(shp: Uint8Array, prj?: string | Uint8Array): Array<Geometry | null>;
  /** Records of a .dbf; `cpg` names its encoding. */
  export function parseDbf(dbf: Uint8Array, cpg?: string | Uint8Array): Array<Record<string, unknown>>;
}
