import type { Socket } from 'node:net';

/** How long the other side may take to read the last words and close its end, in milliseconds. */
const LINGER_MS = 2_000;

/**
 * Ends a connection, after `lastWords` if there are any. What still comes in is read and dropped: closing a socket
 * with unread bytes resets it, and the client would lose the error that tells it why.
 */
export function hangUp(socket: Socket, lastWords?: Buffer): void {
  if (socket.destroyed) return;
  const timer = setTimeout(() => socket.destroy(), LINGER_MS);
  socket.once('close', () => clearTimeout(timer));
  socket.resume();
  if (lastWords && socket.writable) socket.end(lastWords);
  else socket.end();
}
