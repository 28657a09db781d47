import boundary from '../../data/jurisdictions/xinyi/boundary.json' with { type: 'json' };
import jurisdiction from '../../data/jurisdictions/xinyi/jurisdiction.json' with { type: 'json' };
import { computeCoverage, prepareArea } from '@liaowang/shared/analysis/coverage-gaps';
import { createLocalProjection } from '@liaowang/shared/analysis/local-projection';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import { createRandom, median, timeRuns } from './figures.ts';

/** Gaps of the city under 1,200, 20,000 and 100,000 disks: figures, exact by the arrangement of arcs. */
export async function run(): Promise<void> {
  const [lng, lat] = jurisdiction.center as [number, number];
  const preparation = prepareArea({ id: 'city', geometry: boundary.features[0]!.geometry as AreaGeometry }, createLocalProjection(lng, lat));
  if (!preparation.ok) throw new Error(preparation.reason);
  for (const count of [1_200, 20_000, 100_000]) {
    const random = createRandom(count);
    const disks = {
      lngs: Float64Array.from({ length: count }, () => lng + (random() + random() - 1) * 0.3),
      lats: Float64Array.from({ length: count }, () => lat + (random() + random() - 1) * 0.2),
      radiusMeters: Float64Array.from({ length: count }, () => 100 + random() * 100),
    };
    const times = await timeRuns(() => computeCoverage({ areas: [preparation.area], disks }, {}), { runs: 9, warmUps: 3 });
    console.log(`${count} disks: figures and gap list ${median(times).toFixed(1)} ms (best ${Math.min(...times).toFixed(1)})`);
  }
}
