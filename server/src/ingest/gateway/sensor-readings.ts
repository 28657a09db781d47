import type { Heartbeat, PositionReport } from '@liaowang/shared/schemas/position';

type Readings = Pick<
  PositionReport,
  'speedMetersPerSecond' | 'accuracyMeters' | 'altitudeMeters' | 'batteryPercent' | 'headingDegrees'
>;

/** What a sensor can say at all, [lowest, highest]. Wide on purpose: plausibility is judged elsewhere. */
const SENSOR_LIMITS: Record<keyof Readings, readonly [number, number]> = {
  // No vehicle on the ground reaches 540 km/h.
  speedMetersPerSecond: [0, 150],
  // A quarter of the way round the Earth: worse says nothing.
  accuracyMeters: [0, 10_000_000],
  // The Dead Sea to well above Everest.
  altitudeMeters: [-500, 10_000],
  batteryPercent: [0, 100],
  headingDegrees: [0, 360],
};

/** Finer than any sensor, and far above what a 4-byte column rounds to zero with an error. */
const STEPS_PER_UNIT = 1_000;

function read(name: keyof Readings, value: number | null): number | null {
  const [lowest, highest] = SENSOR_LIMITS[name];
  return value !== null && value >= lowest && value <= highest
    ? Math.round(value * STEPS_PER_UNIT) / STEPS_PER_UNIT
    : null;
}

/** The report with readings that no sensor gives taken as not said, so that one device's noise cannot fail a statement it shares with others. */
export function withSensorReadings(report: PositionReport): PositionReport {
  return {
    ...report,
    speedMetersPerSecond: read('speedMetersPerSecond', report.speedMetersPerSecond),
    accuracyMeters: read('accuracyMeters', report.accuracyMeters),
    altitudeMeters: read('altitudeMeters', report.altitudeMeters),
    batteryPercent: read('batteryPercent', report.batteryPercent),
    headingDegrees: read('headingDegrees', report.headingDegrees),
  };
}

/** The heartbeat likewise. */
export function withHeartbeatReadings(heartbeat: Heartbeat): Heartbeat {
  return { ...heartbeat, batteryPercent: read('batteryPercent', heartbeat.batteryPercent) };
}
