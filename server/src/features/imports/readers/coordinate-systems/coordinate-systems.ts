/** What a system's coordinates rest on. Xi'an 1980 and Beijing 1954 lie away from WGS-84 by an amount that differs from place to place. */
export type GeodeticDatum = 'wgs84' | 'cgcs2000' | 'xian1980' | 'beijing1954';

/** A system whose coordinates can be made WGS-84. */
export interface CoordinateSystem {
  epsg: number;
  nameZh: string;
  nameEn: string;
  datum: GeodeticDatum;
  /** As proj4 takes it. */
  definition: string;
  /** Degrees east of Greenwich; null for systems of the whole world. */
  centralMeridian: number | null;
  /** Degrees of longitude on each side of the meridian that it is made for. */
  halfWidth: number;
  isSouthern: boolean;
}

const DATUMS: Record<GeodeticDatum, { zh: string; en: string; definition: string }> = {
  wgs84: { zh: 'WGS-84', en: 'WGS 84', definition: '+datum=WGS84' },
  // GRS80 and WGS-84's ellipsoid differ by 0.1 mm, the datums by centimetres.
  cgcs2000: { zh: 'CGCS2000', en: 'CGCS2000', definition: '+ellps=GRS80' },
  // No parameters of a shift are published (EPSG has none): the ellipsoid alone.
  xian1980: { zh: '西安 1980', en: "Xi'an 1980", definition: '+a=6378140 +rf=298.257' },
  // Of six published sets (EPSG 15918 to 15921, 15935, 15936) the one that EPSG's own definitions give for the whole country.
  beijing1954: { zh: '北京 1954', en: 'Beijing 1954', definition: '+ellps=krass +towgs84=15.8,-154.4,-82.3,0,0,0,0' },
};

/** Codes of a datum's Gauss-Krüger systems for the first zone: with the zone's number before the easting, and named by the meridian alone (EPSG dataset). */
interface GaussKrugerCodes {
  datum: GeodeticDatum;
  threeDegreeZone: number;
  threeDegreeMeridian: number;
  sixDegreeZone: number;
  sixDegreeMeridian: number;
}
const GAUSS_KRUGER: readonly GaussKrugerCodes[] = [
  {
    datum: 'cgcs2000',
    threeDegreeZone: 4_513,
    threeDegreeMeridian: 4_534,
    sixDegreeZone: 4_491,
    sixDegreeMeridian: 4_502,
  },
  {
    datum: 'xian1980',
    threeDegreeZone: 2_349,
    threeDegreeMeridian: 2_370,
    sixDegreeZone: 2_327,
    sixDegreeMeridian: 2_338,
  },
  {
    datum: 'beijing1954',
    threeDegreeZone: 2_401,
    threeDegreeMeridian: 2_422,
    sixDegreeZone: 21_413,
    sixDegreeMeridian: 21_453,
  },
];
/** Zones of China by their width, from 75° to 135° E. */
const ZONES = { 3: { first: 25, count: 21 }, 6: { first: 13, count: 11 } } as const;
const FIRST_MERIDIAN = 75;
const UTM_ZONES = 60;

function* listGaussKruger(): Generator<CoordinateSystem> {
  for (const { datum, threeDegreeZone, threeDegreeMeridian, sixDegreeZone, sixDegreeMeridian } of GAUSS_KRUGER) {
    const { zh, en, definition } = DATUMS[datum];
    for (const [degrees, withZone, byMeridian] of [
      [3, threeDegreeZone, threeDegreeMeridian],
      [6, sixDegreeZone, sixDegreeMeridian],
    ] as const) {
      for (let i = 0; i < ZONES[degrees].count; i++) {
        const zone = ZONES[degrees].first + i;
        const meridian = FIRST_MERIDIAN + degrees * i;
        const common = { datum, centralMeridian: meridian, halfWidth: degrees / 2, isSouthern: false };
        const project = (eastingMeters: number): string =>
          `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=1 +x_0=${eastingMeters} +y_0=0 ${definition} +units=m +no_defs`;
        yield {
          ...common,
          epsg: withZone + i,
          definition: project(zone * 1_000_000 + 500_000),
          nameZh: `${zh} ${degrees} 度带第 ${zone} 带（东坐标含带号，中央经线 ${meridian}°）`,
          nameEn: `${en} ${degrees}-degree zone ${zone} (number in the easting, meridian ${meridian}° E)`,
        };
        yield {
          ...common,
          epsg: byMeridian + i,
          definition: project(500_000),
          nameZh: `${zh} ${degrees} 度带中央经线 ${meridian}°（东坐标不含带号）`,
          nameEn: `${en} ${degrees}-degree zone, meridian ${meridian}° E (no number in the easting)`,
        };
      }
    }
  }
}

function* listUtm(): Generator<CoordinateSystem> {
  for (let zone = 1; zone <= UTM_ZONES; zone++) {
    const common = { datum: 'wgs84' as const, centralMeridian: zone * 6 - 183, halfWidth: 3 };
    yield {
      ...common,
      isSouthern: false,
      epsg: 32_600 + zone,
      definition: `+proj=utm +zone=${zone} +datum=WGS84 +units=m +no_defs`,
      nameZh: `WGS-84 UTM 北半球第 ${zone} 带`,
      nameEn: `WGS 84 UTM zone ${zone}N`,
    };
    yield {
      ...common,
      isSouthern: true,
      epsg: 32_700 + zone,
      definition: `+proj=utm +zone=${zone} +south +datum=WGS84 +units=m +no_defs`,
      nameZh: `WGS-84 UTM 南半球第 ${zone} 带`,
      nameEn: `WGS 84 UTM zone ${zone}S`,
    };
  }
}

/** The code of Web Mercator, in which web maps draw what is in any datum. */
export const WEB_MERCATOR = 3_857;

const WORLD: readonly CoordinateSystem[] = [
  {
    epsg: WEB_MERCATOR,
    nameZh: 'Web 墨卡托',
    nameEn: 'Web Mercator',
    datum: 'wgs84',
    centralMeridian: null,
    halfWidth: 180,
    isSouthern: false,
    definition:
      '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
  },
];

/** Every system in metres that is converted: the likeliest of the same fit first (the national standard before its forerunners, three degrees before six). */
export const COORDINATE_SYSTEMS: readonly CoordinateSystem[] = [...listGaussKruger(), ...listUtm(), ...WORLD];

/** Codes of the same system: Google's and Esri's of Web Mercator. */
const ALIASES = new Map([
  [900_913, WEB_MERCATOR],
  [102_100, WEB_MERCATOR],
  [102_113, WEB_MERCATOR],
  [3_785, WEB_MERCATOR],
]);
const byCode = new Map(COORDINATE_SYSTEMS.map((system) => [system.epsg, system]));

/** The system of an EPSG code, or of another code of the same system; null where it is not among those that are converted. */
export function findCoordinateSystem(epsg: number): CoordinateSystem | null {
  return byCode.get(ALIASES.get(epsg) ?? epsg) ?? null;
}

/** Whether places of a system may lie some metres to a hundred away from where they are: its shift to WGS-84 differs from region to region and is not public. */
export function isShiftUnknown({ datum }: Pick<CoordinateSystem, 'datum'>): boolean {
  return datum === 'xian1980' || datum === 'beijing1954';
}
