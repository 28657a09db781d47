import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildApp } from '../../../server/src/app.ts';
import { readConfig } from '../../../server/src/plugins/config.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;
beforeAll(async () => {
  city = await createTestApp({ isDatabaseShared: true });
});
afterAll(() => city.close());

const startSecond = () =>
  buildApp({ ...readConfig({ LOG_LEVEL: 'silent' }, ['--no-demo']), isDatabaseShared: true }, testDatabaseUrl());

it('work by the clock that fails is counted by its name, and comes round again', async () => {
  const { app } = city;
  let turns = 0;
  await new Promise<void>((resolve) => {
    const fail = (): Promise<never> => {
      turns += 1;
      if (turns >= 3) resolve();
      if (turns % 2 === 0) return Promise.reject(new Error('later'));
      throw new Error('at once');
    };
    app.scheduler.every('test.fail', 5, fail, { runsOn: 'every-server' });
  });
  expect(app.scheduler.failures.get('test.fail')).toBeGreaterThanOrEqual(2);
  expect((await app.inject('/metrics')).body).toMatch(/liaowang_timers_failed_total\{work="test.fail"\} \d/);
});

it('two pieces of work of one name are refused', () => {
  expect(() =>
    city.app.scheduler.every('server.heartbeat', 1_000, () => undefined, { runsOn: 'every-server' }),
  ).toThrow('two pieces of work by the clock are called server.heartbeat');
});

it('what one server does for the city, one of two does, and the other goes on when that one ends', async () => {
  const turns = { first: 0, second: 0, own: 0 };
  city.app.scheduler.every('test.city', 5, () => (turns.first += 1), { runsOn: 'one-server' });
  await waitFor('a turn of the first', () => turns.first > 0);
  const second = await startSecond();
  try {
    second.scheduler.every('test.city', 5, () => (turns.second += 1), { runsOn: 'one-server' });
    second.scheduler.every('test.own', 5, () => (turns.own += 1), { runsOn: 'every-server' });
    const before = turns.first;
    await waitFor('more turns of the first, and of what each does for itself', () => {
      return turns.first > before + 5 && turns.own > 5;
    });
    expect(turns.second).toBe(0);
    await city.app.close();
    await waitFor('a turn of the second', () => turns.second > 0);
  } finally {
    await second.close();
  }
});

it('a server of which nothing was heard for a minute is forgotten, and its work is free', async () => {
  await city.restart();
  const dead = '44444444-4444-4444-8444-444444444444';
  const { db, instance } = city.app;
  await db.query(`INSERT INTO servers (id) VALUES ($1)`, [dead]);
  await db.query(`INSERT INTO scheduled_work (name, server_id) VALUES ('test.taken', $1)`, [dead]);
  await instance.beat();
  expect(await instance.claim('test.taken')).toBe(false);
  await db.query(`UPDATE servers SET heartbeat_at = now() - interval '61 s' WHERE id = $1`, [dead]);
  await instance.beat();
  expect(await instance.claim('test.taken')).toBe(true);
});
