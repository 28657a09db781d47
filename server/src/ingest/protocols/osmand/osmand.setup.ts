import type { Device } from '@liaowang/shared/schemas/device';
import type { DeviceKind } from '../../../plugins/device-kind.ts';

/** What a phone is set to where nobody has said otherwise. Traccar Client installs with 300 s, 75 m and no heartbeat: a volunteer standing watch would be lost. */
const SETUP_DEFAULTS = {
  /** Between two fixes of a phone that moves. */
  reportIntervalSeconds: 15,
  /** Between two signs of life of one that stands still; Android allows no less. */
  heartbeatSeconds: 60,
  /** Metres after which a phone that moves reports: Traccar Client on iOS goes by nothing else. */
  distanceMeters: 10,
  /** Degrees of turning after which it reports. */
  angleDegrees: 30,
};

/** OsmAnd puts its readings where the numbers are; the braces must stay as they are. */
const OSMAND_READINGS = 'lat={0}&lon={1}&timestamp={2}&hdop={3}&altitude={4}&speed={5}&bearing={6}';

/** Names of Traccar Client's ConfigurationService; times in seconds. */
function toTraccarParameters(device: Device): Record<string, string> {
  const intervalSeconds = device.reportIntervalSeconds ?? SETUP_DEFAULTS.reportIntervalSeconds;
  return {
    id: device.externalId,
    // `medium`, its default, is Wi-Fi and cells: too coarse to be believed. `highest` never lets the receiver rest.
    accuracy: 'high',
    interval: String(intervalSeconds),
    fastest_interval: String(intervalSeconds),
    distance: String(SETUP_DEFAULTS.distanceMeters),
    angle: String(SETUP_DEFAULTS.angleDegrees),
    heartbeat: String(device.heartbeatSeconds ?? SETUP_DEFAULTS.heartbeatSeconds),
    buffer: 'true',
    stop_detection: 'true',
    wakelock: 'true',
  };
}

/**
 * How a phone is set up: a link that Traccar Client takes as it is (it reads the server's address from it, and its settings
 * from the parameters), or the address that OsmAnd asks for.
 */
export const createOsmandSetup: DeviceKind['createSetup'] = (device, { origin, token }) => {
  const isOsmandApp = device.settings['app'] === 'osmand-app';
  const server = `${origin}/ingest/${isOsmandApp ? 'osmand-app' : 'osmand'}${token === null ? '' : `/${token}`}`;
  const settings = isOsmandApp ? { id: device.externalId } : toTraccarParameters(device);
  const url = `${server}?${new URLSearchParams(settings).toString()}${isOsmandApp ? `&${OSMAND_READINGS}` : ''}`;
  return { app: isOsmandApp ? 'osmand-app' : 'traccar-client', url, parameters: { url: server, ...settings } };
};
