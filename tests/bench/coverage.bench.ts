import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { area as turfArea } from '@turf/area';
import { difference } from '@turf/difference';
import { featureCollection, polygon } from '@turf/helpers';
import { union } from '@turf/union';
import createClipper from 'clipper2-wasm';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import pg from 'pg';
import { computeCoverage } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import type { Disks } from '@liaowang/shared/analysis/geometry/disk-union/disk-union';
import { XINYI_BOUNDARY } from '../../data/jurisdictions/xinyi/xinyi.ts';
import { startEmbeddedPostgis } from '../../server/src/embedded-postgis/embedded-postgis.ts';
import { prepareDemoAreas } from './demo-areas.ts';
import { median, timeRuns } from './figures.ts';
import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';

const COUNTS = [22, 300, 1_200, 5_000, 20_000, 100_000];
/** What the others are given for a circle; ours takes the circle itself. */
const CORNERS = 64;
/** A baseline is left out where its last run, grown as it was seen to, would take longer. */
const LIMIT_MS = 60_000;
const BASELINE_GROWTH = 1.5;

/** What a baseline found, m². Its polygons of disks are made beforehand, and not timed. */
type Baseline = (disks: Disks) => Promise<{ gapSquareMeters: number; elapsedMs: number }>;

const { projection, jurisdiction } = prepareDemoAreas();
const boundaryRing = XINYI_BOUNDARY.coordinates[0]!.map(([lng, lat]): Position => projection.forward(lng!, lat!));

/**
 * Gaps of the city, as polygons with exact areas, under disks of 100 to 200 m scattered in a bell around its centre:
 * ours against Turf, clipper2-wasm and PostGIS in the same plane. Ratios are of the medians of both sides.
 */
export async function run(): Promise<void> {
  const postgis = await openPostgis();
  const baselines: [string, Baseline][] = [
    ['turf', runTurf],
    ['clipper2-wasm', await createClipperBaseline()],
    ['PostGIS', postgis.baseline],
  ];
  const lastRuns = new Map<string, { count: number; elapsedMs: number }>();
  const ours: { count: number; ms: number }[] = [];
  for (const count of COUNTS) {
    const disks = scatterDisks(count);
    const runs = count > 10_000 ? { runs: 9, warmUps: 3 } : { runs: 40, warmUps: 20 };
    const times = await timeRuns(() => jurisdiction.union.computeGaps(disks), runs);
    const figuresMs = median(await timeRuns(() => jurisdiction.union.computeFigures(disks), runs));
    const geojsonMs = median(
      await timeRuns(
        () =>
          computeCoverage(
            { areas: [jurisdiction], disks: toLngLat(disks) },
            { withGeometry: true, minGapSquareMeters: 0 },
          ),
        runs,
      ),
    );
    const { gaps, gapAreaSquareMeters, areaSquareMeters } = jurisdiction.union.computeGaps(disks);
    const oursMs = median(times);
    ours.push({ count, ms: oursMs });
    console.log(
      `${count} disks: ours ${oursMs.toFixed(1)} ms (figures only ${figuresMs.toFixed(1)}; as GeoJSON in degrees ${geojsonMs.toFixed(1)}), ` +
        `${gaps.length} gaps, ${(100 - (gapAreaSquareMeters / areaSquareMeters) * 100).toFixed(2)} % observed`,
    );
    for (const [name, baseline] of baselines) {
      const last = lastRuns.get(name);
      if (last !== undefined && last.elapsedMs * (count / last.count) ** BASELINE_GROWTH > LIMIT_MS) {
        console.log(`  ${name}: left out, it would take more than a minute`);
        continue;
      }
      const { gapSquareMeters, elapsedMs } = await runBaseline(baseline, disks);
      lastRuns.set(name, { count, elapsedMs });
      const apart = Math.abs(gapSquareMeters - gapAreaSquareMeters) / areaSquareMeters;
      console.log(
        `  ${name}: ${elapsedMs.toFixed(0)} ms, ratio ${(elapsedMs / oursMs).toFixed(1)}, gap ${(apart * 100).toFixed(4)} % of the city apart from ours`,
      );
    }
  }
  const [from, to] = [ours[2]!, ours.at(-1)!];
  console.log(
    `growth from ${from.count} to ${to.count}: n^${(Math.log(to.ms / from.ms) / Math.log(to.count / from.count)).toFixed(2)}`,
  );
  await postgis.close();
}

/** The median of three runs; the only one, where it takes long. */
async function runBaseline(baseline: Baseline, disks: Disks): ReturnType<Baseline> {
  const first = await baseline(disks);
  if (first.elapsedMs >= 2_000) return first;
  const times = [first.elapsedMs, (await baseline(disks)).elapsedMs, (await baseline(disks)).elapsedMs];
  return { ...first, elapsedMs: median(times) };
}

