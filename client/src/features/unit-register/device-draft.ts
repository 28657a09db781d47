import type { Datum, Device, DeviceChange, NewDevice } from '@liaowang/shared/schemas/device';
import { DEVICE_APPS, type DeviceApp } from '@liaowang/shared/schemas/unit';

/** What devices may speak here; the server has the last word. */
export const DEVICE_PROTOCOLS = ['osmand', 'owntracks'] as const;
export type DeviceProtocolName = (typeof DEVICE_PROTOCOLS)[number];

/** How each of them names its devices. */
export const ID_EXAMPLES: Record<DeviceProtocolName, string> = { osmand: 'phone-017', owntracks: 'xinyi/phone017' };

export const INTERVAL_SECONDS = { min: 1, max: 3_600 } as const;

/** A device as a form has it. */
export interface DeviceDraft {
  protocol: DeviceProtocolName;
  externalId: string;
  /** What sends, of devices that speak OsmAnd's protocol. */
  app: DeviceApp;
  datum: Datum;
  /** `UTC` where nothing is set. */
  timeZone: string;
  /** Null = nobody has said. */
  reportIntervalSeconds: number | null;
  heartbeatSeconds: number | null;
}

export const EMPTY_DEVICE: DeviceDraft = {
  protocol: 'osmand',
  externalId: '',
  app: DEVICE_APPS[0],
  datum: 'wgs84',
  timeZone: 'UTC',
  reportIntervalSeconds: null,
  heartbeatSeconds: null,
};

const isApp = (value: unknown): value is DeviceApp => (DEVICE_APPS as readonly unknown[]).includes(value);

/** A device that is there, for its form. */
export function toDeviceDraft(device: Device): DeviceDraft {
  const { externalId, datum, timeZone, reportIntervalSeconds, heartbeatSeconds, settings } = device;
  return {
    protocol: DEVICE_PROTOCOLS.find((name) => name === device.protocol) ?? EMPTY_DEVICE.protocol,
    externalId,
    app: isApp(settings['app']) ? settings['app'] : EMPTY_DEVICE.app,
    datum,
    timeZone: timeZone ?? EMPTY_DEVICE.timeZone,
    reportIntervalSeconds,
    heartbeatSeconds,
  };
}

/** What is set of a device, by a form. */
export function toDeviceChange(draft: DeviceDraft): DeviceChange {
  const { protocol, app, datum, timeZone, reportIntervalSeconds, heartbeatSeconds } = draft;
  return {
    datum,
    timeZone: timeZone === EMPTY_DEVICE.timeZone ? null : timeZone,
    reportIntervalSeconds,
    heartbeatSeconds,
    ...(protocol === 'osmand' && { settings: { app } }),
  };
}

/** A device that is added. */
export function toNewDevice(draft: DeviceDraft): NewDevice {
  return { protocol: draft.protocol, externalId: draft.externalId.trim(), ...toDeviceChange(draft) };
}

const isInterval = (seconds: number | null): boolean =>
  seconds === null || (Number.isInteger(seconds) && seconds >= INTERVAL_SECONDS.min && seconds <= INTERVAL_SECONDS.max);

/** What of a draft does not fit yet. */
export function findDeviceProblems(
  draft: DeviceDraft,
): Partial<Record<'externalId' | 'reportIntervalSeconds' | 'heartbeatSeconds', 'required' | 'between'>> {
  return {
    ...(draft.externalId.trim() === '' && { externalId: 'required' as const }),
    ...(!isInterval(draft.reportIntervalSeconds) && { reportIntervalSeconds: 'between' as const }),
    ...(!isInterval(draft.heartbeatSeconds) && { heartbeatSeconds: 'between' as const }),
  };
}
