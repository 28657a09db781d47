import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createFixSender, type FixSender } from '../../../../data/demo/simulator/fix-sender.ts';
import type { OutgoingFix } from '../../../../data/demo/simulator/fix-source.ts';

const fixOf = (deviceId: string, second: number): OutgoingFix => ({
  deviceId,
  wireForm: 'query-get',
  fixTimeMs: second * 1_000,
  lng: 118.3,
  lat: 34.3,
  speedMetersPerSecond: 1,
  headingDegrees: 0,
  accuracyMeters: 5,
  altitudeMeters: 30,
  batteryPercent: 80,
  charging: false,
  alarm: null,
});

let server: http.Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

/** A server that answers each request with what `answer` says; returns its address. */
async function listen(answer: (query: URLSearchParams) => number): Promise<string> {
  server = http.createServer((request, response) => {
    response.statusCode = answer(new URL(request.url!, 'http://localhost').searchParams);
    response.end();
  });
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A sender that writes down what it tells. */
function createTellingSender(url: string, onTrouble = (): void => undefined): { sender: FixSender; told: string[] } {
  const told: string[] = [];
  const sender = createFixSender({
    url,
    onRefused: (deviceId, status) => told.push(`refused ${deviceId} ${status}`),
    onTrouble(reason) {
      told.push(`trouble ${reason}`);
      onTrouble();
    },
    onRecovered: () => told.push('recovered'),
  });
  return { sender, told };
}

describe('createFixSender', () => {
  it('sends the fixes of a device one after another, oldest first, over few connections', async () => {
    const taken: string[] = [];
    const url = await listen((query) => {
      taken.push(`${query.get('id')} ${query.get('timestamp')}`);
      return 200;
    });
    let connections = 0;
    server!.on('connection', () => connections++);
    const { sender, told } = createTellingSender(url);
    for (let second = 1; second <= 20; second++)
      for (let device = 0; device < 50; device++) sender.send(fixOf(`d${device}`, second));
    await sender.close(10_000);
    expect(sender.counts()).toEqual({ sent: 1_000, waiting: 0, dropped: 0 });
    expect(told).toEqual([]);
    expect(connections).toBeLessThanOrEqual(16);
    for (let device = 0; device < 50; device++) {
      expect(taken.filter((line) => line.startsWith(`d${device} `))).toEqual(
        Array.from({ length: 20 }, (_, i) => `d${device} ${i + 1}`),
      );
    }
  });

  it('keeps what a server in trouble did not take, and says so once each way', async () => {
    const taken: string[] = [];
    let isDown = true;
    const url = await listen((query) => {
      if (isDown) return 503;
      taken.push(query.get('timestamp')!);
      return 200;
    });
    const { sender, told } = createTellingSender(url, () => {
      isDown = false;
    });
    for (const second of [1, 2, 3]) sender.send(fixOf('a', second));
    await sender.close(10_000);
    expect(taken).toEqual(['1', '2', '3']);
    expect(told).toEqual(['trouble HTTP 503', 'recovered']);
  });

  it('drops a device that the server does not know, and goes on with the others', async () => {
    const url = await listen((query) => (query.get('id') === 'stranger' ? 404 : 200));
    const { sender, told } = createTellingSender(url);
    for (const second of [1, 2, 3]) for (const device of ['stranger', 'known']) sender.send(fixOf(device, second));
    await sender.close(10_000);
    expect(sender.counts()).toEqual({ sent: 3, waiting: 0, dropped: 3 });
    expect(told).toEqual(['refused stranger 404']);
  });

  it('gives up at the end when nobody listens, and keeps the last hour of a device until then', async () => {
    const url = await listen(() => 200);
    await new Promise((resolve) => server!.close(resolve));
    const { sender, told } = createTellingSender(url);
    for (let second = 1; second <= 1_000; second++) sender.send(fixOf('a', second));
    await sender.close(200);
    expect(told).toEqual(['trouble ECONNREFUSED']);
    expect(sender.counts()).toEqual({ sent: 0, waiting: 720, dropped: 280 });
  });
});
