import { afterAll, afterEach, assert, beforeAll, describe, expect, it } from 'vitest';
import type { LiveCatchUp } from '@liaowang/shared/contract/socket-events';
import type { Result } from '@liaowang/shared/contract/result';
import { CORE, SOUTH, createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { connectViewer, type Viewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

let city: TestApp;
let viewers: Viewer[] = [];
let devices = 0;

beforeAll(async () => {
  city = await createTestApp();
});
afterEach(() => {
  for (const viewer of viewers) viewer.disconnect();
  viewers = [];
});
afterAll(() => city.close());

async function connectAs(role: Parameters<TestApp['cookieOf']>[0]): Promise<Viewer> {
  const viewer = await connectViewer(city.address, await city.cookieOf(role));
  viewers.push(viewer);
  return viewer;
}

async function createUnit(
  branchId?: number,
): Promise<{ unitId: number; report: (fixTimeMs: number, place?: [number, number], more?: object) => Promise<void> }> {
  const deviceId = `live-${(devices += 1)}`;
  const { id } = await city.createUnit({ deviceId, kind: 'taxi', ...(branchId === undefined ? {} : { branchId }) });
  return {
    unitId: id,
    async report(fixTimeMs, [lng, lat] = CORE, more = {}) {
      const response = await city.app.inject({
        method: 'POST',
        url: '/ingest/osmand',
        payload: { id: deviceId, timestamp: fixTimeMs, lat, lon: lng, ...more },
      });
      expect(response.json()).toEqual({ stored: 1, refused: 0 });
    },
  };
}

const resume = async (viewer: Viewer, point: object) => {
  const result = (await viewer.ask('live:resume', point)) as Result<LiveCatchUp>;
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};

describe('two viewers of the city', () => {
  it('get a snapshot with the units, then each fix as it was sent', async () => {
    const before = await createUnit();
    const baseMs = Math.floor(Date.now() / 1000) * 1000 - 60_000;
    await before.report(baseMs, [118.351234, 34.371234], { speed: 10, bearing: 90 });
    const first = await connectAs('dispatcher');
    const second = await connectAs('analyst');
    const [snapshot] = [await first.join(), await second.join()];
    expect(snapshot.units.map((unit) => unit.id)).toContain(before.unitId);
    expect(JSON.stringify(snapshot.units)).not.toContain('deviceId');
    // A frame of the tick between joining and the answer may come before it; it is not applied.
    expect(first.headers[0]?.snapshot).toBe(true);

    for (const viewer of [first, second]) {
      const seen = await waitFor('the unit', () => viewer.units.get(before.unitId));
      expect(seen.lng).toBeCloseTo(118.351234, 6);
      expect(seen.lat).toBeCloseTo(34.371234, 6);
      expect(seen).toMatchObject({ fixTimeMs: baseMs, headingDegrees: 90 });
      // Steps of 0.25 m/s.
      expect(Math.abs((seen.speedMetersPerSecond ?? 0) - 10 * (1852 / 3600))).toBeLessThanOrEqual(0.125);
    }

    await before.report(baseMs + 5_000, [118.3521, 34.3719]);
    for (const viewer of [first, second]) {
      const seen = await waitFor('the move', () =>
        [viewer.units.get(before.unitId)].find((fix) => fix?.fixTimeMs === baseMs + 5_000),
      );
      expect(seen.lng).toBeCloseTo(118.3521, 6);
      expect(seen).toMatchObject({ speedMetersPerSecond: null, headingDegrees: null });
    }
    expect(Buffer.from(first.frames.at(-1)!)).toEqual(Buffer.from(second.frames.at(-1)!));
  });

  it('learn of a unit that is registered while they watch', async () => {
    const viewer = await connectAs('dispatcher');
    await viewer.join();
    const { unitId } = await createUnit(1);
    const [told] = await viewer.next<Array<{ id: number }>>('units:changed', (units) => units[0]?.id === unitId);
    expect(told).not.toHaveProperty('deviceId');
  });

  it('see a unit whose clock is twelve years behind as old, not as fresh', async () => {
    const viewer = await connectAs('dispatcher');
    await viewer.join();
    const { unitId, report } = await createUnit();
    await report(Date.now() - 12 * 365.25 * 86_400_000);
    const seen = await waitFor('the unit', () => viewer.units.get(unitId));
    expect(seen.fixTimeMs).toBeLessThan(Date.now() - 86_400_000);
  });
});

describe('frames', () => {
  it('count without holes for who sees the whole city', async () => {
    const viewer = await connectAs('dispatcher');
    await viewer.join();
    const { unitId, report } = await createUnit();
    const startMs = Date.now() - 30_000;
    for (let i = 0; i < 4; i++) {
      await report(startMs + i * 5_000);
      await waitFor(
        'the frame',
        () => viewer.units.get(unitId)?.fixTimeMs === Math.round((startMs + i * 5_000) / 100) * 100,
      );
    }
    viewer.headers.slice(1).forEach((header, i) => expect(header.previousSeq).toBe(viewer.headers[i]?.seq));
  });

  it('that a viewer missed are replayed', async () => {
    const viewer = await connectAs('dispatcher');
    await viewer.join();
    const { unitId, report } = await createUnit();
    const startMs = Date.now() - 30_000;
    const stepOf = (i: number) => Math.round((startMs + i * 5_000) / 100) * 100;
    for (let i = 0; i < 3; i++) {
      await report(startMs + i * 5_000);
      await waitFor('the frame', () => viewer.units.get(unitId)?.fixTimeMs === stepOf(i));
    }
    const missedFrom = viewer.frames.length - 2;
    const { epoch, seq } = viewer.headers.at(-3)!;
    const caughtUp = await resume(viewer, { epoch, seq });
    expect(caughtUp.kind).toBe('replay');
    const frames = caughtUp.kind === 'replay' ? caughtUp.frames : [];
    expect(frames.slice(0, 2).map((frame) => Buffer.from(frame))).toEqual(
      viewer.frames.slice(missedFrom, missedFrom + 2).map((frame) => Buffer.from(frame)),
    );
  });

  it('of another epoch, or too long ago, are answered with a snapshot', async () => {
    const viewer = await connectAs('dispatcher');
    await viewer.join();
    const { unitId, report } = await createUnit();
    await report(Date.now() - 5_000);
    await waitFor('the frame', () => viewer.units.has(unitId));
    const { epoch, seq } = viewer.headers.at(-1)!;
    for (const point of [
      { epoch: (epoch + 1) % 0xffffffff, seq },
      { epoch, seq: 0 },
      { epoch, seq: 0xffffffff },
    ]) {
      const caughtUp = await resume(viewer, point);
      assert(caughtUp.kind === 'snapshot');
      expect(viewer.apply(new Uint8Array(caughtUp.frame))).toBe(true);
      expect(viewer.headers.at(-1)?.snapshot).toBe(true);
      expect(viewer.units.has(unitId)).toBe(true);
    }
  });

  it('stop after live:leave', async () => {
    const leaver = await connectAs('dispatcher');
    const stayer = await connectAs('analyst');
    await leaver.join();
    await stayer.join();
    expect(await leaver.ask('live:leave', {})).toEqual({ ok: true, value: null });
    const count = leaver.frames.length;
    const { unitId, report } = await createUnit();
    await report(Date.now() - 5_000);
    await waitFor('the frame of who stayed', () => stayer.units.has(unitId));
    // A message sent to the leaver after the frame: had it been sent the frame, it would be here by now.
    await leaver.ask('live:leave', {});
    expect(leaver.frames).toHaveLength(count);
  });
});

describe('a branch lead', () => {
  it('receives units, incidents and alerts of the own branch only', async () => {
    const lead = await connectAs('branch-lead');
    const { units } = await lead.join();
    expect(units.every((unit) => unit.branchId === 1)).toBe(true);
    const own = await createUnit(1);
    const foreign = await createUnit(2);
    const ofNoBranch = await createUnit();
    const dispatcher = { cookie: await city.cookieOf('dispatcher') };
    const reportIncident = (position: [number, number]) =>
      city.app.inject({
        method: 'POST',
        url: '/api/v1/incidents',
        headers: dispatcher,
        payload: { category: 'theft', position },
      });

    // What the lead must not see first, what the lead must see last: what is sent in order arrives in order.
    const nowMs = Date.now() - 10_000;
    await foreign.report(nowMs, SOUTH, { alarm: 'sos' });
    await ofNoBranch.report(nowMs, SOUTH, { alarm: 'sos' });
    await reportIncident(SOUTH);
    await own.report(nowMs, CORE, { alarm: 'sos' });
    await reportIncident(CORE);

    await waitFor('the own unit', () => lead.units.has(own.unitId));
    await lead.next('alerts:raised', (alert: { subjectId: number }) => alert.subjectId === own.unitId);
    await lead.next('incidents:reported');
    expect([...lead.units.keys()].filter((id) => id === foreign.unitId || id === ofNoBranch.unitId)).toEqual([]);
    const told = (name: string) => lead.events.filter((event) => event.name === name).map((event) => event.payload);
    expect(told('alerts:raised')).toEqual([expect.objectContaining({ subjectId: own.unitId, branchId: 1 })]);
    expect(told('incidents:reported')).toEqual([
      expect.objectContaining({ properties: expect.objectContaining({ branchId: 1 }) }),
    ]);
    expect(told('units:changed').flat()).toEqual([expect.objectContaining({ id: own.unitId })]);
    expect(told('hotspots:outdated')).toEqual([]);
  });

  it('gets coverage of the own branch and its key areas, and no sum of the city', async () => {
    const lead = await connectAs('branch-lead');
    const figures = await lead.next<{ areas: Array<{ areaId: string; branchId: number | null }> }>('coverage:computed');
    expect(figures.areas.map(({ areaId, branchId }) => [areaId, branchId])).toEqual([
      ['branch:1', 1],
      ['key-area:1', 1],
    ]);
  });
});

it('a volunteer may not watch the map, and is told so', async () => {
  const volunteer = await connectAs('volunteer');
  expect(await volunteer.ask('live:join', {})).toMatchObject({ ok: false, error: { code: 'not-permitted' } });
  expect(await volunteer.ask('live:resume', { epoch: 1, seq: 1 })).toMatchObject({
    ok: false,
    error: { code: 'not-permitted' },
  });
  expect(volunteer.socket.connected).toBe(true);
});

it('an incident that one viewer reports and withdraws is told to another', async () => {
  const viewer = await connectAs('analyst');
  const headers = { cookie: await city.cookieOf('dispatcher') };
  const { id } = (
    await city.app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers,
      payload: { category: 'noise', position: CORE },
    })
  ).json() as { id: number };
  await viewer.next('incidents:reported', (incident: { id: number }) => incident.id === id);
  await city.app.inject({ method: 'DELETE', url: `/api/v1/incidents/${id}`, headers });
  await viewer.next(
    'incidents:changed',
    (incident: { id: number; properties: { status: string } }) =>
      incident.id === id && incident.properties.status === 'withdrawn',
  );
});
