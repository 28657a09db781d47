import { describe, expect, it } from 'vitest';
import type { CoverageFigures } from '@liaowang/shared/schemas/coverage';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { LookoutCollection, LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { CORE, SOUTH } from '../../../support/create-test-app.ts';
import { moment, openRegisterDesk, refusalOf } from '../../../support/register-desk.ts';
import { connectViewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

const desk = openRegisterDesk();
const { call, audit } = desk;
const name = (zh: string, en = '') => ({ zh, en });
/** A rectangle of about 900 m by 1,100 m around a place. */
const around = ([lng, lat]: [number, number]) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng - 0.005, lat - 0.005],
      [lng + 0.005, lat - 0.005],
      [lng + 0.005, lat + 0.005],
      [lng - 0.005, lat + 0.005],
      [lng - 0.005, lat - 0.005],
    ],
  ],
});

async function putUp(body: object): Promise<LookoutFeature['properties']> {
  const answer = await call('POST', '/lookouts', { body });
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
  return (answer.json() as LookoutFeature).properties;
}
const lookoutsAt = async (asOf?: string): Promise<LookoutFeature[]> =>
  ((await call('GET', asOf === undefined ? '/lookouts' : `/lookouts?asOf=${asOf}`)).json() as LookoutCollection)
    .features;
const findAt = async (lookoutId: number, asOf?: string) =>
  (await lookoutsAt(asOf)).find(({ properties }) => properties.lookoutId === lookoutId);
const figures = async () => (await call('GET', '/coverage/figures')).json() as CoverageFigures;
const shareOf = async (areaId: string) => (await figures()).areas.find((area) => area.areaId === areaId);

