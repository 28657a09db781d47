import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { WIRE_FORMS, type OutgoingFix } from '../../../../data/demo/simulator/fix-source.ts';
import { parseOsmand } from '../../../../server/src/ingest/protocols/osmand/osmand.message.ts';
import { toOsmandMessage } from '../../../../data/demo/simulator/osmand-message.ts';

const CONTENT_TYPES: Record<OutgoingFix['wireForm'], string | null> = {
  'query-get': null,
  'query-post': null,
  form: 'application/x-www-form-urlencoded; charset=UTF-8',
  json: 'application/json',
};
const METERS_PER_SECOND_PER_KNOT = 1_852 / 3_600;

const orNull = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });
const decimal = (min: number, max: number, decimals: number): fc.Arbitrary<number> =>
  fc.integer({ min: min * 10 ** decimals, max: max * 10 ** decimals }).map((value) => value / 10 ** decimals);
const anyFix: fc.Arbitrary<OutgoingFix> = fc.record({
  deviceId: fc.string({ minLength: 1, unit: 'grapheme' }),
  wireForm: fc.constantFrom(...WIRE_FORMS),
  fixTimeMs: fc.integer({ min: 1, max: 4e9 }).map((seconds) => seconds * 1_000),
  lng: decimal(-180, 180, 6),
  lat: decimal(-90, 90, 6),
  speedMetersPerSecond: orNull(decimal(0, 30, 2)),
  headingDegrees: orNull(decimal(0, 359, 1)),
  accuracyMeters: orNull(decimal(1, 100, 1)),
  altitudeMeters: orNull(decimal(0, 100, 1)),
  batteryPercent: orNull(fc.integer({ min: 0, max: 100 })),
  charging: orNull(fc.boolean()),
  alarm: orNull(fc.constant('sos' as const)),
});

/** What a server reads from parameters, whether in the URL or in a form. */
function readParameters(text: string): object {
  const fields = new URLSearchParams(text);
  const numberOf = (name: string): number | null => (fields.has(name) ? Number(fields.get(name)) : null);
  const knots = numberOf('speed');
  return {
    deviceId: fields.get('id'),
    fixTimeMs: numberOf('timestamp')! * 1_000,
    lng: numberOf('lon'),
    lat: numberOf('lat'),
    speedMetersPerSecond: knots === null ? null : Math.round(knots * METERS_PER_SECOND_PER_KNOT * 100) / 100,
    headingDegrees: numberOf('bearing'),
    accuracyMeters: numberOf('accuracy'),
    altitudeMeters: numberOf('altitude'),
    batteryPercent: numberOf('batt'),
    charging: fields.has('charge') ? fields.get('charge') === 'true' : null,
    alarm: fields.get('alarm'),
  };
}

function readLocation(body: string): object {
  const { location, device_id: deviceId } = JSON.parse(body);
  const { coords, battery, extras } = location;
  const known = (value: number): number | null => (value === -1 ? null : value);
  return {
    deviceId,
    fixTimeMs: Date.parse(location.timestamp),
    lng: coords.longitude,
    lat: coords.latitude,
    speedMetersPerSecond: known(coords.speed),
    headingDegrees: known(coords.heading),
    accuracyMeters: known(coords.accuracy),
    altitudeMeters: known(coords.altitude),
    batteryPercent: battery.level === -1 ? null : Math.round(battery.level * 100),
    charging: battery.is_charging,
    alarm: extras.alarm ?? null,
  };
}

describe('toOsmandMessage', () => {
  it('says the same in every generation: what is read back is what was sent', () => {
    fc.assert(
      fc.property(anyFix, (fix) => {
        const { method, path, contentType, body } = toOsmandMessage(fix, '/ingest/osmand');
        const { wireForm, ...values } = fix;
        const [place, query = ''] = path.split('?');
        const isQuery = wireForm === 'query-get' || wireForm === 'query-post';
        expect({ method, place, contentType }).toEqual({
          method: wireForm === 'query-get' ? 'GET' : 'POST',
          place: '/ingest/osmand',
          contentType: CONTENT_TYPES[wireForm],
        });
        expect(isQuery ? body : query).toBe('');
        expect(wireForm === 'json' ? readLocation(body) : readParameters(isQuery ? query : body)).toEqual(
          // JSON has no word for "not known" here.
          wireForm === 'json' ? { ...values, charging: values.charging ?? false } : values,
        );
      }),
    );
  });

  it('words a form as Traccar Client 10 does', () => {
    const fix: OutgoingFix = {
      deviceId: '48241179',
      wireForm: 'form',
      fixTimeMs: 1_755_850_000_000,
      lng: 121.473701,
      lat: 31.230416,
      speedMetersPerSecond: 1.4,
      headingDegrees: 63,
      accuracyMeters: 12.5,
      altitudeMeters: 15,
      batteryPercent: 79,
      charging: false,
      alarm: null,
    };
    expect(toOsmandMessage(fix, '/ingest/osmand').body).toBe(
      'id=48241179&timestamp=1755850000&lat=31.230416&lon=121.473701&speed=2.7214&bearing=63&altitude=15&accuracy=12.5&batt=79&charge=false',
    );
  });
});

describe('a heartbeat', () => {
  it('is understood as one by the server, in every form', () => {
    const beat: OutgoingFix = {
      deviceId: 'phone-1',
      wireForm: 'form',
      fixTimeMs: 1_795_000_000_000,
      lng: null,
      lat: null,
      speedMetersPerSecond: null,
      headingDegrees: null,
      accuracyMeters: null,
      altitudeMeters: null,
      batteryPercent: 55,
      charging: true,
      alarm: null,
    };
    for (const wireForm of WIRE_FORMS) {
      const { path, contentType, body } = toOsmandMessage({ ...beat, wireForm }, '/ingest/osmand');
      const query = Object.fromEntries(new URLSearchParams(path.split('?')[1] ?? ''));
      const fields: unknown =
        contentType === 'application/json' ? JSON.parse(body) : Object.fromEntries(new URLSearchParams(body));
      const { messages, unreadable } = parseOsmand(query, fields);
      expect(unreadable, wireForm).toBeNull();
      expect(messages).toEqual([
        expect.objectContaining({
          externalId: 'phone-1',
          isWhole: true,
          place: null,
          timeMs: beat.fixTimeMs,
          batteryPercent: expect.closeTo(55, 6),
          charging: true,
          sos: false,
        }),
      ]);
    }
  });
});
