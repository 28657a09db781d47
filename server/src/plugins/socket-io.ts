import fp from 'fastify-plugin';
import { Server } from 'socket.io';
import parser from 'socket.io-msgpack-parser';
import { Value } from 'typebox/value';
import { hasPermission } from '@liaowang/shared/contract/permissions';
import type { Result } from '@liaowang/shared/contract/result';
import {
  CLIENT_EVENTS,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '@liaowang/shared/contract/socket-events';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import { isDatabaseUnavailable } from './database-errors.ts';
import { createRooms, type LiveServer, type Rooms, type ViewerSocket } from './rooms.ts';
import { closeWhenSlow } from './slow-viewers.ts';
import { createTokenBuckets } from './token-buckets.ts';

type ClientEvent = keyof ClientToServerEvents;
type Payload<E extends ClientEvent> = Parameters<ClientToServerEvents[E]>[0];
type Answer<E extends ClientEvent> = Parameters<Parameters<ClientToServerEvents[E]>[1]>[0];
type Responder<E extends ClientEvent> = (socket: ViewerSocket, payload: Payload<E>) => Answer<E> | Promise<Answer<E>>;

interface LiveDecorator extends Rooms {
  /** Registers the one responder of a client event; permission and payload are checked before it runs. */
  respond<E extends ClientEvent>(event: E, responder: Responder<E>): void;
  /** Sockets connected to this server. */
  readonly viewerCount: number;
}

declare module 'fastify' {
  interface FastifyInstance {
    live: LiveDecorator;
  }
}

/** A client's message is small; anything longer is refused by the transport. */
const MAX_MESSAGE_BYTES = 16_384;
/** A viewer whose right has ended is cut off after so long at most. */
const SESSION_CHECK_MS = 20_000;
/** Pages that one account may have open at once. A city whose 500 viewers share one account is served; a flood is not. */
const MAX_ACCOUNT_SOCKETS = 600;
/** What an account may ask, over all of its sockets. A page asks once when it connects, and once for each hole in its stream. */
const EVENT_RATE = { burst: 100, perSecond: 10 };
/** Refusals cost an answer too: who goes on asking is cut off. */
const REFUSAL_RATE = { burst: 2_000, perSecond: 10 };

function refuse(code: ErrorCode, reason: string, field?: string): Result<never> {
  return { ok: false, error: { code, reason, ...(field === undefined ? {} : { field }) } };
}

export default fp(
  async (app) => {
    const io: LiveServer = new Server(app.server, {
      parser,
      serveClient: false,
      // Frames are deflated once by the app; per-socket deflate costs ten times the CPU (DESIGN.md §6).
      perMessageDeflate: false,
      maxHttpBufferSize: MAX_MESSAGE_BYTES,
      allowRequest: (request, accept) =>
        accept(null, app.auth.isAllowedOrigin(request.headers.origin, request.headers.host)),
    });
    const { rooms, admit, countOfAccount, seat, endSession } = createRooms(io);
    const responders = new Map<string, (socket: ViewerSocket, payload: never) => unknown>();

    io.use((socket, next) => {
      app.auth.findSession(socket.handshake.headers.cookie).then(
        (session) => {
          if (!session) return next(new Error('not-signed-in'));
          if (countOfAccount(session.account.id) >= MAX_ACCOUNT_SOCKETS) return next(new Error('too-many-requests'));
          // Counted here, so that those who come at once are.
          admit(socket, session);
          socket.data.session = session;
          next();
        },
        () => next(new Error('database-unavailable')),
      );
    });

    const describeSystem = (database = app.db.state): Parameters<ServerToClientEvents['system:changed']>[0] => {
      const { errorMs } = app.serverClock;
      return {
        database,
        clockBehindSeconds: errorMs === null ? null : Math.round(errorMs / 1_000),
        at: new Date().toISOString(),
      };
    };

    io.on('connection', (socket) => {
      seat(socket);

      // Who comes while something is wrong would be told nothing until it is mended.
      if (!app.db.isUp || app.serverClock.errorMs !== null) socket.emit('system:changed', describeSystem());

      closeWhenSlow(socket, () => {
        app.metrics.slowViewersClosed.inc();
        app.log.warn('a viewer that does not read was cut off');
      });
      socket.use(([event, ...args], next) => {
        next();
        // Socket.IO puts the acknowledgement last; the payload may be missing.
        const acknowledge: unknown = args.at(-1);
        if (typeof acknowledge !== 'function') return;
        void answer(socket, String(event), args.length > 1 ? args[0] : undefined).then(
          (result) => void acknowledge(result),
        );
      });
      // Errors of one socket (malformed packets) concern nobody else.
      socket.on('error', () => socket.disconnect(true));
    });

    const events = createTokenBuckets(EVENT_RATE);
    const refusals = createTokenBuckets(REFUSAL_RATE);

    async function answer(socket: ViewerSocket, event: string, payload: unknown): Promise<Result<unknown>> {
      if (!events.take(String(socket.data.session.account.id), performance.now())) {
        if (!refusals.take(socket.id, performance.now())) socket.disconnect(true);
        return refuse('too-many-requests', `An account may ask ${EVENT_RATE.perSecond} times a second.`);
      }
      const rule = Object.hasOwn(CLIENT_EVENTS, event) ? CLIENT_EVENTS[event as ClientEvent] : undefined;
      const responder = responders.get(event);
      if (!rule || !responder) return refuse('unknown-event', 'There is no such event.');
      if (!hasPermission(socket.data.session.account.role, rule.requires))
        return refuse('not-permitted', `This account's role may not do this (${rule.requires}).`);
      if (!Value.Check(rule.payload, payload)) {
        const first = [...Value.Errors(rule.payload, payload)][0];
        return refuse(
          'invalid-input',
          first?.message ?? 'is invalid',
          `payload${(first?.instancePath ?? '').replaceAll('/', '.')}`,
        );
      }
      try {
        return (await responder(socket, payload as never)) as Result<unknown>;
      } catch (error) {
        if (isDatabaseUnavailable(error))
          return refuse('database-unavailable', 'The database cannot be reached. Ask again shortly.');
        app.log.error({ err: error, event }, 'socket event failed');
        return refuse('internal', 'Something went wrong on the server.');
      }
    }

    app.auth.onSessionEnded(endSession);
    // Rights may end at another page, at the command line or by the clock: what counts is what the database says now.
    app.scheduler.every(
      'rooms.end-sessions',
      SESSION_CHECK_MS,
      async () => {
        const sockets = [...io.sockets.sockets.values()];
        if (sockets.length === 0) return;
        const live = await app.auth.findLiveSessions([...new Set(sockets.map(({ data }) => data.session.key))]);
        for (const socket of sockets) {
          const { account, key } = socket.data.session;
          const now = live.get(key);
          // With another role or branch it comes back at once, into other rooms.
          if (now?.role !== account.role || now.branchId !== account.branchId) socket.disconnect(true);
        }
      },
      { runsOn: 'every-server' },
    );

    app.decorate('live', {
      ...rooms,
      respond(event, responder) {
        responders.set(event, responder as (socket: ViewerSocket, payload: never) => unknown);
      },
      get viewerCount() {
        return io.sockets.sockets.size;
      },
    } satisfies LiveDecorator);

    app.bus.on('database.changed', (database) => io.emit('system:changed', describeSystem(database)));
    app.bus.on('server-clock.changed', () => io.emit('system:changed', describeSystem()));
    app.addHook('preClose', async () => {
      // Not io.close(): it would close the HTTP server under Fastify, which answers what is in flight first. Nor are sockets
      // disconnected: that is how pages are told that their session is over. A transport that closes is tried again.
      io.engine.close();
    });
  },
  { name: 'socket-io', dependencies: ['auth', 'event-bus', 'metrics', 'server-clock', 'scheduler'] },
);
