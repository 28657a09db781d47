import { io } from 'socket.io-client';
import parser from 'socket.io-msgpack-parser';

/* The viewers of fan-out.bench.ts, in a process of their own: they note how long each message travelled. */

const [port, count, kind] = process.argv.slice(2);
const latencies: number[] = [];
let connected = 0;
for (let i = 0; i < Number(count); i++) {
  const socket = io(`http://127.0.0.1:${port}`, {
    transports: ['websocket'],
    forceNew: true,
    ...(kind === 'frames' ? { parser } : {}),
  });
  socket.on('positions:moved', (frame: Uint8Array) => {
    latencies.push(Date.now() - new DataView(frame.buffer, frame.byteOffset).getFloat64(24, true));
  });
  socket.on('position', (message: { sentAtMs: number }) => latencies.push(Date.now() - message.sentAtMs));
  socket.on('connect', () => {
    connected += 1;
    if (connected === Number(count)) process.send?.('ready');
  });
}
process.on('message', () => process.send?.(latencies));
