import { renderSVG } from 'uqr';
import type { RegisteredUnit, UnitSetup } from '@liaowang/shared/schemas/unit';

/** What a phone is set to where nobody has said otherwise. Traccar Client installs with 300 s, 75 m and no heartbeat: a volunteer standing watch would be lost. */
export const SETUP_DEFAULTS = {
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
function toTraccarParameters(unit: RegisteredUnit): Record<string, string> {
  const intervalSeconds = unit.reportIntervalSeconds ?? SETUP_DEFAULTS.reportIntervalSeconds;
  return {
    id: unit.deviceId,
    // `medium`, its default, is Wi-Fi and cells: too coarse to be believed. `highest` never lets the receiver rest.
    accuracy: 'high',
    interval: String(intervalSeconds),
    fastest_interval: String(intervalSeconds),
    distance: String(SETUP_DEFAULTS.distanceMeters),
    angle: String(SETUP_DEFAULTS.angleDegrees),
    heartbeat: String(unit.heartbeatSeconds ?? SETUP_DEFAULTS.heartbeatSeconds),
    buffer: 'true',
    stop_detection: 'true',
    wakelock: 'true',
  };
}

/**
 * How a phone is set up for a unit: a link that Traccar Client takes as it is (it reads the server's address from it, and
 * its settings from the parameters), or the address that OsmAnd asks for. `origin` is this server's as phones reach it.
 * `token` null: none can be shown, since only hashes are kept; without one the code would not work where `tokenRequired`.
 */
export function createUnitSetup(
  unit: RegisteredUnit,
  { origin, token, tokenRequired }: { origin: string; token: string | null; tokenRequired: boolean },
): UnitSetup {
  const isOsmandApp = unit.deviceApp === 'osmand-app';
  const server = `${origin}/ingest/${isOsmandApp ? 'osmand-app' : 'osmand'}${token === null ? '' : `/${token}`}`;
  const settings = isOsmandApp ? { id: unit.deviceId } : toTraccarParameters(unit);
  const url = `${server}?${new URLSearchParams(settings).toString()}${isOsmandApp ? `&${OSMAND_READINGS}` : ''}`;
  const needsToken = tokenRequired && token === null;
  return {
    url,
    parameters: { url: server, ...settings },
    needsToken,
    qrSvg: needsToken ? null : renderSVG(url, { border: 2 }),
  };
}
