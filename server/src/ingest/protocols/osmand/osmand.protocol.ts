import type { FastifyRequest } from 'fastify';
import Type from 'typebox';
import { DeviceApp } from '@liaowang/shared/schemas/unit';
import type { DeviceProtocol } from '../../gateway/device-protocol.ts';
import { parseOsmand, toPositionReport, type OsmandMessage } from './osmand.message.ts';
import { createOsmandSetup } from './osmand.setup.ts';

/** Messages to it are those of OsmAnd's own app: metres per second, accuracy in `hdop`. */
const OSMAND_APP = '/ingest/osmand-app';

const ADDRESSES = [
  { path: '/ingest/osmand', summary: 'Positions from OsmAnd or Traccar Client (any generation)' },
  { path: OSMAND_APP, summary: "Positions from OsmAnd's own app: metres per second, accuracy in `hdop`" },
];

/** Scheme and authority of a request line in absolute form, which RFC 9112 §3.2.2 asks every server to take. */
const ORIGIN = /^https?:\/\/[^/?#]*/iu;

/** A body as JSON or as a form, whatever its type says. @throws SyntaxError for what is neither */
function parseBody(body: string): unknown {
  const text = body.replace(/^\uFEFF/, '').trim();
  if (text === '') return {};
  if (/^[[{"]/.test(text)) return JSON.parse(text);
  if (/^[<-]/.test(text) || !text.includes('=')) throw new SyntaxError('neither JSON nor a form');
  const fields: Record<string, string[]> = {};
  for (const [name, value] of new URLSearchParams(text)) (fields[name] ??= []).push(value);
  return fields;
}

/** The address that was asked, without the token. */
const pathOf = (request: FastifyRequest): string => request.routeOptions.url!.replace('/:token', '');

/**
 * OsmAnd / Traccar Client. Any 2xx makes a phone delete the fix, anything else makes it send again and holds up those
 * behind it.
 */
export const osmand = {
  name: 'osmand',
  settings: Type.Object(
    {
      /** What sends. */
      app: Type.Enum(DeviceApp.enum, { default: 'traccar-client' }),
    },
    { additionalProperties: false },
  ),
  findIdFault: () => null,
  createSetup: createOsmandSetup,
  http: {
    routes: ADDRESSES.flatMap(({ path, summary }) =>
      [path, `${path}/:token`].map((url) => ({ url, summary, methods: ['GET', 'POST'] as const })),
    ),
    parseBody,
    bodyFault: 'is neither JSON nor a form',
    parse(request) {
      const parsed = parseOsmand(request.query, request.body);
      if (pathOf(request) !== OSMAND_APP) return parsed;
      return { ...parsed, messages: parsed.messages.map((message) => ({ ...message, app: 'osmand-app' as const })) };
    },
    findToken: (request) => (request.params as { token?: string }).token,
    describeToken: (request) => `Send to ${pathOf(request)}/{token} with the token of this device.`,
    unauthorizedHeaders: {},
    tooManyStatus: 429,
    takenBody: Type.Object({ stored: Type.Integer(), refused: Type.Integer() }),
    toTakenBody: (taken) => taken,
  },
  /** Phones set up for Traccar's own port: the token, if any, is the path. */
  toOwnPortAddress: (requestTarget) => `/ingest/osmand${requestTarget.replace(ORIGIN, '').replace(/^\/(?=$|\?)/u, '')}`,
  findDatum: (_message, { datum }) => datum,
  toPositionReport: (message, { settings }, receivedAtMs) =>
    toPositionReport(message, message.app ?? (settings['app'] as DeviceApp), receivedAtMs),
} satisfies DeviceProtocol<OsmandMessage>;
