import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HOTSPOT_STATUSES, NEXT_STATUSES, type HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { EVIDENCE, createRecordsClient, square } from '../../support/records-client.ts';

let city: TestApp;
const { send, create, change, read, accountIdOf, findAudit, codeOf } = createRecordsClient(() => city);

beforeAll(async () => {
  city = await createTestApp();
});
afterAll(() => city.close());
beforeEach(() => city.app.db.query('TRUNCATE hotspot_records RESTART IDENTITY CASCADE'));

describe('changing a record', () => {
  it('goes from status to status only as NEXT_STATUSES says', async () => {
    for (const from of HOTSPOT_STATUSES) {
      for (const to of HOTSPOT_STATUSES) {
        const { hotspotId } = await create();
        await city.app.db.query('UPDATE hotspot_records SET status = $2 WHERE id = $1', [hotspotId, from]);
        const response = await change(hotspotId, { version: 1, status: to, reason: '试' });
        const isAllowed = NEXT_STATUSES[from].includes(to);
        // What is so already is no change.
        const changed = { status: to, version: isAllowed ? 2 : 1 };
        expect([from, to, response.statusCode, response.json()]).toMatchObject([
          from,
          to,
          ...(from === to || isAllowed
            ? [200, changed]
            : [409, { error: { code: 'status-not-allowed', field: 'body.status' } }]),
        ]);
      }
    }
  });

  it('asks for the reason of a new status, and changes nothing without one', async () => {
    const { hotspotId } = await create();
    expect(codeOf(await change(hotspotId, { version: 1, status: 'confirmed', name: '新名' }))).toEqual([
      400,
      'reason-required',
      'body.reason',
    ]);
    expect(codeOf(await change(hotspotId, { version: 1, status: 'confirmed', reason: ' ' }))).toEqual([
      400,
      'reason-required',
      'body.reason',
    ]);
    expect((await read(hotspotId)).hotspot).toMatchObject({ status: 'proposed', version: 1, name: '人民广场东' });
  });

  it('tells each change as an event, and all of them in one entry of the audit log', async () => {
    const { hotspotId } = await create();
    const liaison = await accountIdOf('police-liaison');
    const shape = square(118.34, 34.36, 0.02);
    const changed = (
      await change(
        hotspotId,
        {
          version: 1,
          status: 'confirmed',
          reason: '现场核实',
          name: '广场夜市',
          ownerAccountId: liaison,
          nextReviewOn: '2027-01-15',
          geometry: shape,
        },
        'dispatcher',
      )
    ).json<HotspotRecord>();
    expect(changed).toMatchObject({
      version: 2,
      status: 'confirmed',
      reason: '现场核实',
      name: '广场夜市',
      owner: { accountId: liaison, name: { zh: 'police-liaison', en: 'police-liaison' } },
      nextReviewOn: '2027-01-15',
      geometry: shape,
      evidence: EVIDENCE,
      confirmedAt: expect.any(String),
    });
    const { events } = await read(hotspotId);
    expect(events.map(({ kind, by, detail }) => [kind, by?.zh, detail])).toEqual([
      ['proposed', 'analyst', {}],
      ['status', 'dispatcher', { from: 'proposed', to: 'confirmed' }],
      ['renamed', 'dispatcher', { from: '人民广场东', to: '广场夜市' }],
      ['owner', 'dispatcher', { accountId: liaison, zh: 'police-liaison', en: 'police-liaison' }],
      ['review-date', 'dispatcher', { from: null, to: '2027-01-15' }],
      [
        'reshaped',
        'dispatcher',
        { fromSquareMeters: expect.any(Number), toSquareMeters: Math.round(changed.areaSquareMeters) },
      ],
    ]);
    expect(events[1]!.text).toBe('现场核实');
    expect(await findAudit('hotspot.changed')).toMatchObject({
      subject: `hotspot:${hotspotId}`,
      detail: { version: 2, changes: events.slice(1).map(({ kind, text, detail }) => ({ kind, text, detail })) },
    });

    const cleared = (
      await change(hotspotId, { version: 2, ownerAccountId: null, nextReviewOn: null })
    ).json<HotspotRecord>();
    expect(cleared).toMatchObject({
      version: 3,
      owner: null,
      nextReviewOn: null,
      status: 'confirmed',
      reason: '现场核实',
    });
  });

  it('remembers when it was confirmed first', async () => {
    const { hotspotId } = await create();
    const { confirmedAt } = (
      await change(hotspotId, { version: 1, status: 'confirmed', reason: '一' })
    ).json<HotspotRecord>();
    await change(hotspotId, { version: 2, status: 'watching', reason: '二' });
    expect((await change(hotspotId, { version: 3, status: 'confirmed', reason: '三' })).json()).toMatchObject({
      version: 4,
      confirmedAt,
    });
  });

  it('that changes nothing leaves the record as it is', async () => {
    const created = await create({ nextReviewOn: '2026-12-01' });
    const same = await change(created.hotspotId, {
      version: 1,
      name: created.name,
      status: 'proposed',
      ownerAccountId: null,
      nextReviewOn: '2026-12-01',
      geometry: created.geometry,
    });
    expect([same.statusCode, same.json()]).toEqual([200, created]);
    expect((await read(created.hotspotId)).events).toHaveLength(1);
  });

  it('refuses an owner who may not review, or is no longer there, and a shape that a new record could not have', async () => {
    const { hotspotId } = await create();
    for (const ownerAccountId of [await accountIdOf('volunteer'), 2_147_483_647]) {
      expect(codeOf(await change(hotspotId, { version: 1, ownerAccountId }))).toEqual([
        400,
        'owner-not-permitted',
        'body.ownerAccountId',
      ]);
    }
    expect(codeOf(await change(hotspotId, { version: 1, geometry: square(121.4, 31.2) }))).toEqual([
      400,
      'outside-jurisdiction',
      'body.geometry',
    ]);
    expect((await read(hotspotId)).hotspot.version).toBe(1);
  });

  it('lets only one of several writers at the same time win', async () => {
    const { hotspotId } = await create();
    const answers = await Promise.all(['甲', '乙', '丙'].map((name) => change(hotspotId, { version: 1, name })));
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
    expect(codeOf(answers.find(({ statusCode }) => statusCode === 409)!)).toEqual([
      409,
      'changed-meanwhile',
      'body.version',
    ]);
    const { hotspot, events } = await read(hotspotId);
    expect([hotspot.version, events.length]).toEqual([2, 2]);
    expect((await change(2_147_483_647, { version: 1, name: '无' })).statusCode).toBe(404);
  });
});

