import * as Type from 'typebox';
import type { Static } from 'typebox';
import { textOf } from './text.ts';

export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;
/** What a device's degrees are of; everything inside is WGS-84. */
export const Datum = Type.Enum(DATUMS);
export type Datum = (typeof DATUMS)[number];

/** What a device calls itself on the wire. */
export const ExternalId = textOf({ minLength: 1, maxLength: 128 });

/**
 * A device that is slower than an hour follows nothing that people could act on. One type of two names, not a union:
 * there the validator, which turns texts into numbers for addresses, takes 0 for null.
 */
export const IntervalSeconds = Type.Unsafe<number | null>({ type: ['integer', 'null'], minimum: 1, maximum: 3_600 });
const TimeZone = Type.Unsafe<string | null>({ type: ['string', 'null'], minLength: 1, maxLength: 60 });

/** What is set of a device, whatever protocol it speaks. */
const DeviceSetting = {
  datum: Datum,
  /** IANA name of the zone its clock shows, for times that name none; null = UTC. */
  timeZone: TimeZone,
  /** Seconds between two fixes while it moves; null = nobody has said. */
  reportIntervalSeconds: IntervalSeconds,
  /** Seconds between two signs of life while it stands still; null = nobody has said. */
  heartbeatSeconds: IntervalSeconds,
  /** What its protocol lets be set besides, by name. */
  settings: Type.Record(Type.String(), Type.Unknown()),
};

/** What reports as a unit: a phone, a tracker. A unit may have several. */
export const Device = Type.Object({
  id: Type.Integer(),
  unitId: Type.Integer(),
  /** As the protocol calls itself, e.g. `osmand`. */
  protocol: Type.String(),
  externalId: ExternalId,
  ...DeviceSetting,
});
export type Device = Static<typeof Device>;

export const NewDevice = Type.Object(
  {
    protocol: Type.String({ minLength: 1, maxLength: 40 }),
    externalId: ExternalId,
    ...Type.Partial(Type.Object(DeviceSetting)).properties,
  },
  { additionalProperties: false },
);
export type NewDevice = Static<typeof NewDevice>;

/** What is left out stays as it is; of `settings` too. */
export const DeviceChange = Type.Partial(Type.Object(DeviceSetting), {
  additionalProperties: false,
  minProperties: 1,
});
export type DeviceChange = Static<typeof DeviceChange>;

/** `token` is shown once: only its hash is kept. */
export const CreatedDevice = Type.Object({ ...Device.properties, token: Type.String() });
export type CreatedDevice = Static<typeof CreatedDevice>;

/** How a phone is set up to report as a unit. */
export const DeviceSetup = Type.Object({
  /** What takes it, e.g. `traccar-client`: the page has a sentence for each. */
  app: Type.String(),
  /** A link that sets everything where the app takes one, else the address to be typed. */
  url: Type.String(),
  /** The same by name, to be typed; times in seconds, `url` is the server's address. */
  parameters: Type.Record(Type.String(), Type.String()),
  /** Devices must send a token here, and the link has none: only hashes are kept, so a new one has to be made. */
  needsToken: Type.Boolean(),
  /** The link as a QR code, an SVG document; null where it would not work. */
  qrSvg: Type.Union([Type.String(), Type.Null()]),
});
export type DeviceSetup = Static<typeof DeviceSetup>;
