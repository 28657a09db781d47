import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { computeCoverage, prepareArea } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { collectObserved } from '@liaowang/shared/analysis/coverage/observed-ground';
import { findFarthestMeters } from '@liaowang/shared/analysis/coverage/seen-shape';
import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import { createLocalProjection } from '@liaowang/shared/analysis/geometry/local-projection';
import type { Role } from '@liaowang/shared/schemas/account';
import type { CoverageFigures } from '@liaowang/shared/schemas/coverage';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Job } from '@liaowang/shared/schemas/job';
import type { LookoutCollection, LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { SitingResult } from '@liaowang/shared/schemas/siting';
import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { createPlansClient, post } from '../../support/plans-client.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

/** Where lookout 1 stands, which sees 800 m. */
const SQUARE: LngLat = [118.345, 34.365];
const projection = createLocalProjection(...SQUARE);
const DISK = { detectionRangeMeters: 800, shape: { kind: 'disk' } } as const;
const NORTH_EAST: WatchShape = { kind: 'sector', bearingDegrees: 45, angleDegrees: 120 };
const ground = (...corners: [x: number, y: number][]): Extract<WatchShape, { kind: 'ground' }> => ({
  kind: 'ground',
  geometry: { type: 'Polygon', coordinates: [[...corners, corners[0]!].map(([x, y]) => projection.inverse(x, y))] },
});
const YARD = ground([-100, -50], [300, -50], [300, 150], [-100, 150]);

let city: TestApp;
const plans = createPlansClient(() => city);

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => put(DISK));

async function put(range: object, role: Role = 'administrator', lookoutId: number | string = 1) {
  return city.app.inject({
    method: 'PUT',
    url: `/api/v1/lookouts/${lookoutId}/range`,
    headers: { cookie: await city.cookieOf(role) },
    payload: range,
  });
}
async function get<T>(url: string): Promise<T> {
  return (await city.app.inject({ url, headers: { cookie: await city.cookieOf('analyst') } })).json() as T;
}
const findLookout = async (): Promise<LookoutFeature['properties']> =>
  (await get<LookoutCollection>('/api/v1/lookouts')).features.find(({ properties }) => properties.lookoutId === 1)!
    .properties;
const findSeen = async (areaId = 'jurisdiction'): Promise<number> =>
  (await get<CoverageFigures>('/api/v1/coverage/figures')).areas.find((area) => area.areaId === areaId)!
    .observedAreaSquareMeters;
const refusalOf = (response: Awaited<ReturnType<typeof put>>) => [
  response.statusCode,
  response.json().error.code,
  response.json().error.field,
];

