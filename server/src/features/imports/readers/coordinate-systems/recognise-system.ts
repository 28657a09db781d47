import {
  COORDINATE_SYSTEMS,
  findCoordinateSystem,
  type CoordinateSystem,
  type GeodeticDatum,
} from './coordinate-systems.ts';

/** What a file says its coordinates are in: a system in metres, degrees of a datum, or one that is not among those known. */
export type SaidSystem =
  | { kind: 'projected'; system: CoordinateSystem }
  | { kind: 'degrees'; datum: GeodeticDatum }
  | { kind: 'unknown'; name: string };

/** Codes of degrees. */
const DEGREES = new Map<number, GeodeticDatum>([
  [4_326, 'wgs84'],
  [4_979, 'wgs84'],
  [4_490, 'cgcs2000'],
  [4_610, 'xian1980'],
  [4_214, 'beijing1954'],
]);
const DATUM_NAMES: ReadonlyArray<readonly [GeodeticDatum, RegExp]> = [
  ['cgcs2000', /cgcs_?\s?2000|china_?\s?2000|china_geodetic_coordinate_system_2000/iu],
  ['xian1980', /xi'?an_?\s?(?:19)?80/iu],
  ['beijing1954', /beijing_?\s?(?:19)?54/iu],
  ['wgs84', /wgs_?\s?(?:19)?84/iu],
];
/** Metres and degrees that two numbers of one definition may differ by. */
const SAME = 1e-6;

function ofCode(epsg: number, name: string): SaidSystem {
  const datum = DEGREES.get(epsg);
  if (datum) return { kind: 'degrees', datum };
  const system = findCoordinateSystem(epsg);
  return system ? { kind: 'projected', system } : { kind: 'unknown', name };
}

/** A system by a name with its code in it: `EPSG:4527`, `urn:ogc:def:crs:EPSG::3857`, `http://www.opengis.net/def/crs/EPSG/0/4326`, `…:OGC:1.3:CRS84`. */
export function recogniseName(name: string): SaidSystem {
  if (/crs:?\s?84/iu.test(name)) return { kind: 'degrees', datum: 'wgs84' };
  const code = /(?:epsg|esri).*?(?<code>\d{4,6})\D*$/iu.exec(name)?.groups?.['code'];
  return code === undefined ? { kind: 'unknown', name } : ofCode(Number(code), name);
}

/**
 * A system by its definition in well-known text, as a shapefile's .prj has it: by the code at its end, or by its
 * projection, meridian, scale, easting and datum, since Esri writes no codes.
 */
export function recogniseWkt(wkt: string): SaidSystem {
  const name = /^\s*\w+\s*\[\s*"(?<name>[^"]*)"/u.exec(wkt)?.groups?.['name'] ?? wkt.slice(0, 60);
  const code = /(?:AUTHORITY\s*\[\s*"EPSG"\s*,\s*"?|ID\s*\[\s*"EPSG"\s*,\s*)(?<code>\d+)"?\s*\]\s*\]\s*$/iu.exec(wkt)
    ?.groups?.['code'];
  if (code !== undefined) {
    const said = ofCode(Number(code), name);
    if (said.kind !== 'unknown') return said;
  }
  const datum = DATUM_NAMES.find(([, pattern]) => pattern.test(wkt))?.[0];
  if (datum === undefined) return { kind: 'unknown', name };
  if (/^\s*(?:GEOGCS|GEOGCRS)/iu.test(wkt)) return { kind: 'degrees', datum };
  if (/mercator_auxiliary_sphere|pseudo[-_ ]mercator|popular[-_ ]visualisation/iu.test(wkt)) return ofCode(3_857, name);
  const numberOf = (parameter: string): number =>
    Number(new RegExp(`"${parameter}"\\s*,\\s*(-?[\\d.]+(?:e[+-]?\\d+)?)`, 'iu').exec(wkt)?.[1]);
  const [meridian, easting, northing, scale] = [
    numberOf('central_meridian'),
    numberOf('false_easting'),
    numberOf('false_northing'),
    numberOf('scale_factor'),
  ];
  if (!/gauss_kruger|transverse_mercator/iu.test(wkt)) return { kind: 'unknown', name };
  const isSame = (a: number, b: number): boolean => Math.abs(a - b) < SAME;
  const system = COORDINATE_SYSTEMS.find((one) => {
    if (one.datum !== datum || one.centralMeridian === null || !isSame(one.centralMeridian, meridian)) return false;
    if (one.datum === 'wgs84')
      return isSame(scale, 0.9996) && isSame(easting, 500_000) && isSame(northing, one.isSouthern ? 10_000_000 : 0);
    return isSame(scale, 1) && isSame(northing, 0) && one.definition.includes(`+x_0=${easting} `);
  });
  return system ? { kind: 'projected', system } : { kind: 'unknown', name };
}