function scatterDisks(count: number): Disks {
  const random = createRandom(count);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  const radiusMeters = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = (random() + random() - 1) * 27_500;
    y[i] = (random() + random() - 1) * 22_000;
    radiusMeters[i] = 100 + random() * 100;
  }
  return { x, y, radiusMeters };
}

function toLngLat({ x, y, radiusMeters }: Disks) {
  const lngs = new Float64Array(x.length);
  const lats = new Float64Array(x.length);
  projection.inverseAll(x, y, lngs, lats);
  return { lngs, lats, radiusMeters };
}

function createRings({ x, y, radiusMeters }: Disks): Position[][] {
  return Array.from(x, (centreX, i) =>
    Array.from({ length: CORNERS }, (_, k): Position => [
      centreX + radiusMeters[i]! * Math.cos((2 * Math.PI * k) / CORNERS),
      y[i]! + radiusMeters[i]! * Math.sin((2 * Math.PI * k) / CORNERS),
    ]),
  );
}

async function runTurf(disks: Disks): ReturnType<Baseline> {
  const toFeature = (ring: readonly Position[]): Feature<Polygon> => {
    const vertices = ring.map(([x, y]) => projection.inverse(x!, y!));
    return polygon([[...vertices, vertices[0]!]]);
  };
  const circles = createRings(disks).map(toFeature);
  const city: Feature<Polygon> = { type: 'Feature', properties: {}, geometry: XINYI_BOUNDARY };
  const startedMs = performance.now();
  const observed: Feature<Polygon | MultiPolygon> = union(featureCollection(circles))!;
  const gaps = difference(featureCollection<Polygon | MultiPolygon>([city, observed]));
  const elapsedMs = performance.now() - startedMs;
  // On the sphere areas are a little larger; taken back, so that the figures can be compared.
  const scale = jurisdiction.areaSquareMeters / turfArea(city);
  return { gapSquareMeters: gaps === null ? 0 : turfArea(gaps) * scale, elapsedMs };
}

async function createClipperBaseline(): Promise<Baseline> {
  const clipper = await createClipper();
  return async (disks) => {
    const subject = new clipper.PathsD();
    subject.push_back(clipper.MakePathD(boundaryRing.flat()));
    const clips = new clipper.PathsD();
    for (const ring of createRings(disks)) clips.push_back(clipper.MakePathD(ring.flat()));
    const startedMs = performance.now();
    const gaps = clipper.DifferenceD(subject, clips, clipper.FillRule.NonZero, 3);
    const elapsedMs = performance.now() - startedMs;
    const gapSquareMeters = Math.abs(clipper.AreaPathsD(gaps));
    for (const paths of [subject, clips, gaps]) paths.delete();
    return { gapSquareMeters, elapsedMs };
  };
}

async function openPostgis(): Promise<{ baseline: Baseline; close(): Promise<void> }> {
  const given = process.env['TEST_DATABASE_URL'];
  const dataDirectory = await mkdtemp(join(tmpdir(), 'liaowang-bench-'));
  const embedded = given ? null : await startEmbeddedPostgis({ dataDirectory });
  const client = new pg.Client({ connectionString: given ?? embedded!.connectionString });
  await client.connect();
  await client.query('CREATE EXTENSION IF NOT EXISTS postgis');
  const boundaryText = `POLYGON((${boundaryRing.map(([x, y]) => `${x} ${y}`).join(',')}))`;
  return {
    async baseline({ x, y, radiusMeters }) {
      await client.query('CREATE TEMP TABLE IF NOT EXISTS bench_disks (disk geometry)');
      await client.query('TRUNCATE bench_disks');
      await client.query(
        `INSERT INTO bench_disks SELECT ST_Buffer(ST_MakePoint(x, y), r, ${CORNERS / 4}) FROM unnest($1::float8[], $2::float8[], $3::float8[]) AS disk (x, y, r)`,
        [Array.from(x), Array.from(y), Array.from(radiusMeters)],
      );
      const startedMs = performance.now();
      const { rows } = await client.query<{ gap: number }>(
        'SELECT ST_Area(ST_Difference(ST_GeomFromText($1), (SELECT ST_Union(disk) FROM bench_disks))) AS gap',
        [boundaryText],
      );
      return { gapSquareMeters: rows[0]!.gap, elapsedMs: performance.now() - startedMs };
    },
    async close() {
      await client.end();
      await embedded?.stop();
      await rm(dataDirectory, { recursive: true, force: true });
    },
  };
}