describe('what a lookout sees', () => {
  it('is a disk until somebody says otherwise; the change is stored, told, audited and counts, and can be undone', async () => {
    const seenByDisk = await findSeen();
    expect(seenByDisk).toBeCloseTo(Math.PI * 800 ** 2, -1);
    expect(await findLookout()).toMatchObject(DISK);
    const viewer = await connectViewer(city.address, await city.cookieOf('volunteer'));

    const response = await put({ detectionRangeMeters: 600, shape: NORTH_EAST, was: DISK }, 'dispatcher');
    expect([response.statusCode, response.json()]).toMatchObject([
      200,
      { id: 1, properties: { detectionRangeMeters: 600, shape: NORTH_EAST, onDuty: true } },
    ]);
    const [told] = await viewer.next<LookoutFeature[]>('lookouts:changed');
    expect(told!.properties.shape).toEqual(NORTH_EAST);
    viewer.disconnect();
    expect(await plans.findAudit('lookout.range-changed')).toEqual({
      subject: 'lookout:1',
      detail: { before: DISK, after: { detectionRangeMeters: 600, shape: NORTH_EAST } },
    });
    const third = (Math.PI * 600 ** 2) / 3;
    expect(await findSeen()).toBeLessThan(third);
    expect(await findSeen()).toBeGreaterThan(third * 0.999);

    const undo = await put({ ...DISK, was: { detectionRangeMeters: 600, shape: NORTH_EAST } });
    expect(undo.statusCode).toBe(200);
    expect(await findSeen()).toBe(seenByDisk);
  });

  it('is drawn ground to its farthest corner, or to the range that is said with it', async () => {
    expect((await put({ shape: YARD })).statusCode).toBe(200);
    const drawn = await findLookout();
    expect(drawn.shape).toEqual(YARD);
    expect(drawn.detectionRangeMeters).toBe(Math.ceil(findFarthestMeters(SQUARE, YARD.geometry)));
    expect(await findSeen()).toBeCloseTo(400 * 200, 0);
    await put({ shape: YARD, detectionRangeMeters: 100 });
    const within = await findSeen();
    expect(within).toBeLessThan(200 * 150);
    expect(within).toBeGreaterThan(100 * 150);
    // A branch and a key area know it as the city does.
    expect(await findSeen('key-area:1')).toBeCloseTo(within, 3);
    expect(await findSeen('branch:1')).toBeCloseTo(within, 3);
  });

  it.each(['analyst', 'police-liaison', 'branch-lead', 'volunteer'] as const)(
    'is not for the role %s to change',
    async (role) => {
      expect((await put({ shape: NORTH_EAST }, role)).statusCode).toBe(403);
      expect((await findLookout()).shape).toEqual({ kind: 'disk' });
    },
  );

  it.each([
    ['crosses itself', ground([0, 0], [100, 100], [100, 0], [0, 100]), 'ground-crosses-itself'],
    [
      'is not closed',
      { kind: 'ground', geometry: { type: 'Polygon', coordinates: [YARD.geometry.coordinates[0]!.slice(0, 4)] } },
      'ground-not-closed',
    ],
    ['is smaller than a room', ground([0, 0], [9, 0], [9, 9]), 'ground-too-small'],
    ['lies elsewhere', ground([2_000, 0], [2_100, 0], [2_100, 100]), 'ground-too-far'],
  ])('is refused where the ground %s, and stays', async (_what, shape, code) => {
    expect(refusalOf(await put({ shape }))).toEqual([400, code, 'body.shape.geometry']);
    expect(await findLookout()).toMatchObject(DISK);
  });

  it.each([
    ['a bearing of 360°', { shape: { ...NORTH_EAST, bearingDegrees: 360 } }],
    ['an angle of 1°', { shape: { ...NORTH_EAST, angleDegrees: 1 } }],
    ['a range of 5 m', { shape: NORTH_EAST, detectionRangeMeters: 5 }],
    ['a shape that nobody knows', { shape: { kind: 'cone' } }],
    [
      'a hole',
      {
        shape: {
          kind: 'ground',
          geometry: { type: 'Polygon', coordinates: [YARD.geometry.coordinates[0], YARD.geometry.coordinates[0]] },
        },
      },
    ],
    ['nothing', {}],
  ])('is refused with %s', async (_what, range) => {
    expect((await put(range)).json().error.code).toBe('invalid-input');
    expect(await findLookout()).toMatchObject(DISK);
  });

  it('is not written over what somebody else said meanwhile, and is of a lookout that stands', async () => {
    await put({ shape: NORTH_EAST });
    expect(refusalOf(await put({ shape: YARD, was: DISK }))).toEqual([409, 'changed-meanwhile', 'body.was']);
    expect((await findLookout()).shape).toEqual(NORTH_EAST);
    expect((await put({ shape: NORTH_EAST }, 'administrator', 99)).statusCode).toBe(404);
  });

  it('is kept whole by the database too', async () => {
    for (const change of [
      `shape = 'sector'`,
      `shape = 'ground'`,
      `bearing_degrees = 20`,
      `shape = 'sector', bearing_degrees = 360, angle_degrees = 90`,
      `shape = 'ground', ground = ST_SetSRID(ST_GeomFromText('POLYGON((0 0, 1 1, 1 0, 0 1, 0 0))'), 4326)`,
    ])
      await expect(city.app.db.query(`UPDATE lookouts SET ${change} WHERE id = 1`)).rejects.toThrow(/check constraint/);
  });
});

