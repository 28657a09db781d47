import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { RequestRefused } from '../plugins/error-handler.ts';
import { ingestPositions } from './ingest-positions.ts';
import { parseOsmand } from './osmand.message.ts';

interface OsmandOptions {
  /** Demand the device's token in the address; a known device id alone is not enough. */
  tokenRequired: boolean;
  /** Address of the route, without the token. */
  path: string;
}

const UNKNOWN_DEVICE = { code: 'unknown-device', reason: 'No unit has this device. Register it first; until then its messages are refused.' };

/**
 * OsmAnd / Traccar Client. Any 2xx makes a phone delete the fix, anything else makes it send again and holds up those
 * behind it: so an unknown device gets 4xx, and a known one whose fix is unusable gets 200, counted with the reason.
 */
export const osmandRoutes: FastifyPluginAsync<OsmandOptions> = async (app, { tokenRequired, path }) => {
  // Phones of every age send what they like: a body that is no JSON is read as a form, and an empty one is none.
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser(['application/json', 'text/plain', 'application/octet-stream'], { parseAs: 'string' }, (_request, body, done) => {
    const text = String(body).trim();
    if (text === '') return done(null, {});
    try {
      done(null, JSON.parse(text));
    } catch {
      if (text.includes('=')) return done(null, Object.fromEntries(new URLSearchParams(text)));
      done(new RequestRefused(400, { code: 'invalid-input', field: 'body', reason: 'is neither JSON nor a form' }));
    }
  });
  // Traccar Client 8 posts an empty body with no type at all.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))));

  async function findUnit(deviceId: string, token: string | undefined): Promise<RegisteredUnit> {
    if (token === undefined) {
      if (tokenRequired) throw new RequestRefused(401, { code: 'token-required', reason: `Send to ${path}/{token} with the token of this device.` });
      const unit = app.livePicture.unitByDevice(deviceId) ?? (await app.units.findByDevice(deviceId));
      if (!unit) throw new RequestRefused(404, { ...UNKNOWN_DEVICE, field: 'id' });
      return unit;
    }
    const unit = await app.units.findByToken(token);
    if (!unit) throw new RequestRefused(401, { code: 'unknown-token', reason: 'No device has this token.' });
    if (unit.deviceId !== deviceId) throw new RequestRefused(403, { code: 'token-of-another-device', field: 'id', reason: 'This token belongs to another device.' });
    return unit;
  }

  async function ingest(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const receivedAtMs = Date.now();
    const parsed = parseOsmand(request.query, request.body, receivedAtMs);
    if (!parsed.ok) throw new RequestRefused(400, { code: 'invalid-input', field: parsed.field, reason: parsed.reason });
    const { token } = request.params as { token?: string };

    const units = new Map<string, RegisteredUnit>();
    for (const { deviceId } of parsed.messages) if (!units.has(deviceId)) units.set(deviceId, await findUnit(deviceId, token));
    let stored = 0;
    let refused = 0;
    for (const unit of units.values()) {
      const own = parsed.messages.filter((message) => message.deviceId === unit.deviceId);
      const outcome = await ingestPositions(
        app,
        {
          unit,
          reports: own.flatMap((message) => message.report ?? []),
          heartbeats: own.flatMap(({ unreadable, timeMs, batteryPercent, charging }) => (unreadable === 'no-position' ? [{ timeMs, batteryPercent, charging }] : [])),
          refused: own.flatMap(({ unreadable }) => (unreadable === null || unreadable === 'no-position' ? [] : unreadable)),
          sosPresses: own.flatMap(({ sos, timeMs, report }) =>
            sos ? [{ pressedAtMs: Number.isNaN(timeMs) ? receivedAtMs : timeMs, position: report && !report.mock ? ([report.lng, report.lat] as LngLat) : null }] : [],
          ),
        },
        receivedAtMs,
      );
      stored += outcome.stored;
      refused += outcome.refused;
    }
    app.metrics.ingestSeconds.observe((Date.now() - receivedAtMs) / 1000);
    return reply.code(200).send({ stored, refused });
  }

  for (const url of [path === '' ? '/' : path, `${path}/:token`]) {
    app.route({
      method: ['GET', 'POST'],
      url,
      config: { requires: 'device' },
      schema: { tags: ['ingest'], summary: 'Positions from OsmAnd or Traccar Client (any generation)' },
      handler: ingest,
    });
  }
};