describe('a lookout', () => {
  it('is put up with the next number and what lookouts usually see, and counts in coverage at once', async () => {
    const viewer = await connectViewer(desk.city.address, await desk.city.cookieOf('dispatcher'));
    let told: LookoutFeature[] = [];
    viewer.socket.on('lookouts:changed', (lookouts) => void (told = lookouts));
    const before = (await shareOf('jurisdiction'))!.observedAreaSquareMeters;
    const lookout = await putUp({ name: name('北沟瞭望点'), position: SOUTH, siteReason: 'crowded-place' });
    expect(lookout).toMatchObject({
      number: 3,
      branchId: 2,
      detectionRangeMeters: 800,
      shape: { kind: 'disk' },
      dutyStartMinute: 0,
      dutyEndMinute: 1440,
      onDuty: true,
      siteReason: 'crowded-place',
      supplies: null,
      version: 1,
    });
    expect((await shareOf('jurisdiction'))!.observedAreaSquareMeters - before).toBeCloseTo(Math.PI * 800 ** 2, -4);
    await waitFor('the page to be told', () => told.some(({ id }) => id === lookout.lookoutId));
    viewer.socket.disconnect();
    expect((await call('DELETE', `/lookouts/${lookout.lookoutId}`, { version: 1 })).statusCode).toBe(204);
    expect((await shareOf('jurisdiction'))!.observedAreaSquareMeters).toBeCloseTo(before, 0);
    expect((await audit())[0]).toMatchObject({ action: 'lookout.removed' });
  });

  it('keeps the range and the hours that it had, and those of a past day count for that day', async () => {
    const { lookoutId } = await putUp({
      name: name('变化点'),
      position: CORE,
      detectionRangeMeters: 300,
      isCorrection: true,
    });
    const path = `/lookouts/${lookoutId}`;
    const first = await moment();
    await call('PATCH', path, {
      version: 1,
      body: { detectionRangeMeters: 900, dutyStartMinute: 480, dutyEndMinute: 1080 },
    });
    const second = await moment();
    const range = { shape: { kind: 'sector', bearingDegrees: 90, angleDegrees: 60 }, detectionRangeMeters: 500 };
    await call('PUT', `${path}/range`, { role: 'dispatcher', body: range });
    expect((await findAt(lookoutId, first))?.properties).toMatchObject({
      detectionRangeMeters: 300,
      dutyEndMinute: 1440,
    });
    expect((await findAt(lookoutId, second))?.properties).toMatchObject({
      detectionRangeMeters: 900,
      dutyStartMinute: 480,
      shape: { kind: 'disk' },
    });
    expect((await findAt(lookoutId))?.properties).toMatchObject({
      detectionRangeMeters: 500,
      shape: { kind: 'sector' },
      version: 3,
    });
    expect(await findAt(lookoutId, '2020-06-01T00:00:00Z')).toBeDefined();
    expect(
      desk.city.app.lookouts.at(Date.parse(first)).find(({ id }) => id === lookoutId)?.properties.detectionRangeMeters,
    ).toBe(300);
    await call('DELETE', path, { version: 3 });
    expect(await findAt(lookoutId)).toBeUndefined();
    expect((await findAt(lookoutId, second))?.properties.detectionRangeMeters).toBe(900);
  });

  it('takes its drawn ground along when it is moved, and sees as far as ground that is drawn', async () => {
    const [lng, lat] = CORE;
    const ring = [
      [lng, lat],
      [lng + 0.002, lat],
      [lng + 0.002, lat + 0.002],
      [lng, lat],
    ];
    const shape = { kind: 'ground', geometry: { type: 'Polygon', coordinates: [ring] } };
    const { lookoutId, detectionRangeMeters } = await putUp({ name: name('院子'), position: CORE, shape });
    expect(detectionRangeMeters).toBeGreaterThan(250);
    expect(detectionRangeMeters).toBeLessThan(350);
    const moved = (
      await call('PATCH', `/lookouts/${lookoutId}`, { version: 1, body: { position: [lng + 0.01, lat] } })
    ).json() as LookoutFeature;
    const corner =
      moved.properties.shape.kind === 'ground' ? moved.properties.shape.geometry.coordinates[0]![0]! : null;
    expect(corner?.[0]).toBeCloseTo(lng + 0.01, 6);
    const far = { kind: 'ground', geometry: { type: 'Polygon', coordinates: [ring.map(([x, y]) => [x! + 0.05, y!])] } };
    expect(refusalOf(await call('PATCH', `/lookouts/${lookoutId}`, { version: 2, body: { shape: far } }))).toEqual([
      400,
      'ground-too-far',
      'body.shape.geometry',
    ]);
    await call('DELETE', `/lookouts/${lookoutId}`, { version: 2 });
  });

  it('has a number of its own', async () => {
    expect(
      refusalOf(await call('POST', '/lookouts', { body: { name: name('重号'), position: CORE, number: 1 } })),
    ).toEqual([409, 'number-taken', 'body.number']);
    expect(refusalOf(await call('PATCH', '/lookouts/2', { version: 1, body: { number: 1 } }))).toEqual([
      409,
      'number-taken',
      'body.number',
    ]);
    for (const [body, code, field] of [
      [{ name: name('外'), position: [116.4, 39.9] }, 'outside-jurisdiction', 'body.position'],
      [
        { name: name('远'), position: CORE, detectionRangeMeters: 10_001 },
        'invalid-input',
        'body.detectionRangeMeters',
      ],
      [{ name: name('时'), position: CORE, dutyStartMinute: 1441 }, 'invalid-input', 'body.dutyStartMinute'],
      [{ name: name('因'), position: CORE, siteReason: 'nice' }, 'invalid-input', 'body.siteReason'],
      [{ name: name('会'), position: CORE, branchId: 99 }, 'unknown-branch', 'body.branchId'],
    ] as const)
      expect(refusalOf(await call('POST', '/lookouts', { body }))).toEqual([400, code, field]);
  });

  it('of another branch is not written by who is confined to one', async () => {
    const role = 'branch-lead';
    expect(refusalOf(await call('PATCH', '/lookouts/2', { role, version: 1, body: { supplies: '急救箱' } }))).toEqual([
      404,
      'not-found',
    ]);
    const own = (await findAt(1))!.properties;
    const changed = await call('PATCH', '/lookouts/1', { role, version: own.version, body: { supplies: '急救箱' } });
    expect(changed.json().properties).toMatchObject({ supplies: '急救箱', version: own.version + 1 });
    expect(refusalOf(await call('PUT', '/lookouts/1/range', { role, body: { shape: { kind: 'disk' } } }))).toEqual([
      403,
      'not-permitted',
    ]);
  });
});

