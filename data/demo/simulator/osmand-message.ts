import type { OutgoingFix } from './fix-source.ts';

/** One HTTP request of the OsmAnd protocol; `path` carries the query. */
export interface OsmandMessage {
  method: 'GET' | 'POST';
  path: string;
  contentType: string | null;
  body: string;
}

const METERS_PER_SECOND_PER_KNOT = 1_852 / 3_600;

/** Words a fix as the device's generation of Traccar Client would, for a server's ingest path. */
export function toOsmandMessage(fix: OutgoingFix, ingestPath: string): OsmandMessage {
  switch (fix.wireForm) {
    case 'query-get':
      return { method: 'GET', path: `${ingestPath}?${toParameters(fix)}`, contentType: null, body: '' };
    case 'query-post':
      return { method: 'POST', path: `${ingestPath}?${toParameters(fix)}`, contentType: null, body: '' };
    case 'form':
      return {
        method: 'POST',
        path: ingestPath,
        contentType: 'application/x-www-form-urlencoded; charset=UTF-8',
        body: toParameters(fix),
      };
    case 'json':
      return {
        method: 'POST',
        path: ingestPath,
        contentType: 'application/json',
        body: JSON.stringify(toLocation(fix)),
      };
  }
}

/** 8.x and 10.x: epoch seconds, knots. */
function toParameters(fix: OutgoingFix): string {
  const { speedMetersPerSecond: speed } = fix;
  const fields: [name: string, value: string | number | boolean | null][] = [
    ['id', encodeURIComponent(fix.deviceId)],
    ['timestamp', Math.floor(fix.fixTimeMs / 1_000)],
    ['lat', fix.lat],
    ['lon', fix.lng],
    ['speed', speed === null ? null : (speed / METERS_PER_SECOND_PER_KNOT).toFixed(4)],
    ['bearing', fix.headingDegrees],
    ['altitude', fix.altitudeMeters],
    ['accuracy', fix.accuracyMeters],
    ['batt', fix.batteryPercent],
    ['charge', fix.charging],
    ['alarm', fix.alarm],
  ];
  return fields.flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])).join('&');
}

/** 9.x: ISO time, metres per second, −1 for unknown, battery as a share. */
function toLocation(fix: OutgoingFix): object {
  return {
    location: {
      timestamp: new Date(fix.fixTimeMs).toISOString(),
      ...(fix.lat !== null && {
        coords: {
          latitude: fix.lat,
          longitude: fix.lng,
          accuracy: fix.accuracyMeters ?? -1,
          speed: fix.speedMetersPerSecond ?? -1,
          heading: fix.headingDegrees ?? -1,
          altitude: fix.altitudeMeters ?? -1,
        },
      }),
      is_moving: (fix.speedMetersPerSecond ?? 0) > 0,
      odometer: 0,
      event: fix.lat === null ? 'heartbeat' : 'motionchange',
      battery: {
        level: fix.batteryPercent === null ? -1 : fix.batteryPercent / 100,
        is_charging: fix.charging ?? false,
      },
      activity: { type: 'unknown' },
      extras: fix.alarm === null ? {} : { alarm: fix.alarm },
    },
    device_id: fix.deviceId,
  };
}