describe('a plan', () => {
  it('gives posts and lookouts a sector; applied it holds, and its backup brings back what was', async () => {
    const plan = await plans.create({
      lookouts: [{ lookoutId: 1, shape: YARD }],
      posts: [post({ shape: NORTH_EAST })],
    });
    const { statusCode, body } = await plans.send('dispatcher', 'POST', `/${plan.id}/apply`, { version: plan.version });
    expect([statusCode, body]).toEqual([200, expect.any(String)]);
    const lookouts = await plans.findLookouts();
    expect(lookouts.map(({ properties }) => properties.shape)).toEqual([YARD, { kind: 'disk' }, NORTH_EAST]);
    const { backup } = JSON.parse(body);
    await plans.send('dispatcher', 'POST', `/${backup.id}/apply`, { version: backup.version });
    expect(await findLookout()).toMatchObject(DISK);
    expect(await plans.findLookouts()).toHaveLength(2);
  });

  it('moves drawn ground with its lookout', async () => {
    await put({ shape: YARD });
    const to: LngLat = [118.355, 34.372];
    const plan = await plans.create({ lookouts: [{ lookoutId: 1, position: to }] });
    await plans.send('dispatcher', 'POST', `/${plan.id}/apply`, { version: plan.version });
    const moved = (await findLookout()).shape as typeof YARD;
    expect(findFarthestMeters(to, moved.geometry)).toBeCloseTo(findFarthestMeters(SQUARE, YARD.geometry), 2);
    const back = await plans.create({ lookouts: [{ lookoutId: 1, position: SQUARE, shape: DISK.shape }] });
    await plans.send('dispatcher', 'POST', `/${back.id}/apply`, { version: back.version });
  });

  it('is refused with ground that its post cannot see', async () => {
    const response = await plans.send('analyst', 'POST', '', {
      name: 'x',
      note: '',
      definition: {
        ...(await plans.create()).definition,
        posts: [post({ shape: ground([9_000, 0], [9_100, 0], [9_100, 90]) })],
      },
    });
    expect(plans.codeOf(response)).toEqual([400, 'ground-too-far', 'body.definition.posts.0.shape.geometry']);
  });
});

describe('siting', () => {
  it('leaves to new posts what a kept lookout does not see', async () => {
    await city.app.db.query(
      `INSERT INTO household_points (position, households) VALUES
       (ST_SetSRID(ST_MakePoint(118.347, 34.367), 4326), 10), (ST_SetSRID(ST_MakePoint(118.343, 34.363), 4326), 30)`,
    );
    const keptShare = async (): Promise<number> => {
      const started = await city.app.inject({
        method: 'POST',
        url: '/api/v1/siting',
        headers: { cookie: await city.cookieOf('analyst') },
        payload: {
          problem: 'maximal-cover',
          p: 1,
          targetShare: 1,
          rangeMeters: 200,
          existing: 'keep',
          areaId: 'key-area:1',
          incidentMix: 0,
          timeLimitSeconds: 60,
          candidates: { kind: 'drawn', points: [[118.343, 34.363]] },
          demand: {
            windowDays: 30,
            source: 'reported',
            categories: null,
            severityWeights: { low: 1, medium: 2, high: 4, critical: 8 },
          },
        },
      });
      const { jobId } = started.json() as { jobId: string };
      await waitFor(
        'the run to end',
        async () => (await get<Job>(`/api/v1/jobs/${jobId}`)).finishedAt !== null,
        25_000,
      );
      return (await get<SitingResult>(`/api/v1/siting/${jobId}`)).keptShare;
    };
    expect(await keptShare()).toBe(1);
    await put({ shape: NORTH_EAST });
    expect(await keptShare()).toBe(0.25);
  });
});

