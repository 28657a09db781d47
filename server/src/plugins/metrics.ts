import fp from 'fastify-plugin';
import type { FastifyRequest } from 'fastify';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

interface MetricsDecorator {
  registry: Registry;
  positionsStored: Counter;
  positionsRefused: Counter<'reason'>;
  slowViewersClosed: Counter;
  ingestSeconds: Histogram;
}

declare module 'fastify' {
  interface FastifyInstance {
    metrics: MetricsDecorator;
  }
}

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);
/** Written by proxies: then the caller is not the machine that the connection comes from. */
const FORWARDING_HEADERS = [
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-proto',
  'x-real-ip',
  'forwarded',
  'via',
];

/** Whether a program on this machine asks by itself. Goes by the connection: whatever a header says, anybody may write. */
function isFromThisMachine({ socket, headers }: FastifyRequest): boolean {
  return LOOPBACK.has(socket.remoteAddress ?? '') && FORWARDING_HEADERS.every((name) => headers[name] === undefined);
}

export default fp<{ access: 'loopback' | 'all' }>(
  async (app, { access }) => {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    const registers = [registry];
    app.decorate('metrics', {
      registry,
      positionsStored: new Counter({ name: 'liaowang_positions_stored_total', help: 'Fixes committed', registers }),
      positionsRefused: new Counter({
        name: 'liaowang_positions_refused_total',
        help: 'Fixes not kept, by reason',
        labelNames: ['reason'],
        registers,
      }),
      slowViewersClosed: new Counter({
        name: 'liaowang_slow_viewers_closed_total',
        help: 'Viewers cut off because they did not read',
        registers,
      }),
      ingestSeconds: new Histogram({
        name: 'liaowang_ingest_seconds',
        help: 'From a message read to its answer',
        buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
        registers,
      }),
    } satisfies MetricsDecorator);
    app.addHook('onReady', async () => {
      new Gauge({
        name: 'liaowang_viewers',
        help: 'Sockets connected',
        registers,
        collect() {
          this.set(app.live.viewerCount);
        },
      });
      new Gauge({
        name: 'liaowang_database_up',
        help: '1 while the database answers',
        registers,
        collect() {
          this.set(app.db.isUp ? 1 : 0);
        },
      });
      new Counter({
        name: 'liaowang_listeners_failed_total',
        help: 'Listeners of domain events that threw or rejected, by event',
        labelNames: ['event'],
        registers,
        collect() {
          this.reset();
          for (const [event, failed] of app.bus.failures) this.inc({ event }, failed);
        },
      });
      new Counter({
        name: 'liaowang_timers_failed_total',
        help: 'Turns of work by the clock that threw or rejected, by name of the work',
        labelNames: ['work'],
        registers,
        collect() {
          this.reset();
          for (const [work, failed] of app.scheduler.failures) this.inc({ work }, failed);
        },
      });
      new Gauge({
        name: 'liaowang_positions_waiting',
        help: 'Fixes waiting for their commit',
        registers,
        collect() {
          this.set(app.positions.waitingRows);
        },
      });
    });
    app.get('/metrics', { config: { requires: 'public' }, schema: { hide: true } }, async (request, reply) => {
      if (access === 'loopback' && !isFromThisMachine(request)) {
        return reply.code(403).send({
          error: {
            code: 'not-permitted',
            reason: 'Metrics are read from this machine only, and not through a proxy (METRICS_ACCESS).',
          },
        });
      }
      return reply.type(registry.contentType).send(await registry.metrics());
    });
  },
  { name: 'metrics', dependencies: ['auth'] },
);
