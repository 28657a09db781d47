import type { Socket } from 'socket.io';

/**
 * Most bytes that may wait for one viewer: three times what a viewer of 10,000 units is sent that catches up 30 s.
 * Frames of positions are dropped for who is slow, everything else is kept, so that somebody who reads nothing would fill
 * our memory.
 */
const MAX_WAITING_BYTES = 16 * 1_048_576;

/**
 * Ends a socket whose reader does not keep up, before its unread bytes become ours to hold; it may come back, and starts
 * with a snapshot. `onClosed` is called once then.
 */
export function closeWhenSlow(socket: Pick<Socket, 'conn' | 'request'>, onClosed: () => void): void {
  const { conn, request } = socket;
  /** Bytes that wait here while the transport is busy; what it has taken waits in the connection's own buffer. */
  let waitingBytes = 0;
  conn.on('packetCreate', ({ data }: { data?: string | Buffer | ArrayBuffer }) => {
    waitingBytes += typeof data === 'string' ? data.length : (data?.byteLength ?? 0);
    if (waitingBytes + request.socket.writableLength <= MAX_WAITING_BYTES || conn.readyState !== 'open') return;
    onClosed();
    conn.close(true);
    // Not asked to close but cut: a farewell would wait behind what is not read.
    request.socket.destroy();
  });
  conn.on('flush', () => (waitingBytes = 0));
}
