import Type from 'typebox';
import { DATUMS, type Datum } from '@liaowang/shared/schemas/device';
import type { DeviceProtocol } from '../../gateway/device-protocol.ts';
import { findNameFault, parseOwntracks, toPositionReport, type OwntracksMessage } from './owntracks.message.ts';
import { createOwntracksSetup, OWNTRACKS_PATH } from './owntracks.setup.ts';

/** The password of HTTP basic authentication; undefined: none. */
function findPassword(authorization: string | undefined): string | undefined {
  const encoded = /^basic +([A-Za-z\d+/]+=*) *$/iu.exec(authorization ?? '')?.[1];
  const password = Buffer.from(encoded ?? '', 'base64')
    .toString()
    .replace(/^[^:]*:?/u, '');
  return password === '' ? undefined : password;
}

/**
 * OwnTracks in HTTP mode. An app sends its oldest message until that is answered with 2xx and a JSON array; on 4xx iPhones
 * throw it away and say so, Androids keep it; on 5xx both keep it.
 */
export const owntracks: DeviceProtocol<OwntracksMessage> = {
  name: 'owntracks',
  settings: Type.Object(
    {
      /** What the degrees of fixes that are sent by hand are of; null = of all others. */
      manualDatum: Type.Union([Type.Enum(DATUMS), Type.Null()], { default: null }),
    },
    { additionalProperties: false },
  ),
  findIdFault: findNameFault,
  createSetup: createOwntracksSetup,
  http: {
    routes: [{ url: OWNTRACKS_PATH, methods: ['POST'], summary: 'Positions from OwnTracks in HTTP mode' }],
    parseBody: (text) => (text.trim() === '' ? null : JSON.parse(text)),
    bodyFault: 'is no JSON',
    parse: ({ headers, query, body }) =>
      parseOwntracks(body ?? null, { headers, query: query as Record<string, unknown> }),
    findToken: ({ headers }) => findPassword(headers.authorization),
    describeToken: () => 'Send the token of this device as the password of HTTP basic authentication.',
    unauthorizedHeaders: { 'www-authenticate': 'Basic realm="Liaowang", charset="UTF-8"' },
    tooManyStatus: 503,
    takenBody: Type.Array(Type.Unknown()),
    // Messages to the app would stand here.
    toTakenBody: () => [],
  },
  findDatum: ({ isManual }, { datum, settings }) =>
    (isManual ? (settings['manualDatum'] as Datum | null) : null) ?? datum,
  toPositionReport,
};
