import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const SIMULATOR = fileURLToPath(new URL('../../../data/demo/simulate.ts', import.meta.url));
const REPLAY_FIXTURE = fileURLToPath(new URL('../../fixtures/replay-patrols.csv', import.meta.url));

let server: http.Server;
let url: string;
let status: number;
let requests: number;
beforeEach(async () => {
  status = 200;
  requests = 0;
  server = http.createServer((request, response) => {
    requests++;
    request.resume();
    request.on('end', () => {
      response.statusCode = status;
      response.end();
      server.emit('answered');
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** The simulator as the server starts it; `ended` resolves with the exit code and all it printed. */
function start(argv: readonly string[]): {
  child: ChildProcess;
  ended: Promise<{ code: number | null; output: string }>;
} {
  const child = fork(SIMULATOR, ['--url', url, ...argv], { execArgv: ['--import', 'tsx'], silent: true });
  let output = '';
  const streams = [child.stdout!, child.stderr!];
  for (const stream of streams) stream.on('data', (text) => (output += String(text)));
  // Not 'close': it never comes once the channel was closed from this side.
  const ended = Promise.all([once(child, 'exit'), ...streams.map((stream) => once(stream, 'end'))]);
  return { child, ended: ended.then(([[code]]) => ({ code: code as number | null, output })) };
}

describe('the simulator as a process', { timeout: 30_000 }, () => {
  it('ends cleanly at SIGTERM, having said what it sent', async () => {
    const { child, ended } = start(['--units', '40', '--interval', '1']);
    await once(server, 'answered');
    child.kill('SIGTERM');
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output).toMatch(/Simulating 40 devices/);
    expect(output).toContain(`Sent ${requests} fixes; 0 not delivered, 0 dropped.`);
  });

  it('ends when its parent goes away', async () => {
    const { child, ended } = start(['--units', '40', '--interval', '1']);
    await once(server, 'answered');
    child.disconnect();
    expect((await ended).code).toBe(0);
  });

  it('warns once when the server knows none of its devices, and ends', async () => {
    status = 404;
    const { ended } = start(['--units', '40', '--interval', '1']);
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output.match(/does not know/g)).toHaveLength(1);
    // Devices whose phone is off at first may take a few turns; each is refused once.
    expect(requests).toBe(40);
  });

  it('replays a file to its end', async () => {
    const columns = 'id=team,time=fix_time_utc,lat=lat,lon=lng';
    const { ended } = start([
      '--replay',
      REPLAY_FIXTURE,
      '--columns',
      columns,
      '--start',
      'now',
      '--speed',
      '50',
      '--device-ids',
      'a,b',
    ]);
    const { code, output } = await ended;
    expect(code).toBe(0);
    expect(output).toMatch(/1 rows without a valid time/);
    expect(output).toContain(`Sent ${requests} fixes; 0 not delivered`);
    expect(requests).toBeGreaterThan(2);
  });

  it('refuses a wrong command line with a sentence', async () => {
    const { code, output } = await start(['--units', 'many']).ended;
    expect(code).toBe(2);
    expect(output).toBe('--units wants a number of at least 1, not "many"\n');
  });
});
