import type { FastifyRequest } from 'fastify';
import type { TSchema } from 'typebox';
import type { Datum, Device } from '@liaowang/shared/schemas/device';
import type { PositionReport } from '@liaowang/shared/schemas/position';
import type { DeviceKind } from '../../plugins/device-kind.ts';

/** Degrees as sent: out of range is for the rules to judge. */
export interface Place {
  lat: number;
  lng: number;
}

/** What cannot be read, and why. */
export interface Unreadable {
  field: string;
  reason: string;
}

/** One message of one device, as far as every protocol has the same; a protocol adds what it reads of speed, accuracy and so on. */
export interface DeviceMessage {
  /** What the device calls itself. */
  externalId: string;
  /** False: it counts as a sign of life and as an SOS only, since something of it cannot be read or says nothing of a place. */
  isWhole: boolean;
  /** By the device's clock, epoch milliseconds; null: it names none. */
  timeMs: number | null;
  /** The time names no zone: it was read as UTC, and is of the zone its device is set to. */
  isZoneless: boolean;
  /** A time that cannot be read, as it was sent. */
  unreadTime: string | null;
  /** Null: a heartbeat, or an SOS without a readable place. In the device's datum until the gateway has it. */
  place: Place | null;
  /** False: the device itself does not believe the place. */
  isValid: boolean;
  /** The device says that another app made the place up. */
  mock: boolean;
  sos: boolean;
  batteryPercent: number | null;
  charging: boolean | null;
}

export interface ParsedMessages<M extends DeviceMessage> {
  /** What can be read, in the order in which it came. */
  messages: M[];
  /** The first that cannot: the device is refused with it, after the others are stored. */
  unreadable: Unreadable | null;
  /**
   * Every message that cannot be read, as it was sent, where its device would send it again for ever, and hold up all that
   * comes after it: refused again and again it is given up, which its unit's card tells. Left out: it is refused whenever it comes.
   */
  givenUp?: string;
}

/** How many fixes were stored, and how many were understood and not believed. */
export interface Taken {
  stored: number;
  refused: number;
}

/** An address of a protocol. */
interface HttpRoute {
  /** `:token` stands for the device's token where the address holds it. */
  url: string;
  methods: ReadonlyArray<'GET' | 'POST'>;
  summary: string;
}

/**
 * A protocol over HTTP. Whatever the protocol, 200 is for what is stored, for a sign of life, and for what was understood and
 * is not believed; 404, 401 and 403 for a device that is not registered or not who it says; 400 for what cannot be read; 503
 * while the database is away or our clock is wrong.
 */
interface HttpSpeech<M extends DeviceMessage> {
  readonly routes: readonly HttpRoute[];
  /** A body of any content type. @throws SyntaxError for what is `bodyFault` */
  parseBody(text: string): unknown;
  /** What a body is that cannot be parsed, e.g. `is no JSON`. */
  readonly bodyFault: string;
  /** Never throws. */
  parse(request: FastifyRequest): ParsedMessages<M>;
  /** The token that comes with a request; undefined: none. */
  findToken(request: FastifyRequest): string | undefined;
  /** How to send the token, for who did not. */
  describeToken(request: FastifyRequest): string;
  /** Headers of a 401. */
  readonly unauthorizedHeaders: Readonly<Record<string, string>>;
  /** For a device that sends more than it may: a status at which it keeps what it has. */
  readonly tooManyStatus: 429 | 503;
  /** The body of a 200, and its schema. */
  readonly takenBody: TSchema;
  toTakenBody(taken: Taken): unknown;
}

/** A protocol that devices speak: what it reads of their messages, and how it answers them. What becomes of them is the gateway's. */
export interface DeviceProtocol<M extends DeviceMessage = DeviceMessage> extends DeviceKind {
  readonly http: HttpSpeech<M>;
  /** The address of a route for a request target at a port of the protocol's own; left out: it has none. */
  toOwnPortAddress?(requestTarget: string): string;
  /** What a message's degrees are of. */
  findDatum(message: M, device: Device): Datum;
  /** A message's fix, or null when it has no place; one that names no time is of the moment it came. */
  toPositionReport(message: M, device: Device, receivedAtMs: number): PositionReport | null;
}
