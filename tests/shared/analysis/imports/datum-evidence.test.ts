import { describe, expect, it } from 'vitest';
import type { LngLat } from '../../../../shared/src/schemas/geometry.ts';
import { createDatumEvidence } from '../../../../shared/src/analysis/imports/datum-evidence.ts';
import { isInsideChina } from '../../../../shared/src/analysis/imports/inside-china.ts';
import { createRandom } from '../../../../shared/src/analysis/statistics/seeded-random.ts';

type Random = () => number;

/** What reading places as GCJ-02 and BD-09 does to them around 118° E 34° N, degrees. */
const SHIFTS = { gcj02: [-0.005_65, 0.001_14], bd09: [-0.012_2, -0.004_9] } as const;
const RUNS = 300;

/** A made-up city of some 60 km by 50 km with a winding border. */
function isInside([lng, lat]: LngLat): boolean {
  const [x, y] = [(lng - 118.35) / 0.33, (lat - 34.3) / 0.23];
  const angle = Math.atan2(y, x);
  return (
    Math.hypot(x, y) < 1 + 0.15 * Math.sin(3 * angle) + 0.08 * Math.sin(11 * angle + 1) + 0.04 * Math.sin(37 * angle)
  );
}
const anywhere = (random: Random): LngLat => [117.9 + random() * 0.9, 33.97 + random() * 0.66];
const near = ([lng, lat]: LngLat, random: Random, degrees: number): LngLat => {
  const [radius, angle] = [Math.sqrt(-2 * Math.log(1 - random())) * degrees, random() * 2 * Math.PI];
  return [lng + radius * Math.cos(angle), lat + radius * Math.sin(angle)];
};
const many = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

function judge(places: readonly LngLat[], chosen: 'wgs84' | 'gcj02' = 'wgs84') {
  const evidence = createDatumEvidence(chosen);
  for (const place of places) {
    const at = ([dx, dy]: readonly [number, number]) => isInside([place[0] + dx, place[1] + dy]);
    const wgs84 = isInside(place);
    evidence.add(
      {
        wgs84,
        cgcs2000: wgs84,
        gcj02: at(SHIFTS.gcj02),
        bd09: at(SHIFTS.bd09),
        swapped: isInside([place[1], place[0]]),
      },
      place,
    );
  }
  return evidence;
}
const toGcj02 = ([lng, lat]: LngLat): LngLat => [lng - SHIFTS.gcj02[0], lat - SHIFTS.gcj02[1]];

describe('another datum', () => {
  it.each<[string, (random: Random) => LngLat[]]>([
    ['evenly spread over several counties', (random) => many(600, () => anywhere(random))],
    ['many, evenly spread', (random) => many(2_000, () => anywhere(random))],
    [
      'gathered in towns',
      (random) => {
        const towns = many(60, () => anywhere(random));
        return many(1_500, (i) => near(towns[i % 60]!, random, 0.01));
      },
    ],
    [
      'gathered in towns of very different size',
      (random) => {
        const towns = many(60, () => anywhere(random));
        return many(1_500, () => near(towns[Math.floor(60 * random() ** 3)]!, random, 0.01));
      },
    ],
    [
      'at addresses with many each',
      (random) => {
        const addresses = many(200, () => anywhere(random));
        return many(2_000, () => addresses[Math.floor(200 * random() ** 2)]!);
      },
    ],
    ['of the city alone', (random) => many(1_500, () => anywhere(random)).filter(isInside)],
  ])(
    'is advised in at most 1 of 100 files whose places are %s',
    (_what, make) => {
      const random = createRandom(7);
      let alarms = 0;
      for (let run = 0; run < RUNS; run++) if (judge(make(random)).findBetterDatum() !== null) alarms++;
      expect(alarms / RUNS).toBeLessThanOrEqual(0.01);
    },
    60_000,
  );

  it('is advised for a register of the city in GCJ-02, and not once it is read so', () => {
    const random = createRandom(3);
    const places = many(6_000, () => anywhere(random))
      .filter(isInside)
      .map(toGcj02);
    expect(judge(places).findBetterDatum()).toBe('gcj02');
    expect(
      judge(places.map(([lng, lat]): LngLat => [lng + SHIFTS.gcj02[0], lat + SHIFTS.gcj02[1]])).findBetterDatum(),
    ).toBeNull();
  });

  it('is not advised by one address at the border, however often it is named', () => {
    const place: LngLat = many(100_000, (i): LngLat => [118.2 + i * 1e-5, 34.3]).find(
      (one) => !isInside(one) && isInside([one[0] + SHIFTS.gcj02[0], one[1] + SHIFTS.gcj02[1]]),
    )!;
    expect(judge(many(500, () => place)).findBetterDatum()).toBeNull();
  });
});

describe('swapped numbers', () => {
  it('are told by few rows where none lies inside as written', () => {
    expect(
      judge([
        [34.3, 118.35],
        [34.31, 118.36],
      ]).isSwapped(),
    ).toBe(true);
    expect(
      judge([
        [118.35, 34.3],
        [34.31, 118.36],
      ]).isSwapped(),
    ).toBe(false);
  });
});

it('China is the mainland, not its neighbours', () => {
  const places: Array<[string, LngLat, boolean]> = [
    ['Xinyi', [118.35, 34.37], true],
    ['Beijing', [116.4, 39.9], true],
    ['Ürümqi', [87.6, 43.8], true],
    ['Lhasa', [91.1, 29.65], true],
    ['Sanya', [109.5, 18.25], true],
    ['Harbin', [126.6, 45.75], true],
    ['Kunming', [102.7, 25.05], true],
    ['Houston', [-95.4, 29.75], false],
    ['Taipei', [121.5, 25.05], false],
    ['Seoul', [127, 37.55], false],
    ['Tokyo', [139.7, 35.7], false],
    ['Hanoi', [105.85, 21.03], false],
    ['Ulaanbaatar', [106.9, 47.9], false],
    ['London', [-0.1, 51.5], false],
  ];
  expect(places.filter(([, place, expected]) => isInsideChina(place) !== expected).map(([name]) => name)).toEqual([]);
});
