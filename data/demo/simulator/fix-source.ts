/**
 * How a device words its message; the three generations of Traccar Client in use.
 * Up to 8: parameters in the URL, by GET or POST. 9.x: JSON. 10.x: a form.
 */
export const WIRE_FORMS = ['query-post', 'json', 'form', 'query-get'] as const;
export type WireForm = (typeof WIRE_FORMS)[number];

/** One message on its way to the server, a fix or a heartbeat: WGS-84, SI units; null = the device does not say. */
export interface OutgoingFix {
  deviceId: string;
  wireForm: WireForm;
  /** The device's clock, epoch milliseconds, always a whole second: two of the forms cannot say more. */
  fixTimeMs: number;
  /** Null, as is the latitude: a heartbeat of a phone that stands still and does not measure. */
  lng: number | null;
  lat: number | null;
  speedMetersPerSecond: number | null;
  /** Clockwise from north, 0 ≤ h < 360. */
  headingDegrees: number | null;
  accuracyMeters: number | null;
  altitudeMeters: number | null;
  /** 0–100. */
  batteryPercent: number | null;
  charging: boolean | null;
  alarm: 'sos' | null;
}

/** Where fixes come from: the simulation or a replayed file. */
export interface FixSource {
  /** Devices still taking part. */
  readonly deviceCount: number;
  /** Everything to be sent by `nowMs` that was not given out before; the fixes of a device oldest first. */
  advance(nowMs: number): OutgoingFix[];
  /** Leaves a device out from now on. */
  remove(deviceId: string): void;
  /** True when nothing will ever come again. */
  isFinished(): boolean;
}