describe('a key area', () => {
  it('is computed with at once, followed for gaps, and gone from both when it is taken away', async () => {
    const answer = await call('POST', '/key-areas', {
      body: { name: name('新市场'), kind: 'bank', geometry: around([118.42, 34.3]) },
    });
    expect(answer.statusCode).toBe(201);
    const keyArea = answer.json() as KeyArea;
    expect(keyArea).toMatchObject({ branchId: 1, kind: 'bank', version: 1 });
    const areaId = `key-area:${keyArea.id}`;
    expect(await shareOf(areaId)).toMatchObject({ name: name('新市场'), gapCount: 1, share: 0 });
    const gaps = (await call('GET', '/coverage/gaps')).json();
    expect(JSON.stringify(gaps)).toContain(areaId);
    const moved = await call('PATCH', `/key-areas/${keyArea.id}`, {
      version: 1,
      body: { geometry: around(CORE), name: name('换地') },
    });
    expect(moved.json()).toMatchObject({ version: 2, name: name('换地') });
    expect(await shareOf(areaId)).toMatchObject({ name: name('换地') });
    expect((await shareOf(areaId))!.share).toBeGreaterThan(0);
    expect((await call('DELETE', `/key-areas/${keyArea.id}`, { version: 2 })).statusCode).toBe(204);
    expect(await shareOf(areaId)).toBeUndefined();
  });

  it('is as it was on a past day', async () => {
    const body = { name: name('旧地'), kind: 'school', geometry: around(CORE), validFrom: '2026-09-01T00:00:00Z' };
    const keyArea = (await call('POST', '/key-areas', { body })).json() as KeyArea;
    await call('PATCH', `/key-areas/${keyArea.id}`, {
      version: 1,
      body: { kind: 'market', validFrom: '2026-10-01T00:00:00Z' },
    });
    const at = async (asOf: string) =>
      ((await call('GET', `/key-areas?asOf=${asOf}`)).json() as KeyArea[]).find(({ id }) => id === keyArea.id)?.kind;
    expect([
      await at('2026-08-31T00:00:00Z'),
      await at('2026-09-30T00:00:00Z'),
      await at('2026-10-02T00:00:00Z'),
    ]).toEqual([undefined, 'school', 'market']);
    await call('DELETE', `/key-areas/${keyArea.id}`, { version: 2 });
  });

  it('stays while a rule watches it', async () => {
    const rule = {
      kind: 'area-uncovered',
      params: { keyAreaId: 1, maxUnseenMinutes: 60, minSeenShare: 0.5 },
      schedule: { weekdays: [1], startMinute: 480, endMinute: 1080 },
      enabled: false,
    };
    const made = await call('POST', '/alert-rules', { body: rule });
    expect([made.statusCode, made.body]).toEqual([201, expect.any(String)]);
    expect(refusalOf(await call('DELETE', '/key-areas/1', { version: 1 }))).toEqual([409, 'still-used']);
  });

  it('whose outline crosses itself is refused with the place; one without ground too', async () => {
    const [lng, lat] = CORE;
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [lng, lat],
          [lng + 0.01, lat + 0.01],
          [lng + 0.01, lat],
          [lng, lat + 0.01],
          [lng, lat],
        ],
      ],
    };
    const crossing = await call('POST', '/key-areas', { body: { name: name('结'), kind: 'other', geometry: bow } });
    expect(refusalOf(crossing)).toEqual([400, 'invalid-polygon', 'body.geometry']);
    expect(crossing.json().error.reason).toContain('118.355000, 34.375000');
    const teeth = Array.from({ length: 600 }, (_, n) => [lng + (n % 2) * 0.01, lat + n * 1e-5]);
    const comb = { type: 'Polygon', coordinates: [[...teeth, teeth[0]]] };
    const many = await call('POST', '/key-areas', { body: { name: name('梳'), kind: 'other', geometry: comb } });
    expect(refusalOf(many)).toEqual([400, 'too-many-vertices', 'body.geometry']);
    const dot = {
      type: 'Polygon',
      coordinates: [
        [
          [lng, lat],
          [lng + 1e-6, lat],
          [lng, lat + 1e-6],
          [lng, lat],
        ],
      ],
    };
    const tiny = await call('POST', '/key-areas', { body: { name: name('点'), kind: 'other', geometry: dot } });
    expect(refusalOf(tiny)).toEqual([400, 'area-without-ground', 'body.geometry']);
  });
});
