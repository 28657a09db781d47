import type { SameKeys } from '../../i18n/same-keys.ts';
import type { unitSetupZhCN } from './setup-texts.zh-CN.ts';

export const unitSetupEn: SameKeys<typeof unitSetupZhCN> = {
  unitSetup: {
    title: 'Phone set-up: {{name}}',
    leads: {
      'traccar-client':
        "In the phone's Traccar Client open the settings, tap the QR icon at the top right and scan this: server, device and intervals are set at once.",
      'osmand-app': "In OsmAnd's trip recording plugin turn on online tracking and enter this as its web address.",
      owntracks:
        "Scan this with the phone's camera and open it with OwnTracks: server, user, device, password and interval are set at once.",
    },
    qr: 'QR code that sets up a phone',
    needsToken:
      'Phones need a token here. Only its hash is kept, so it cannot be shown again: make a new one. The old one is good until the new one sends for the first time, so no phone in use is cut off.',
    make: 'Make a new token',
    made: 'The new token is shown this once. When a phone sends with it for the first time, the old one ends.',
    loopback: 'Only this computer can open {{host}}. Open this page under an address that phones can reach, then scan.',
    copy: 'Copy link',
    copied: 'Copied',
    failed: 'The set-up could not be fetched.',
    on: 'on',
    seconds: '{{count}} s',
    parameters: {
      url: 'Server address',
      id: 'Device',
      username: 'User name',
      password: 'Password',
      deviceId: 'Device id',
      accuracy: 'Accuracy',
      interval: 'Interval',
      fastest_interval: 'Fastest interval',
      distance: 'Distance',
      angle: 'Angle',
      heartbeat: 'Heartbeat at rest',
      buffer: 'Offline buffer',
      stop_detection: 'Stop detection',
      wakelock: 'Wake lock',
    },
  },
};
