import { setTimeout as pause } from 'node:timers/promises';
import fp from 'fastify-plugin';
import type { FastifyPluginAsync } from 'fastify';
import { serveRoute } from '../../plugins/serve-route.ts';
import { attachmentsRoutes } from './attachments.routes.ts';
import { createAttachmentsRepository } from './attachments.repository.ts';
import { createAttachmentsService } from './attachments.service.ts';
import { createEvidenceRepository } from './evidence.repository.ts';
import { createNightlyReview } from './nightly-review.ts';
import { createNightlyRunsRepository } from './nightly-runs.repository.ts';
import { createNightlyService, findNextNight, type NightlyService } from './nightly.service.ts';
import { createRecordsRepository } from './records.repository.ts';
import { recordsRoutes } from './records.routes.ts';
import { createRecordsService } from './records.service.ts';

const TICK_MS = 60_000;
/** The first pages come first. */
const START_AFTER_MS = 3_000;

const nightlyRoutes: FastifyPluginAsync<{ nightly: NightlyService }> = async (app, { nightly }) => {
  serveRoute(app, 'GET /hotspots/nightly', async () => nightly.describe(Date.now()));
  serveRoute(app, 'POST /hotspots/nightly', async ({ account }) => {
    if (await nightly.start(Date.now(), null))
      await app.audit.record({ accountId: account.id, action: 'nightly-review.started', subject: 'hotspots' });
    return nightly.describe(Date.now());
  });
};

/** Hotspot records and their nightly review. `demo`: a fresh demo does not wait for the night. */
export default fp<{ demo: boolean }>(
  async (app, { demo }) => {
    const { timeZone } = app.registry.jurisdiction;
    const { db, bus, audit, zones } = app;
    const repository = createRecordsRepository(db);
    const files = createAttachmentsRepository(db);
    const stopping = new AbortController();
    const nightly = createNightlyService({
      runs: createNightlyRunsRepository(db),
      work: createNightlyReview({ records: repository, evidence: createEvidenceRepository(db), zones, db, audit }),
      bus,
      timeZone,
      signal: stopping.signal,
      onFailure: (error) => app.log.error({ err: error }, 'the nightly review of hotspots failed'),
    });
    bus.on('hotspots.changed', () => app.live.publish('hotspots:changed', null));

    const logFailure = (error: unknown) => {
      if (!stopping.signal.aborted) app.log.error({ err: error }, 'the nightly review of hotspots could not begin');
    };
    let tickedMs = Date.now();
    app.scheduler.every(
      // As in every version: servers of two versions agree on whose turn it is.
      'reviews.begin-nightly',
      TICK_MS,
      () => {
        // A night that the database is away for is made up for when it is back.
        if (!db.isUp) return;
        const nightMs = findNextNight(tickedMs, timeZone);
        tickedMs = Date.now();
        if (nightMs <= tickedMs) nightly.start(tickedMs, nightMs).catch(logFailure);
      },
      { runsOn: 'one-server' },
    );
    app.addHook('onReady', async () => {
      void pause(START_AFTER_MS, undefined, { signal: stopping.signal, ref: false })
        .then(() => nightly.makeUp(Date.now(), demo))
        .catch(logFailure);
    });
    app.addHook('preClose', async () => {
      stopping.abort();
      await nightly.ended();
    });
    await app.register(recordsRoutes, {
      records: createRecordsService({ repository, attachments: files, categories: app.categories, db, bus, audit }),
    });
    await app.register(attachmentsRoutes, {
      attachments: createAttachmentsService({ repository: files, records: repository, db, bus, audit }),
    });
    await app.register(nightlyRoutes, { nightly });
  },
  { name: 'records', dependencies: ['hotspots', 'categories', 'registry', 'audit', 'socket-io'] },
);
