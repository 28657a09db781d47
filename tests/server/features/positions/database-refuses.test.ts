import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { CORE, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { connectViewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

let city: TestApp;
let unitId: number;
let minute = 0;

/** A trigger on a table that refuses the first `times` statements with an SQLSTATE. A sequence counts: it is not rolled back. */
async function refuse(table: string, sqlState: string, times: number): Promise<void> {
  await city.app.db.query('CREATE SEQUENCE refusals');
  await city.app.db.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('refusals') <= ${times} THEN RAISE EXCEPTION 'refused by the test' USING ERRCODE = '${sqlState}'; END IF;
    RETURN NULL;
  END $$`);
  await city.app.db.query(
    `CREATE TRIGGER refuse BEFORE INSERT ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse()`,
  );
}
const stopRefusing = async () => {
  await city.app.db.query('DROP FUNCTION IF EXISTS refuse() CASCADE');
  await city.app.db.query('DROP SEQUENCE IF EXISTS refusals');
};

beforeAll(async () => {
  city = await createTestApp();
  ({ id: unitId } = await city.createUnit({ deviceId: 'phone', branchId: 1 }));
});
afterEach(stopRefusing);
afterAll(() => city.close());

const nextFix = () => ({
  id: 'phone',
  timestamp: Date.now() - 7_200_000 + (minute += 1) * 60_000,
  lat: CORE[1],
  lon: CORE[0],
});
const send = (fix: object) => city.app.inject({ method: 'POST', url: '/ingest/osmand', payload: fix });
const countSos = async (id: number) =>
  (
    await city.app.db.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM alerts WHERE kind = 'sos' AND subject_id = $1`,
      [id],
    )
  ).rows[0]?.n;
const findReady = async () => (await city.app.inject('/readyz')).json();

it('a statement that opposed ones were preferred to is tried again', async () => {
  for (const sqlState of ['40P01', '40001']) {
    await refuse('positions', sqlState, 3);
    expect((await send(nextFix())).json()).toEqual({ stored: 1, refused: 0 });
    await stopRefusing();
  }
});

it('one that never gets its turn is sent again by the phone, and is no fault of the server', async () => {
  await refuse('positions', '40P01', 1_000);
  const answer = await send(nextFix());
  expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'overloaded']);
  expect(answer.headers['retry-after']).toBeDefined();
});

it('buffers resent at once in opposite orders are stored once each', async () => {
  const fixes = Array.from({ length: 90 }, nextFix);
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => send(i % 2 === 0 ? fixes : fixes.toReversed())),
  );
  expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 20 }, () => 200));
  const { rows } = await city.app.db.query(
    'SELECT count(*)::int AS n FROM positions WHERE unit_id = $1 AND fix_time = ANY($2)',
    [unitId, fixes.map(({ timestamp }) => new Date(timestamp))],
  );
  expect(rows).toEqual([{ n: 90 }]);
});

it('a full disk costs 503, is told to viewers and to who comes then, and is over by itself', async () => {
  const viewer = await connectViewer(city.address, await city.cookieOf('dispatcher'));
  await refuse('positions', '53100', 1_000);
  const fix = nextFix();
  const answer = await send(fix);
  expect([answer.statusCode, answer.json().error.code]).toEqual([503, 'disk-full']);
  expect(await findReady()).toMatchObject({ reasons: [expect.objectContaining({ code: 'disk-full' })] });
  await viewer.next('system:changed', (system: { database: string }) => system.database === 'full');
  // There is room for the probe here, so the state lasts a second each time.
  const late = await waitFor(
    'a viewer that comes meanwhile',
    async () => {
      await send(fix);
      const comer = await connectViewer(city.address, await city.cookieOf('dispatcher'));
      if (
        await comer
          .next('system:changed', (system: { database: string }) => system.database === 'full')
          .catch(() => null)
      )
        return comer;
      comer.disconnect();
      return null;
    },
    20_000,
  );
  // Who only reads is served.
  expect(
    (await city.app.inject({ url: '/api/v1/units', headers: { cookie: await city.cookieOf('dispatcher') } }))
      .statusCode,
  ).toBe(200);

  await stopRefusing();
  await viewer.next('system:changed', (system: { database: string }) => system.database === 'up');
  await waitFor('the server to be ready', async () => (await findReady()).status === 'ready');
  expect((await send(fix)).json()).toEqual({ stored: 1, refused: 0 });
  viewer.disconnect();
  late.disconnect();
});

it('an SOS that cannot be committed is answered 503, and is raised when it comes again', async () => {
  await refuse('alerts', '53100', 1_000);
  const { id } = await city.createUnit({ deviceId: 'in-need' });
  const sos = { ...nextFix(), id: 'in-need', alarm: 'sos' };
  expect((await send(sos)).statusCode).toBe(503);
  expect(await countSos(id)).toBe(0);
  await stopRefusing();
  expect((await send(sos)).statusCode).toBe(200);
  expect(await countSos(id)).toBe(1);
});

it('an SOS is raised though its fix cannot be stored', async () => {
  await refuse('positions', '40P01', 1_000);
  const { id } = await city.createUnit({ deviceId: 'in-need-too' });
  expect((await send({ ...nextFix(), id: 'in-need-too', alarm: 'sos' })).statusCode).toBe(503);
  expect(await countSos(id)).toBe(1);
});
