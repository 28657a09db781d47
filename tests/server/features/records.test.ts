import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { NewHotspot } from '@liaowang/shared/schemas/hotspot-record';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { AREA, EVIDENCE, createRecordsClient, square, zone } from '../../support/records-client.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;
const { send, create, change, read, list, accountIdOf, findAudit, codeOf } = createRecordsClient(() => city);

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE hotspot_records RESTART IDENTITY CASCADE'));

describe('making a zone a record', () => {
  it('keeps the shape and the evidence as they were sent', async () => {
    const created = await create({ reason: '三周来每个周末', nextReviewOn: '2026-12-01' });
    expect(created).toMatchObject({
      name: '人民广场东',
      status: 'proposed',
      reason: '三周来每个周末',
      geometry: AREA,
      evidence: EVIDENCE,
      check: null,
      proposedByJob: false,
      owner: null,
      nextReviewOn: '2026-12-01',
      confirmedAt: null,
      version: 1,
      comments: 0,
      attachments: 0,
    });
    // A hundredth of a degree each way at 34.4°.
    expect(created.areaSquareMeters).toBeGreaterThan(1_015_000);
    expect(created.areaSquareMeters).toBeLessThan(1_025_000);
    expect(created.labelPoint[0]).toBeGreaterThan(118.34);
    expect(await findAudit('hotspot.proposed')).toEqual({
      account_id: await accountIdOf('analyst'),
      subject: `hotspot:${created.hotspotId}`,
      detail: { name: '人民广场东' },
    });
    const detail = await read(created.hotspotId);
    expect(detail).toMatchObject({
      hotspot: created,
      attachments: [],
      events: [{ kind: 'proposed', by: { zh: 'analyst', en: 'analyst' }, text: '三周来每个周末' }],
    });
  });

  it('takes a zone that reaches across the boundary, but none beyond it', async () => {
    expect((await create({ geometry: square(118, 34, 0.4) })).status).toBe('proposed');
    expect(codeOf(await send('analyst', 'POST', '/records', zone({ geometry: square(121.4, 31.2) })))).toEqual([
      400,
      'outside-jurisdiction',
      'body.geometry',
    ]);
  });

  const circle = (vertices: number): PolygonGeometry => {
    const ring = Array.from({ length: vertices }, (_, n): [number, number] => [
      118.35 + 0.01 * Math.cos((2 * Math.PI * n) / vertices),
      34.37 + 0.01 * Math.sin((2 * Math.PI * n) / vertices),
    ]);
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  };
  it('counts vertices without the one that closes the ring', async () => {
    expect((await create({ geometry: circle(5_000) })).version).toBe(1);
    expect(codeOf(await send('analyst', 'POST', '/records', zone({ geometry: circle(5_001) })))).toEqual([
      400,
      'too-many-vertices',
      'body.geometry',
    ]);
  });

  it('draws an outline of very many vertices more simply, and leaves others alone', async () => {
    const fine = await create({ geometry: circle(2_000) });
    expect(fine.geometry.coordinates[0]!.length).toBeLessThan(200);
    const coarse = await create({ geometry: circle(100) });
    expect(coarse.geometry.coordinates[0]).toHaveLength(101);
    expect(fine.areaSquareMeters / (await create({ geometry: circle(4_000) })).areaSquareMeters).toBeCloseTo(1, 2);
  });

  it('takes a zone of cells whose outline touches itself at a corner', async () => {
    // Seven cells around an empty one: where the eighth would be, the outline comes back to a place it has been.
    const at = (x: number, y: number): [number, number] => [118.34 + 0.001 * x, 34.36 + 0.001 * y];
    const touching = [
      at(0, 0),
      at(3, 0),
      at(3, 2),
      at(2, 2),
      at(2, 1),
      at(1, 1),
      at(1, 2),
      at(2, 2),
      at(2, 3),
      at(0, 3),
      at(0, 0),
    ];
    const { geometry } = await create({ geometry: { type: 'Polygon', coordinates: [touching] } });
    expect(geometry.coordinates).toHaveLength(2);
  });

  it.each<[string, Partial<NewHotspot>, string, string]>([
    [
      'a bow tie',
      {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [118.34, 34.36],
              [118.35, 34.37],
              [118.35, 34.36],
              [118.34, 34.37],
              [118.34, 34.36],
            ],
          ],
        },
      },
      'invalid-polygon',
      'body.geometry',
    ],
    [
      'a ring that stays open',
      {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [118.34, 34.36],
              [118.35, 34.36],
              [118.35, 34.37],
              [118.34, 34.37],
            ],
          ],
        },
      },
      'invalid-polygon',
      'body.geometry.coordinates.0',
    ],
    [
      'a line',
      {
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [118.34, 34.36],
              [118.35, 34.36],
              [118.36, 34.36],
              [118.34, 34.36],
            ],
          ],
        },
      },
      'invalid-polygon',
      'body.geometry',
    ],
    [
      'a window that ends before it begins',
      { evidence: { ...EVIDENCE, filter: { ...EVIDENCE.filter, to: EVIDENCE.filter.from } } },
      'empty-window',
      'body.evidence.filter.to',
    ],
    [
      'a window in the future',
      {
        evidence: {
          ...EVIDENCE,
          filter: { ...EVIDENCE.filter, from: '2090-01-01T00:00:00Z', to: '2090-02-01T00:00:00Z' },
        },
      },
      'in-the-future',
      'body.evidence.filter.from',
    ],
    ['a blank name', { name: '  ' }, 'invalid-input', 'body.name'],
    ['a review day of long ago', { nextReviewOn: '0000-01-01' }, 'invalid-input', 'body.nextReviewOn'],
    ['a day that is none', { nextReviewOn: '2026-02-30' }, 'invalid-input', 'body.nextReviewOn'],
  ])('refuses %s', async (_case, more, code, field) => {
    expect(codeOf(await send('analyst', 'POST', '/records', zone(more)))).toEqual([400, code, field]);
    expect(await list()).toEqual([]);
  });
});

