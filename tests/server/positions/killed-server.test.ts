import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Track } from '@liaowang/shared/schemas/position';
import { CORE } from '../../support/create-test-app.ts';
import { startServerProcess, type ServerProcess } from '../../support/server-process.ts';
import { waitFor } from '../../support/wait-for.ts';

const UNITS = 10;
const SENDERS = 8;
/** The server is killed once this many fixes were acknowledged, with more under way. */
const KILL_AFTER = 300;
const CREDENTIALS = { username: 'first', password: 'long-enough-1' };

let dataFolder: string;
let server: ServerProcess | undefined;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'liaowang-kill-'));
});
afterAll(async () => {
  await server?.killGroup();
  await rm(dataFolder, { recursive: true, force: true });
});

const start = () => startServerProcess(['--no-demo'], { LIAOWANG_DATA: dataFolder, INGEST_TOKEN_REQUIRED: 'false' });

async function post(address: string, path: string, body: object, cookie = ''): Promise<Response> {
  return fetch(`${address}${path}`, { method: 'POST', headers: { 'content-type': 'application/json', cookie }, body: JSON.stringify(body) });
}

const cookieOf = (response: Response) => response.headers.getSetCookie().map((line) => line.split(';')[0]).join('; ');

it('a server killed in the middle of ingest has every fix that it acknowledged', { timeout: 240_000 }, async () => {
  server = await start();
  const { address, setUpToken } = server;
  const admin = cookieOf(await post(address, '/api/v1/set-up', { ...CREDENTIALS, token: setUpToken }));
  const unitIds: number[] = [];
  for (let i = 0; i < UNITS; i++) unitIds.push(((await (await post(address, '/api/v1/units', { name: `u${i}`, kind: 'foot', deviceId: `d${i}` }, admin)).json()) as { id: number }).id);

  const startMs = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
  const acknowledged: Array<{ unit: number; fixTimeMs: number }> = [];
  let sent = 0;
  let isDown = false;
  const senders = Array.from({ length: SENDERS }, async () => {
    while (!isDown) {
      const fix = { unit: sent % UNITS, fixTimeMs: startMs + sent * 100 };
      sent += 1;
      const answer = await post(address, '/ingest/osmand', { id: `d${fix.unit}`, timestamp: fix.fixTimeMs, lat: CORE[1], lon: CORE[0] }).catch(() => null);
      if (answer === null) isDown = true;
      else if (answer.status === 200) acknowledged.push(fix);
    }
  });
  await waitFor('fixes', () => acknowledged.length >= KILL_AFTER, 60_000);
  await server.killGroup();
  await Promise.all(senders);
  expect(acknowledged.length).toBeGreaterThanOrEqual(KILL_AFTER);

  server = await start();
  expect(server.setUpToken).toBeNull();
  const cookie = cookieOf(await post(server.address, '/api/v1/session', CREDENTIALS));
  const kept = new Map<number, Set<number>>();
  for (const [unit, unitId] of unitIds.entries()) {
    const response = await fetch(`${server.address}/api/v1/units/${unitId}/track?from=${new Date(startMs).toISOString()}`, { headers: { cookie } });
    kept.set(unit, new Set(((await response.json()) as Track).properties.coordTimes.map((time) => Date.parse(time))));
  }
  expect(acknowledged.filter(({ unit, fixTimeMs }) => !kept.get(unit)?.has(fixTimeMs))).toEqual([]);

  // The live picture too is what was committed last.
  const latest = (await (await fetch(`${server.address}/api/v1/positions/latest`, { headers: { cookie } })).json()) as { features: Array<{ id: number; properties: { fixTime: string } }> };
  for (const [unit, unitId] of unitIds.entries()) {
    expect(Date.parse(latest.features.find((feature) => feature.id === unitId)?.properties.fixTime ?? '')).toBe(Math.max(...kept.get(unit)!));
  }
  expect(await server.interrupt()).toBe(0);
});
