import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { HOTSPOT_STATUSES, NEXT_STATUSES, type HotspotChange, type HotspotDetail, type HotspotEvidence, type HotspotRecord, type NewHotspot } from '@liaowang/shared/schemas/hotspot-record';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { connectViewer } from '../../support/viewer.ts';
import { waitFor } from '../../support/wait-for.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE hotspot_records RESTART IDENTITY CASCADE'));

function square(west: number, south: number, size = 0.01): PolygonGeometry {
  const [east, north] = [west + size, south + size].map((degrees) => Number(degrees.toFixed(6))) as [number, number];
  return { type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] };
}
const AREA = square(118.34, 34.36);
const EVIDENCE: HotspotEvidence = {
  method: { kind: 'gi-star', shape: 'hexagon', cellMeters: 400, bandMeters: 800, maxQ: 0.05 },
  filter: { from: '2026-09-01T00:00:00+08:00', to: '2026-10-01T00:00:00+08:00', hours: { start: 22, end: 4 }, weekdays: [5, 6], categories: ['theft'], severities: null, source: 'reported' },
  incidentCount: 41,
  areaSquareMeters: 1_020_000.5,
  figures: { z: 5.25, p: 1.5e-7, q: 0.0004, basis: 'exact', cells: 7 },
};
const zone = (more: Partial<NewHotspot> = {}): NewHotspot => ({ name: '人民广场东', geometry: AREA, evidence: EVIDENCE, ...more });

async function send(role: Role, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
  return city.app.inject({ method, url: `/api/v1/hotspots${path}`, headers: { cookie: await city.cookieOf(role) }, ...(payload && { payload }) });
}
async function create(more: Partial<NewHotspot> = {}): Promise<HotspotRecord> {
  const response = await send('analyst', 'POST', '/records', zone(more));
  expect([response.statusCode, response.body]).toEqual([201, expect.any(String)]);
  return response.json();
}
const change = (id: number, body: HotspotChange, role: Role = 'analyst') => send(role, 'PUT', `/records/${id}`, body);
const read = async (id: number): Promise<HotspotDetail> => (await send('police-liaison', 'GET', `/records/${id}`)).json();
const list = async (query = ''): Promise<number[]> => (await send('police-liaison', 'GET', `/records${query}`)).json<{ hotspots: HotspotRecord[] }>().hotspots.map(({ hotspotId }) => hotspotId);
async function accountIdOf(role: Role): Promise<number> {
  return (await city.app.db.query<{ id: number }>('SELECT id FROM accounts WHERE username = $1', [role])).rows[0]!.id;
}
async function findAudit(action: string) {
  return (await city.app.db.query<{ account_id: number; subject: string; detail: object }>('SELECT account_id, subject, detail FROM audit_entries WHERE action = $1 ORDER BY id DESC LIMIT 1', [action])).rows[0];
}
const codeOf = (response: Awaited<ReturnType<typeof send>>) => [response.statusCode, response.json().error.code, response.json().error.field];

