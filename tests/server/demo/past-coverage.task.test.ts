import { expect, it } from 'vitest';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import runPastCoverage, { type PastCoverageTask } from '../../../server/src/demo/past-coverage.task.ts';

/** 09:00 and 03:00 of a Wednesday in Xinyi. */
const MORNING_MS = Date.UTC(2026, 10, 18, 1);
const NIGHT_MS = MORNING_MS - 6 * 3_600_000;
const CENTER: [number, number] = [118.35, 34.37];

const ALONE: CoverageSettings = {
  ...DEFAULT_COVERAGE_SETTINGS,
  observers: Object.fromEntries(
    Object.entries(DEFAULT_COVERAGE_SETTINGS.observers).map(([kind, rule]) => [
      kind,
      { ...rule, counts: kind === 'lookout' },
    ]),
  ) as CoverageSettings['observers'],
};
const TASK: Omit<PastCoverageTask, 'hoursMs' | 'settings'> = {
  seed: 1,
  center: CENTER,
  timeZone: 'Asia/Shanghai',
  // 4 km × 4 km about the middle of the county seat.
  areas: [
    {
      id: 'key-area:1',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [118.328, 34.352],
            [118.372, 34.352],
            [118.372, 34.388],
            [118.328, 34.388],
            [118.328, 34.352],
          ],
        ],
      },
    },
  ],
  demand: { lngs: [118.35, 118.37], lats: [34.37, 34.353], incidentWeights: [3, 1], households: [0, 0] },
  // On duty until midnight.
  lookouts: [
    { position: CENTER, detectionRangeMeters: 500, shape: { kind: 'disk' }, dutyStartMinute: 0, dutyEndMinute: 1439 },
  ],
};

it('past hours of lookouts alone are what their disks cover, with the ranges of the night', () => {
  const [morning, night] = runPastCoverage({ ...TASK, settings: ALONE, hoursMs: [MORNING_MS, NIGHT_MS] });
  const areaSquareMeters = 0.044 * 92_050 * 0.036 * 110_930;
  expect(morning).toMatchObject({ areaId: 'key-area:1', hourMs: MORNING_MS, samples: 2, householdShareSum: null });
  expect(morning!.shareSum / 2 / ((Math.PI * 500 ** 2) / areaSquareMeters)).toBeCloseTo(1, 2);
  expect(morning!.shareMin).toBeCloseTo(morning!.shareSum / 2, 12);
  expect(morning!.incidentShareSum).toBeCloseTo(2 * (3 / 4), 12);
  expect(night!.shareSum / morning!.shareSum).toBeCloseTo(0.7 ** 2, 3);
}, 60_000);

it('past hours of everybody have more seen by day than by night, and differ from week to week', () => {
  const hoursMs = [0, 1, 2].flatMap((weeks) => [
    MORNING_MS - weeks * 7 * 86_400_000,
    NIGHT_MS - weeks * 7 * 86_400_000,
  ]);
  const hours = runPastCoverage({ ...TASK, settings: DEFAULT_COVERAGE_SETTINGS, hoursMs });
  const shares = hours.map(({ shareSum, samples }) => shareSum / samples);
  for (let week = 0; week < 3; week++) expect(shares[2 * week]!).toBeGreaterThan(1.5 * shares[2 * week + 1]!);
  expect(new Set(shares).size).toBe(6);
  expect(hours.every(({ shareMin, shareSum }) => shareMin >= 0 && shareMin <= shareSum / 2 && shareSum / 2 <= 1)).toBe(
    true,
  );
}, 60_000);