describe('listing records', () => {
  it('lists those touched last first, by status, however statuses are named', async () => {
    const [a, b, c] = [await create(), await create(), await create()];
    await change(b.hotspotId, { version: 1, status: 'watching', reason: '再看看' });
    await change(c.hotspotId, { version: 1, status: 'rejected', reason: '只是集市' });
    await send('analyst', 'POST', `/records/${a.hotspotId}/comments`, { text: '问过派出所' });
    expect(await list()).toEqual([a.hotspotId, c.hotspotId, b.hotspotId]);
    expect(await list('?status=watching')).toEqual([b.hotspotId]);
    expect(await list('?status=proposed&status=watching')).toEqual([a.hotspotId, b.hotspotId]);
    expect(await list('?status=proposed,watching')).toEqual([a.hotspotId, b.hotspotId]);
    expect(await list('?status=confirmed')).toEqual([]);
    expect((await send('analyst', 'GET', '/records?status=open')).statusCode).toBe(400);
    expect((await send('analyst', 'GET', '/records/2147483647')).statusCode).toBe(404);
  });
});

describe('who may', () => {
  it.each<[Role, boolean]>([
    ['administrator', true],
    ['dispatcher', true],
    ['analyst', true],
    ['police-liaison', true],
    ['branch-lead', false],
    ['volunteer', false],
  ])('%s: %s', async (role, may) => {
    const { hotspotId } = await create();
    const answers = [
      await send(role, 'GET', '/records'),
      await send(role, 'GET', `/records/${hotspotId}`),
      await send(role, 'GET', '/owners'),
      await send(role, 'GET', '/nightly'),
      await send(role, 'POST', '/records', zone()),
      await send(role, 'PUT', `/records/${hotspotId}`, { version: 1, name: '改' }),
      await send(role, 'POST', `/records/${hotspotId}/comments`, { text: '话' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(
      may ? [200, 200, 200, 200, 201, 200, 201] : Array(7).fill(403),
    );
  });

  it('answer for a record: accounts that review and were not closed', async () => {
    const names = async () =>
      (await send('analyst', 'GET', '/owners'))
        .json<Array<{ accountId: number; name: { zh: string } }>>()
        .map(({ name }) => name.zh);
    expect(await names()).toEqual(['administrator', 'analyst', 'dispatcher', 'police-liaison']);
    await city.app.db.query(`UPDATE accounts SET disabled_at = now() WHERE username = 'police-liaison'`);
    expect(await names()).toEqual(['administrator', 'analyst', 'dispatcher']);
    await city.app.db.query(`UPDATE accounts SET disabled_at = NULL WHERE username = 'police-liaison'`);
  });
});

it('tells pages of each change', async () => {
  const viewer = await connectViewer(city.address, await city.cookieOf('police-liaison'));
  let told = 0;
  viewer.socket.on('hotspots:changed', () => told++);
  const { hotspotId } = await create();
  await waitFor('word of the record', () => told === 1);
  await change(hotspotId, { version: 1, name: '改' });
  await send('analyst', 'POST', `/records/${hotspotId}/comments`, { text: '话' });
  await waitFor('word of the changes', () => told === 3);
  viewer.disconnect();
});

it('keeps everything over a restart', async () => {
  const { hotspotId } = await create();
  await change(hotspotId, { version: 1, status: 'watching', reason: '再看', nextReviewOn: '2026-12-24' });
  await send('analyst', 'POST', `/records/${hotspotId}/comments`, { text: '话' });
  const before = await read(hotspotId);
  await city.restart();
  expect(await read(hotspotId)).toEqual(before);
});