describe('making a zone a record', () => {
  it('keeps the shape and the evidence as they were sent', async () => {
    const created = await create({ reason: '三周来每个周末', nextReviewOn: '2026-12-01' });
    expect(created).toMatchObject({
      name: '人民广场东', status: 'proposed', reason: '三周来每个周末', geometry: AREA, evidence: EVIDENCE, check: null, proposedByJob: false,
      owner: null, nextReviewOn: '2026-12-01', confirmedAt: null, version: 1, comments: 0, attachments: 0,
    });
    // A hundredth of a degree each way at 34.4°.
    expect(created.areaSquareMeters).toBeGreaterThan(1_015_000);
    expect(created.areaSquareMeters).toBeLessThan(1_025_000);
    expect(created.labelPoint[0]).toBeGreaterThan(118.34);
    expect(await findAudit('hotspot.proposed')).toEqual({ account_id: await accountIdOf('analyst'), subject: `hotspot:${created.hotspotId}`, detail: { name: '人民广场东' } });
    const detail = await read(created.hotspotId);
    expect(detail).toMatchObject({ hotspot: created, attachments: [], events: [{ kind: 'proposed', by: { zh: 'analyst', en: 'analyst' }, text: '三周来每个周末' }] });
  });

  it('takes a zone that reaches across the boundary, but none beyond it', async () => {
    expect((await create({ geometry: square(118, 34, 0.4) })).status).toBe('proposed');
    expect(codeOf(await send('analyst', 'POST', '/records', zone({ geometry: square(121.4, 31.2) })))).toEqual([400, 'outside-jurisdiction', 'body.geometry']);
  });

  const circle = (vertices: number): PolygonGeometry => {
    const ring = Array.from({ length: vertices }, (_, n): [number, number] => [118.35 + 0.01 * Math.cos((2 * Math.PI * n) / vertices), 34.37 + 0.01 * Math.sin((2 * Math.PI * n) / vertices)]);
    return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
  };
  it('counts vertices without the one that closes the ring', async () => {
    expect((await create({ geometry: circle(5_000) })).version).toBe(1);
    expect(codeOf(await send('analyst', 'POST', '/records', zone({ geometry: circle(5_001) })))).toEqual([400, 'too-many-vertices', 'body.geometry']);
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
    const touching = [at(0, 0), at(3, 0), at(3, 2), at(2, 2), at(2, 1), at(1, 1), at(1, 2), at(2, 2), at(2, 3), at(0, 3), at(0, 0)];
    const { geometry } = await create({ geometry: { type: 'Polygon', coordinates: [touching] } });
    expect(geometry.coordinates).toHaveLength(2);
  });

  it.each<[string, Partial<NewHotspot>, string, string]>([
    ['a bow tie', { geometry: { type: 'Polygon', coordinates: [[[118.34, 34.36], [118.35, 34.37], [118.35, 34.36], [118.34, 34.37], [118.34, 34.36]]] } }, 'invalid-polygon', 'body.geometry'],
    ['a ring that stays open', { geometry: { type: 'Polygon', coordinates: [[[118.34, 34.36], [118.35, 34.36], [118.35, 34.37], [118.34, 34.37]]] } }, 'invalid-polygon', 'body.geometry.coordinates.0'],
    ['a line', { geometry: { type: 'Polygon', coordinates: [[[118.34, 34.36], [118.35, 34.36], [118.36, 34.36], [118.34, 34.36]]] } }, 'invalid-polygon', 'body.geometry'],
    ['a window that ends before it begins', { evidence: { ...EVIDENCE, filter: { ...EVIDENCE.filter, to: EVIDENCE.filter.from } } }, 'empty-window', 'body.evidence.filter.to'],
    ['a window in the future', { evidence: { ...EVIDENCE, filter: { ...EVIDENCE.filter, from: '2090-01-01T00:00:00Z', to: '2090-02-01T00:00:00Z' } } }, 'in-the-future', 'body.evidence.filter.from'],
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

describe('changing a record', () => {
  it('goes from status to status only as NEXT_STATUSES says', async () => {
    for (const from of HOTSPOT_STATUSES) {
      for (const to of HOTSPOT_STATUSES) {
        const { hotspotId } = await create();
        await city.app.db.query('UPDATE hotspot_records SET status = $2 WHERE id = $1', [hotspotId, from]);
        const response = await change(hotspotId, { version: 1, status: to, reason: '试' });
        if (from === to) expect([response.statusCode, response.json().version]).toEqual([200, 1]);
        else if (NEXT_STATUSES[from].includes(to)) expect([from, to, response.statusCode, response.json().status]).toEqual([from, to, 200, to]);
        else expect([from, to, ...codeOf(response)]).toEqual([from, to, 409, 'status-not-allowed', 'body.status']);
      }
    }
  });

  it('asks for the reason of a new status, and changes nothing without one', async () => {
    const { hotspotId } = await create();
    expect(codeOf(await change(hotspotId, { version: 1, status: 'confirmed', name: '新名' }))).toEqual([400, 'reason-required', 'body.reason']);
    expect(codeOf(await change(hotspotId, { version: 1, status: 'confirmed', reason: ' ' }))).toEqual([400, 'reason-required', 'body.reason']);
    expect((await read(hotspotId)).hotspot).toMatchObject({ status: 'proposed', version: 1, name: '人民广场东' });
  });

  it('tells each change as an event, and all of them in one entry of the audit log', async () => {
    const { hotspotId } = await create();
    const liaison = await accountIdOf('police-liaison');
    const shape = square(118.34, 34.36, 0.02);
    const changed = (await change(hotspotId, { version: 1, status: 'confirmed', reason: '现场核实', name: '广场夜市', ownerAccountId: liaison, nextReviewOn: '2027-01-15', geometry: shape }, 'dispatcher')).json<HotspotRecord>();
    expect(changed).toMatchObject({
      version: 2, status: 'confirmed', reason: '现场核实', name: '广场夜市', owner: { accountId: liaison, name: { zh: 'police-liaison', en: 'police-liaison' } },
      nextReviewOn: '2027-01-15', geometry: shape, evidence: EVIDENCE, confirmedAt: expect.any(String),
    });
    const { events } = await read(hotspotId);
    expect(events.map(({ kind, by, detail }) => [kind, by?.zh, detail])).toEqual([
      ['proposed', 'analyst', {}],
      ['status', 'dispatcher', { from: 'proposed', to: 'confirmed' }],
      ['renamed', 'dispatcher', { from: '人民广场东', to: '广场夜市' }],
      ['owner', 'dispatcher', { accountId: liaison, zh: 'police-liaison', en: 'police-liaison' }],
      ['review-date', 'dispatcher', { from: null, to: '2027-01-15' }],
      ['reshaped', 'dispatcher', { fromSquareMeters: expect.any(Number), toSquareMeters: Math.round(changed.areaSquareMeters) }],
    ]);
    expect(events[1]!.text).toBe('现场核实');
    expect(await findAudit('hotspot.changed')).toMatchObject({ subject: `hotspot:${hotspotId}`, detail: { version: 2, changes: events.slice(1).map(({ kind, text, detail }) => ({ kind, text, detail })) } });

    const cleared = (await change(hotspotId, { version: 2, ownerAccountId: null, nextReviewOn: null })).json<HotspotRecord>();
    expect(cleared).toMatchObject({ version: 3, owner: null, nextReviewOn: null, status: 'confirmed', reason: '现场核实' });
  });

  it('remembers when it was confirmed first', async () => {
    const { hotspotId } = await create();
    const { confirmedAt } = (await change(hotspotId, { version: 1, status: 'confirmed', reason: '一' })).json<HotspotRecord>();
    await change(hotspotId, { version: 2, status: 'watching', reason: '二' });
    expect((await change(hotspotId, { version: 3, status: 'confirmed', reason: '三' })).json()).toMatchObject({ version: 4, confirmedAt });
  });

  it('that changes nothing leaves the record as it is', async () => {
    const created = await create({ nextReviewOn: '2026-12-01' });
    const same = await change(created.hotspotId, { version: 1, name: created.name, status: 'proposed', ownerAccountId: null, nextReviewOn: '2026-12-01', geometry: created.geometry });
    expect([same.statusCode, same.json()]).toEqual([200, created]);
    expect((await read(created.hotspotId)).events).toHaveLength(1);
  });

  it('refuses an owner who may not review, or is no longer there, and a shape that a new record could not have', async () => {
    const { hotspotId } = await create();
    for (const ownerAccountId of [await accountIdOf('volunteer'), 2_147_483_647]) {
      expect(codeOf(await change(hotspotId, { version: 1, ownerAccountId }))).toEqual([400, 'owner-not-permitted', 'body.ownerAccountId']);
    }
    expect(codeOf(await change(hotspotId, { version: 1, geometry: square(121.4, 31.2) }))).toEqual([400, 'outside-jurisdiction', 'body.geometry']);
    expect((await read(hotspotId)).hotspot.version).toBe(1);
  });

  it('lets only one of several writers at the same time win', async () => {
    const { hotspotId } = await create();
    const answers = await Promise.all(['甲', '乙', '丙'].map((name) => change(hotspotId, { version: 1, name })));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
    expect(codeOf(answers.find(({ statusCode }) => statusCode === 409)!)).toEqual([409, 'changed-meanwhile', 'body.version']);
    const { hotspot, events } = await read(hotspotId);
    expect([hotspot.version, events.length]).toEqual([2, 2]);
    expect((await change(2_147_483_647, { version: 1, name: '无' })).statusCode).toBe(404);
  });
});

describe('comments', () => {
  it('are kept in order, counted, and no reason to refuse who edits meanwhile', async () => {
    const { hotspotId } = await create();
    const first = await send('analyst', 'POST', `/records/${hotspotId}/comments`, { text: '晚上九点后人多' });
    expect([first.statusCode, first.json()]).toMatchObject([201, { kind: 'comment', text: '晚上九点后人多', by: { zh: 'analyst' } }]);
    await send('police-liaison', 'POST', `/records/${hotspotId}/comments`, { text: '已加一班' });
    const { hotspot, events } = await read(hotspotId);
    expect(hotspot).toMatchObject({ comments: 2, version: 1 });
    expect(events.slice(1).map(({ text, by }) => [text, by?.zh])).toEqual([['晚上九点后人多', 'analyst'], ['已加一班', 'police-liaison']]);
    expect(await findAudit('hotspot.commented')).toMatchObject({ subject: `hotspot:${hotspotId}`, detail: { eventId: events.at(-1)!.eventId } });
    expect((await send('analyst', 'POST', `/records/${hotspotId}/comments`, { text: ' ' })).statusCode).toBe(400);
    expect((await send('analyst', 'POST', '/records/2147483647/comments', { text: '有' })).statusCode).toBe(404);
  });
});

describe('who may', () => {
  it.each<[Role, boolean]>([['administrator', true], ['dispatcher', true], ['analyst', true], ['police-liaison', true], ['branch-lead', false], ['volunteer', false]])('%s: %s', async (role, may) => {
    const { hotspotId } = await create();
    const answers = [
      await send(role, 'GET', '/records'), await send(role, 'GET', `/records/${hotspotId}`), await send(role, 'GET', '/owners'), await send(role, 'GET', '/nightly'),
      await send(role, 'POST', '/records', zone()), await send(role, 'PUT', `/records/${hotspotId}`, { version: 1, name: '改' }), await send(role, 'POST', `/records/${hotspotId}/comments`, { text: '话' }),
    ];
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(may ? [200, 200, 200, 200, 201, 200, 201] : Array(7).fill(403));
  });

  it('answer for a record: accounts that review and were not closed', async () => {
    const names = async () => (await send('analyst', 'GET', '/owners')).json<Array<{ accountId: number; name: { zh: string } }>>().map(({ name }) => name.zh);
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