describe('comments', () => {
  it('are kept in order, counted, and no reason to refuse who edits meanwhile', async () => {
    const { hotspotId } = await create();
    const first = await send('analyst', 'POST', `/records/${hotspotId}/comments`, { text: '晚上九点后人多' });
    expect([first.statusCode, first.json()]).toMatchObject([
      201,
      { kind: 'comment', text: '晚上九点后人多', by: { zh: 'analyst' } },
    ]);
    await send('police-liaison', 'POST', `/records/${hotspotId}/comments`, { text: '已加一班' });
    const { hotspot, events } = await read(hotspotId);
    expect(hotspot).toMatchObject({ comments: 2, version: 1 });
    expect(events.slice(1).map(({ text, by }) => [text, by?.zh])).toEqual([
      ['晚上九点后人多', 'analyst'],
      ['已加一班', 'police-liaison'],
    ]);
    expect(await findAudit('hotspot.commented')).toMatchObject({
      subject: `hotspot:${hotspotId}`,
      detail: { eventId: events.at(-1)!.eventId },
    });
    expect((await send('analyst', 'POST', `/records/${hotspotId}/comments`, { text: ' ' })).statusCode).toBe(400);
    expect((await send('analyst', 'POST', '/records/2147483647/comments', { text: '有' })).statusCode).toBe(404);
  });
});