describe('beside PostGIS', () => {
  it('gaps of disks, sectors and drawn ground are those of ST_Difference and ST_Union', async () => {
    const area: [number, number][] = [
      [-2_000, -1_500],
      [2_000, -1_500],
      [2_300, 1_200],
      [0, 500],
      [-2_000, 1_500],
    ];
    const preparation = prepareArea(
      {
        id: 'a',
        geometry: { type: 'Polygon', coordinates: [[...area, area[0]!].map(([x, y]) => projection.inverse(x, y))] },
      },
      projection,
    );
    if (!preparation.ok) throw new Error(preparation.reason);
    const prepared = preparation.area;
    const wkt = (ring: readonly (readonly number[])[]) => `POLYGON((${ring.map((p) => p.join(' ')).join(',')}))`;
    const anyPost = fc.record({
      x: fc.integer({ min: -10, max: 10 }).map((k) => k * 250),
      y: fc.integer({ min: -8, max: 8 }).map((k) => k * 250),
      r: fc.constantFrom(250, 500, 777.7, 1_000),
      shape: fc.oneof(
        fc.constant<WatchShape>({ kind: 'disk' }),
        fc.record({
          kind: fc.constant('sector' as const),
          bearingDegrees: fc.integer({ min: 0, max: 23 }).map((k) => k * 15),
          angleDegrees: fc.constantFrom(30, 90, 120, 200, 300),
        }),
        fc
          .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
          .map(([w, h]) => ground([0, 0], [w * 250, 0], [w * 250, h * 250], [125, h * 250], [125, 125], [0, 125])),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyPost, { minLength: 1, maxLength: 10 }), async (posts) => {
        const observed = collectObserved();
        for (const { x, y, r, shape } of posts) observed.add(projection.inverse(x, y), r, shape);
        const { grounds, ...disks } = observed.collect();
        const [ours] = computeCoverage({ areas: [prepared], disks, grounds });
        const planes = grounds.flatMap((each) =>
          (each.type === 'Polygon' ? [each.coordinates] : each.coordinates).map(([ring]) =>
            wkt(ring!.map(([lng, lat]) => projection.forward(lng, lat))),
          ),
        );
        const circles = [...disks.lngs].map((lng, i) => [
          ...projection.forward(lng, disks.lats[i]!),
          disks.radiusMeters[i]!,
        ]);
        // Polygons of 1,024 sides, as large as their circles.
        const growth = Math.sqrt((2 * Math.PI) / 1_024 / Math.sin((2 * Math.PI) / 1_024));
        const { rows } = await city.app.db.query<{ gap: number }>(
          `WITH seen AS (
             SELECT ST_GeomFromText(w) AS g FROM unnest($2::text[]) AS w
             UNION ALL SELECT ST_Buffer(ST_MakePoint(x, y), r, 256) FROM unnest($3::float8[], $4::float8[], $5::float8[]) AS c (x, y, r))
           SELECT ST_Area(ST_Difference(ST_GeomFromText($1), coalesce((SELECT ST_Union(g) FROM seen), 'POLYGON EMPTY'))) AS gap`,
          [
            wkt([...area, area[0]!]),
            planes,
            circles.map(([x]) => x),
            circles.map(([, y]) => y),
            circles.map(([, , r]) => r! * growth),
          ],
        );
        // The rims of disks beside those of their polygons, and a millimetre by which ours moves disks.
        const rims = circles.reduce(
          (sum, [, , r]) => sum + 2 * Math.PI * r! * (r! * (1 - Math.cos(Math.PI / 1_024)) + 0.001),
          0,
        );
        expect(Math.abs(ours!.areaSquareMeters - ours!.observedAreaSquareMeters - rows[0]!.gap)).toBeLessThan(rims + 1);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('ground that is taken is valid, and only that', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 })), {
          minLength: 3,
          maxLength: 7,
        }),
        async (corners) => {
          const ring = [...corners, corners[0]!].map(([x, y]): LngLat => [118.345 + x / 1_024, 34.365 + y / 1_024]);
          const geometry = { type: 'Polygon' as const, coordinates: [ring] };
          const { rows } = await city.app.db.query<{ valid: boolean; area: number }>(
            'SELECT ST_IsValid(g) AS valid, ST_Area(g) AS area FROM ST_GeomFromGeoJSON($1) AS g',
            [JSON.stringify(geometry)],
          );
          expect(findShapeProblem(SQUARE, { kind: 'ground', geometry }) === null).toBe(
            rows[0]!.valid && rows[0]!.area > 0,
          );
        },
      ),
      {
        numRuns: 300,
        examples: [
          // There and back on one line; a spike at a corner; a spike past the corner before.
          [
            [
              [0, 0],
              [4, 0],
              [2, 0],
            ],
          ],
          [
            [
              [0, 0],
              [4, 0],
              [4, 4],
              [4, 2],
              [0, 2],
            ],
          ],
          [
            [
              [1, 1],
              [4, 1],
              [4, 4],
              [4, 0],
              [1, 0],
            ],
          ],
          [
            [
              [0, 0],
              [2, 2],
              [4, 0],
              [4, 4],
              [2, 2],
              [0, 4],
            ],
          ],
        ],
      },
    );
  });
});
