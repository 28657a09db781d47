import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  COORDINATE_SYSTEMS,
  findCoordinateSystem,
  isShiftUnknown,
} from '../../../../../../server/src/features/imports/readers/coordinate-systems/coordinate-systems.ts';
import {
  recogniseName,
  recogniseWkt,
} from '../../../../../../server/src/features/imports/readers/coordinate-systems/recognise-system.ts';
import { createUnproject } from '../../../../../../server/src/features/imports/readers/coordinate-systems/unproject.ts';
import { createTestApp, type TestApp } from '../../../../../support/create-test-app.ts';

let city: TestApp;
beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());

const metersApart = (a: readonly number[], b: readonly number[]) =>
  Math.hypot((a[0]! - b[0]!) * 111_320 * Math.cos((a[1]! * Math.PI) / 180), (a[1]! - b[1]!) * 111_000);

describe('coordinates in metres', () => {
  it('of every system are where PROJ, with the code of EPSG, says; those of an unknown shift within 120 m', async () => {
    // Every third: PROJ takes its time to think of each.
    const asked = COORDINATE_SYSTEMS.filter(({ centralMeridian }, i) => i % 3 === 0 || centralMeridian === null).map(
      (system) => ({ system, lng: (system.centralMeridian ?? 117.1) + 1.25, lat: system.isSouthern ? -34.4 : 34.4 }),
    );
    const { rows } = await city.app.db.query<{ n: number; x: number; y: number }>(
      `SELECT n::int, ST_X(p) AS x, ST_Y(p) AS y FROM unnest($1::float8[], $2::float8[], $3::int[]) WITH ORDINALITY AS t (lng, lat, srid, n), LATERAL (SELECT ST_Transform(ST_SetSRID(ST_MakePoint(lng, lat), 4326), srid) AS p) q`,
      [asked.map(({ lng }) => lng), asked.map(({ lat }) => lat), asked.map(({ system }) => system.epsg)],
    );
    expect(rows).toHaveLength(asked.length);
    const wrong = rows.filter(({ n, x, y }) => {
      const { system, lng, lat } = asked[n - 1]!;
      const place = createUnproject(system)([x, y]);
      return place === null || metersApart(place, [lng, lat]) > (isShiftUnknown(system) ? 120 : 0.001);
    });
    expect(wrong.map(({ n }) => asked[n - 1]!.system.epsg)).toEqual([]);
  });

  it('have one code each, and other codes of the same system', () => {
    expect(new Set(COORDINATE_SYSTEMS.map(({ epsg }) => epsg)).size).toBe(COORDINATE_SYSTEMS.length);
    expect([900_913, 102_100, 3_857].map((epsg) => findCoordinateSystem(epsg)?.epsg)).toEqual([3_857, 3_857, 3_857]);
    expect(findCoordinateSystem(2_278)).toBeNull();
  });

  it('that no place of the earth has are none', () => {
    expect(createUnproject(findCoordinateSystem(4_527)!)([Number.NaN, 0])).toBeNull();
    expect(createUnproject(findCoordinateSystem(3_857)!)([13_174_661, Number.POSITIVE_INFINITY])).toBeNull();
  });
});

describe('what a file says of its coordinates', () => {
  it.each([
    ['urn:ogc:def:crs:EPSG::3857', 3_857],
    ['EPSG:4527', 4_527],
    ['http://www.opengis.net/def/crs/EPSG/0/32650', 32_650],
    ['urn:ogc:def:crs:EPSG:6.9:4549', 4_549],
    ['EPSG:900913', 3_857],
  ])('%s is EPSG %i', (name, epsg) =>
    expect(recogniseName(name)).toMatchObject({ kind: 'projected', system: { epsg } }),
  );

  it('may be degrees, or a system that is not converted', () => {
    expect(recogniseName('urn:ogc:def:crs:OGC:1.3:CRS84')).toEqual({ kind: 'degrees', datum: 'wgs84' });
    expect(recogniseName('urn:ogc:def:crs:EPSG::4490')).toEqual({ kind: 'degrees', datum: 'cgcs2000' });
    expect(recogniseName('EPSG:2278')).toEqual({ kind: 'unknown', name: 'EPSG:2278' });
    expect(recogniseName('local')).toEqual({ kind: 'unknown', name: 'local' });
  });

  const gaussKruger = (name: string, geographic: string, easting: number, meridian: number) =>
    `PROJCS["${name}",GEOGCS[${geographic},PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",${easting}.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",${meridian}.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]`;
  const cgcs =
    '"GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]]';
  const xian = '"GCS_Xian_1980",DATUM["D_Xian_1980",SPHEROID["Xian_1980",6378140.0,298.257]]';
  const beijing = '"GCS_Beijing_1954",DATUM["D_Beijing_1954",SPHEROID["Krasovsky_1940",6378245.0,298.3]]';
  it.each([
    [gaussKruger('CGCS2000_3_Degree_GK_Zone_39', cgcs, 39_500_000, 117), 4_527],
    [gaussKruger('CGCS2000_3_Degree_GK_CM_117E', cgcs, 500_000, 117), 4_548],
    [gaussKruger('Xian_1980_GK_Zone_20', xian, 20_500_000, 117), 2_334],
    [gaussKruger('Beijing_1954_3_Degree_GK_CM_120E', beijing, 500_000, 120), 2_437],
    [
      'PROJCS["WGS_1984_UTM_Zone_50N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]],PROJECTION["Transverse_Mercator"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",0.9996],UNIT["Meter",1.0]]',
      32_650,
    ],
    [
      'PROJCS["WGS_1984_Web_Mercator_Auxiliary_Sphere",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]],PROJECTION["Mercator_Auxiliary_Sphere"]]',
      3_857,
    ],
    ['PROJCS["x",GEOGCS["y",AUTHORITY["EPSG","4490"]],AUTHORITY["EPSG","4527"]]', 4_527],
  ])('%s', (wkt, epsg) => expect(recogniseWkt(wkt)).toMatchObject({ kind: 'projected', system: { epsg } }));

  it('in well-known text may be degrees, or another system', () => {
    expect(recogniseWkt(`GEOGCS[${cgcs}]`)).toEqual({ kind: 'degrees', datum: 'cgcs2000' });
    expect(
      recogniseWkt(
        'PROJCS["NAD_1983_StatePlane_Texas",GEOGCS["GCS_North_American_1983",DATUM["D_North_American_1983"]]]',
      ),
    ).toEqual({ kind: 'unknown', name: 'NAD_1983_StatePlane_Texas' });
    expect(recogniseWkt(gaussKruger('a city of its own', cgcs, 40_000, 118))).toEqual({
      kind: 'unknown',
      name: 'a city of its own',
    });
  });
});
