import type { DeviceKind } from '../../../plugins/device-kind.ts';

export const OWNTRACKS_PATH = '/ingest/owntracks';

/** What a phone is set to where nobody has said otherwise. */
const SETUP_DEFAULTS = {
  /** Between two fixes; the app in its "move" mode sends as often while it stands. */
  reportIntervalSeconds: 15,
  /** Metres after which it sends, too. */
  distanceMeters: 10,
};

/** Private HTTP. */
const HTTP_MODE = 3;
/** "Move": the mode that sends at an interval; in the others a volunteer who stands would be lost. */
const MOVE_MONITORING = 2;

/** A link by which OwnTracks takes its whole configuration, and what it sets, by the names that the app's own screens have. */
export const createOwntracksSetup: DeviceKind['createSetup'] = (device, { origin, token }) => {
  const [username = '', deviceId = ''] = device.externalId.split('/');
  const intervalSeconds = device.reportIntervalSeconds ?? SETUP_DEFAULTS.reportIntervalSeconds;
  const url = `${origin}${OWNTRACKS_PATH}`;
  const configuration = {
    _type: 'configuration',
    mode: HTTP_MODE,
    url,
    auth: true,
    username,
    ...(token !== null && { password: token }),
    deviceId,
    tid: deviceId.slice(-2),
    monitoring: MOVE_MONITORING,
    locatorInterval: intervalSeconds,
    moveModeLocatorInterval: intervalSeconds,
    locatorDisplacement: SETUP_DEFAULTS.distanceMeters,
    cmd: false,
  };
  const inline = Buffer.from(JSON.stringify(configuration)).toString('base64');
  return {
    app: 'owntracks',
    url: `owntracks:///config?inline=${encodeURIComponent(inline)}`,
    parameters: {
      url,
      username,
      ...(token !== null && { password: token }),
      deviceId,
      interval: String(intervalSeconds),
      distance: String(SETUP_DEFAULTS.distanceMeters),
    },
  };
};
