import type { Server, Socket } from 'socket.io';
import { ROLE_RULES, scopeBranchId, type Permission } from '@liaowang/shared/contract/permissions';
import {
  SERVER_EVENTS,
  roomOf,
  type ClientToServerEvents,
  type ServerToClientEvents,
} from '@liaowang/shared/contract/socket-events';
import type { ActiveSession } from './auth.ts';

/** What is known of a socket: who is behind it. */
export interface Viewer {
  session: ActiveSession;
}

export type ViewerSocket = Socket<ClientToServerEvents, ServerToClientEvents, Record<string, never>, Viewer>;
export type LiveServer = Server<ClientToServerEvents, ServerToClientEvents, Record<string, never>, Viewer>;

/** A branch, or null for the whole city. */
type Scope = number | null;
type ServerEvent = keyof ServerToClientEvents;
type Payload<E extends ServerEvent> = Parameters<ServerToClientEvents[E]>;

/**
 * Who hears what. A viewer is in the rooms of the role's permissions, in the scope of the account (the city, or its
 * branch), and in those of the account and the session. Nobody else names a room: with several servers it is here that a
 * message goes to the viewers of the others.
 */
export interface Rooms {
  /** Sends a reliable event to everybody who may see things of `branchId` (null: things of no branch, seen by city-wide roles only). */
  publish<E extends Exclude<ServerEvent, 'positions:moved' | 'system:changed'>>(
    event: E,
    branchId: Scope,
    ...payload: Payload<E>
  ): void;
  /** Sends a reliable event to the viewers of exactly one scope: a picture that differs from scope to scope. */
  publishToScope<E extends 'coverage:computed' | 'gaps:computed' | 'units:withdrawn'>(
    event: E,
    scope: Scope,
    ...payload: Payload<E>
  ): void;
  /**
   * Sends a reliable event to the viewers of exactly one scope, with one payload for those who hold `permission` as well
   * (whoever holds it must hold the event's own too) and one for the others.
   */
  publishByPermission<E extends 'alerts:raised' | 'alerts:changed'>(
    event: E,
    scope: Scope,
    permission: Permission,
    payloads: { holders: Payload<E>; others: Payload<E> },
  ): void;
  /** Sends a reliable event about what is public inside the association to every viewer who holds its permission, of any branch. */
  publishToAll<
    E extends
      | 'lookouts:changed'
      | 'registry:changed'
      | 'incidents:imported'
      | 'categories:changed'
      | 'coverage-settings:changed'
      | 'alert-rules:changed'
      | 'coverage-plans:changed',
  >(
    event: E,
    ...payload: Payload<E>
  ): void;
  /** Sends a reliable event to every page of one account. */
  publishToAccount(accountId: number, event: 'jobs:progressed', ...payload: Payload<'jobs:progressed'>): void;
  /** Whether somebody in exactly this scope would hear `event`. */
  isHeard(event: ServerEvent, scope: Scope): boolean;
  /** Those who follow the frames of their scope: they have asked to, and hold the snapshot that the frames go on from. */
  readonly followers: {
    join(socket: ViewerSocket): Promise<void>;
    leave(socket: ViewerSocket): Promise<void>;
    areThere(scope: Scope): boolean;
    /** Volatile: a viewer whose connection is full misses frames and asks for them, rather than filling our memory. */
    send(scope: Scope, frame: Payload<'positions:moved'>[0]): void;
  };
}

const ANY_SCOPE = 'any';
const accountRoom = (accountId: number): string => `account:${accountId}`;
const sessionRoom = (key: string): string => `session:${key}`;
const anyScopeRoom = (permission: Permission): string => `${permission}|${ANY_SCOPE}`;
const framesRoom = (scope: Scope): string => `frames|${roomOf('live:view', scope)}`;

/** What a viewer must hold to be sent an event that not everybody hears. */
function requirementOf(event: ServerEvent): Permission {
  const { requires } = SERVER_EVENTS[event];
  if (requires === null) throw new Error(`${event} has no audience`);
  return requires;
}

/** The rooms of a server's sockets, with what only the one who lets viewers in may do. */
export function createRooms(io: LiveServer) {
  const countIn = (room: string): number => io.sockets.adapter.rooms.get(room)?.size ?? 0;
  const rooms: Rooms = {
    publish(event, branchId, ...payload) {
      const requires = requirementOf(event);
      io.to([roomOf(requires, null), ...(branchId === null ? [] : [roomOf(requires, branchId)])]).emit(
        event,
        ...payload,
      );
    },
    publishToScope(event, scope, ...payload) {
      io.to(roomOf(requirementOf(event), scope)).emit(event, ...payload);
    },
    publishByPermission(event, scope, permission, { holders, others }) {
      io.to(roomOf(requirementOf(event), scope))
        .except(roomOf(permission, scope))
        .emit(event, ...others);
      io.to(roomOf(permission, scope)).emit(event, ...holders);
    },
    publishToAll(event, ...payload) {
      io.to(anyScopeRoom(requirementOf(event))).emit(event, ...payload);
    },
    publishToAccount(accountId, event, ...payload) {
      io.to(accountRoom(accountId)).emit(event, ...payload);
    },
    isHeard: (event, scope) => countIn(roomOf(requirementOf(event), scope)) > 0,
    followers: {
      async join(socket) {
        await socket.join(framesRoom(scopeBranchId(socket.data.session.account)));
      },
      async leave(socket) {
        await socket.leave(framesRoom(scopeBranchId(socket.data.session.account)));
      },
      areThere: (scope) => countIn(framesRoom(scope)) > 0,
      send: (scope, frame) => void io.to(framesRoom(scope)).volatile.emit('positions:moved', frame),
    },
  };
  return {
    rooms,
    /** A socket that asks to come in counts for its account from here on. One that never connects leaves by itself. */
    admit(socket: ViewerSocket, { account }: ActiveSession): void {
      void socket.join(accountRoom(account.id));
    },
    countOfAccount: (accountId: number): number => countIn(accountRoom(accountId)),
    /** A viewer who has come in is put where it hears what its role and scope may. */
    seat(socket: ViewerSocket): void {
      const { account, key } = socket.data.session;
      const { permissions } = ROLE_RULES[account.role];
      const scope = scopeBranchId(account);
      void socket.join([
        ...permissions.flatMap((permission) => [roomOf(permission, scope), anyScopeRoom(permission)]),
        sessionRoom(key),
      ]);
    },
    /** Cuts off every page of a session. */
    endSession: (key: string): void => void io.in(sessionRoom(key)).disconnectSockets(true),
  };
}
