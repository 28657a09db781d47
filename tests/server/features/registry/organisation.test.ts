import { describe, expect, it } from 'vitest';
import type { Branch } from '@liaowang/shared/schemas/branch';
import type { CoverageFigures } from '@liaowang/shared/schemas/coverage';
import type { Station } from '@liaowang/shared/schemas/station';
import { CORE, SOUTH } from '../../../support/create-test-app.ts';
import { moment, openRegisterDesk, refusalOf } from '../../../support/register-desk.ts';
import { connectViewer } from '../../../support/viewer.ts';
import { waitFor } from '../../../support/wait-for.ts';

const desk = openRegisterDesk();
const { call, audit } = desk;

/** Between the two branches, east of both. */
const EAST: [number, number] = [118.45, 34.25];
const name = (zh: string, en = '') => ({ zh, en });

async function add<T>(path: string, body: object): Promise<T> {
  const answer = await call('POST', path, { body });
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
  return answer.json();
}
const list = async <T>(path: string): Promise<T[]> => (await call('GET', path)).json();
const find = async <T extends { id: number }>(path: string, id: number): Promise<T | undefined> =>
  (await list<T>(path)).find((each) => each.id === id);
describe('a branch', () => {
  it('is added with its ground, which goes to the others again when it is taken away', async () => {
    const figuresOf = async () => {
      const { areas } = (await call('GET', '/coverage/figures')).json() as CoverageFigures;
      return new Map(areas.map(({ areaId, areaSquareMeters }) => [areaId, areaSquareMeters]));
    };
    const before = await figuresOf();
    const branch = await add<Branch>('/branches', {
      name: name('  双塘分会 ', ' Shuangtang '),
      position: EAST,
      contact: '0516-88880000',
    });
    expect(branch).toMatchObject({
      name: name('双塘分会', 'Shuangtang'),
      position: EAST,
      area: null,
      contact: '0516-88880000',
      policeCode: null,
      stationCount: 0,
      version: 1,
    });
    const after = await figuresOf();
    expect(after.get(`branch:${branch.id}`)).toBeGreaterThan(0);
    expect(after.get('branch:1')).toBeLessThan(before.get('branch:1')!);
    expect((await audit())[0]).toMatchObject({ action: 'branch.added', subject: `branch:${branch.id}` });
    expect((await call('DELETE', `/branches/${branch.id}`, { version: branch.version })).statusCode).toBe(204);
    const last = await figuresOf();
    expect(last.has(`branch:${branch.id}`)).toBe(false);
    expect(last.get('branch:1')).toBeCloseTo(before.get('branch:1')!, 0);
  });

  it('is told to every page at once', async () => {
    const viewer = await connectViewer(desk.city.address, await desk.city.cookieOf('dispatcher'));
    let told = 0;
    viewer.socket.on('registry:changed', () => void (told += 1));
    const branch = await add<Branch>('/branches', { name: name('消息分会'), position: EAST });
    await waitFor('the page to be told', () => told > 0);
    await call('DELETE', `/branches/${branch.id}`, { version: 1 });
    viewer.socket.disconnect();
  });

  it('changes by version only, and an older one changes nothing', async () => {
    const branch = await add<Branch>('/branches', { name: name('甲分会'), position: EAST });
    const path = `/branches/${branch.id}`;
    const changed = await call('PATCH', path, {
      version: 1,
      body: { name: name('乙分会'), policeCode: '320381000000001' },
    });
    expect(changed.json()).toMatchObject({ name: name('乙分会'), policeCode: '320381000000001', version: 2 });
    expect(refusalOf(await call('PATCH', path, { version: 1, body: { name: name('丙分会') } }))).toEqual([
      409,
      'changed-meanwhile',
    ]);
    expect(refusalOf(await call('PATCH', path, { body: { name: name('丙分会') } }))).toEqual([
      400,
      'invalid-input',
      'headers.if-match',
    ]);
    expect((await find<Branch>('/branches', branch.id))?.name.zh).toBe('乙分会');
    expect((await audit(2))[0]).toMatchObject({
      action: 'branch.changed',
      detail: { name: { before: { zh: '甲分会' }, after: { zh: '乙分会' } } },
    });
    await call('DELETE', path, { version: 2 });
  });

  it('stays while anything belongs to it, and says what', async () => {
    const answer = await call('DELETE', '/branches/1', { version: 1 });
    expect(refusalOf(answer)).toEqual([409, 'still-used']);
    expect(answer.json().error.reason).toMatch(/1 lookouts.*1 keyAreas.*2 accounts/);
    expect(await find<Branch>('/branches', 1)).toBeDefined();
  });

  it('gives its code free with its end, and not before', async () => {
    const first = await add<Branch>('/branches', { name: name('一'), position: EAST, code: 'B-9' });
    expect(
      refusalOf(await call('POST', '/branches', { body: { name: name('二'), position: EAST, code: 'B-9' } })),
    ).toEqual([409, 'code-taken', 'body.code']);
    expect(refusalOf(await call('PATCH', '/branches/2', { version: 1, body: { code: 'B-9' } }))).toEqual([
      409,
      'code-taken',
      'body.code',
    ]);
    await call('DELETE', `/branches/${first.id}`, { version: 1 });
    const second = await add<Branch>('/branches', { name: name('二'), position: EAST, code: 'B-9' });
    await call('DELETE', `/branches/${second.id}`, { version: 1 });
  });

  it('is refused outside the city, with the field', async () => {
    expect(refusalOf(await call('POST', '/branches', { body: { name: name('外'), position: [116.4, 39.9] } }))).toEqual(
      [400, 'outside-jurisdiction', 'body.position'],
    );
    const far = {
      type: 'Polygon',
      coordinates: [
        [
          [10, 10],
          [11, 10],
          [11, 11],
          [10, 10],
        ],
      ],
    };
    expect(
      refusalOf(await call('POST', '/branches', { body: { name: name('外'), position: EAST, area: far } })),
    ).toEqual([400, 'outside-jurisdiction', 'body.area']);
    for (const [body, field] of [
      [{ position: EAST }, 'body.name'],
      [{ name: name('   '), position: EAST }, 'body.name.zh'],
      [{ name: name('名'), position: EAST, policeCode: '123' }, 'body.policeCode'],
      [{ name: name('名'), position: [EAST[0]] }, 'body.position'],
    ] as const)
      expect(refusalOf(await call('POST', '/branches', { body }))).toEqual([400, 'invalid-input', field]);
  });

  it('is refused ground that nobody could mean, in words', async () => {
    const [lng, lat] = EAST;
    const world = {
      type: 'Polygon',
      coordinates: [
        [
          [-179, -80],
          [179, -80],
          [179, 80],
          [-179, 80],
          [-179, -80],
        ],
      ],
    };
    const whole = await call('POST', '/branches', { body: { name: name('世界'), position: EAST, area: world } });
    expect(whole.statusCode).toBeLessThan(500);
    const open = {
      type: 'Polygon',
      coordinates: [
        [
          [lng, lat],
          [lng + 0.02, lat],
          [lng + 0.02, lat + 0.02],
          [lng, lat + 0.02],
        ],
      ],
    };
    const closed = await call('POST', '/branches', { body: { name: name('没闭合'), position: EAST, area: open } });
    expect(closed.statusCode).toBe(201);
    for (const answer of [whole, closed])
      if (answer.statusCode === 201) await call('DELETE', `/branches/${(answer.json() as Branch).id}`, { version: 1 });
  });

  it('may take all of the ground: the others have none until it gives some back', async () => {
    const { boundary } = (await call('GET', '/jurisdiction')).json();
    const all = await call('PATCH', '/branches/1', {
      version: (await find<Branch>('/branches', 1))!.version,
      body: { area: boundary },
    });
    expect([all.statusCode, all.body]).toEqual([200, expect.any(String)]);
    const areas = async () =>
      ((await call('GET', '/coverage/figures')).json() as CoverageFigures).areas.map(({ areaId }) => areaId);
    expect(await areas()).not.toContain('branch:2');
    await call('PATCH', '/branches/1', { version: (all.json() as Branch).version, body: { area: null } });
    expect(await areas()).toContain('branch:2');
  });

  it('keeps half a character out, and whole ones in', async () => {
    const branch = await add<Branch>('/branches', { name: name('🚓分会'), position: EAST });
    const changed = await call('PATCH', `/branches/${branch.id}`, { version: 1, body: { name: name('\ud800半个') } });
    expect(changed.statusCode).toBe(200);
    await call('DELETE', `/branches/${branch.id}`, { version: 2 });
  });

  it('has ground that crosses itself mended, and of its own rather than the nearest', async () => {
    const [lng, lat] = EAST;
    const bow = {
      type: 'Polygon',
      coordinates: [
        [
          [lng, lat],
          [lng + 0.02, lat + 0.02],
          [lng + 0.02, lat],
          [lng, lat + 0.02],
          [lng, lat],
        ],
      ],
    };
    const branch = await add<Branch>('/branches', { name: name('蝴蝶'), position: EAST, area: bow });
    expect(branch.area).toMatchObject({ type: 'MultiPolygon', coordinates: [expect.any(Array), expect.any(Array)] });
    const nearest = await call('PATCH', `/branches/${branch.id}`, { version: 1, body: { area: null } });
    expect(nearest.json()).toMatchObject({ area: null, version: 2 });
    await call('DELETE', `/branches/${branch.id}`, { version: 2 });
  });
});

describe('a station', () => {
  it('belongs to the branch on whose ground it lies, or to the one that is named', async () => {
    const near = await add<Station>('/stations', { name: name('近站'), position: SOUTH });
    const named = await add<Station>('/stations', { name: name('点名站'), position: SOUTH, branchId: 1 });
    expect([near.branchId, named.branchId]).toEqual([2, 1]);
    expect(
      refusalOf(await call('POST', '/stations', { body: { name: name('无'), position: SOUTH, branchId: 99 } })),
    ).toEqual([400, 'unknown-branch', 'body.branchId']);
    expect((await find<Branch>('/branches', 2))?.stationCount).toBe(1);
  });

  it('keeps where it was and whose, also when it is taken away', async () => {
    const station = await add<Station>('/stations', {
      name: name('移动站'),
      position: CORE,
      branchId: 1,
      isCorrection: true,
    });
    const path = `/stations/${station.id}`;
    const atFirst = await moment();
    await call('PATCH', path, { version: 1, body: { branchId: 2, position: SOUTH } });
    const moved = await moment();
    await call('PATCH', path, { version: 2, body: { contact: '12345' } });
    await call('DELETE', path, { version: 3 });
    const at = (asOf: string) => find<Station>(`/stations?asOf=${asOf}`, station.id);
    expect(await at('2020-01-01T00:00:00Z')).toMatchObject({ branchId: 1, position: CORE });
    expect(await at(atFirst)).toMatchObject({ branchId: 1, position: CORE, contact: null });
    expect(await at(moved)).toMatchObject({ branchId: 2, position: SOUTH, contact: null });
    expect(await at(new Date().toISOString())).toBeUndefined();
    expect(await find<Station>('/stations', station.id)).toBeUndefined();
    const counts = await list<Branch>(`/branches?asOf=${atFirst}`);
    expect(counts.find(({ id }) => id === 1)?.stationCount).toBe(2);
  });

  it('that is said again with an earlier day was so from that day on', async () => {
    const station = await add<Station>('/stations', {
      name: name('改日子'),
      position: CORE,
      branchId: 1,
      isCorrection: true,
    });
    const path = `/stations/${station.id}`;
    await call('PATCH', path, { version: 1, body: { branchId: 2, validFrom: '2026-10-20T00:00:00Z' } });
    await call('PATCH', path, { version: 2, body: { branchId: 2, validFrom: '2026-10-10T00:00:00Z' } });
    const at = async (asOf: string) => (await find<Station>(`/stations?asOf=${asOf}`, station.id))?.branchId;
    expect([await at('2026-10-09T00:00:00Z'), await at('2026-10-15T00:00:00Z')]).toEqual([1, 2]);
    await call('PATCH', path, { version: 3, body: { branchId: 2, isCorrection: true } });
    expect(await at('2026-10-09T00:00:00Z')).toBe(2);
    await call('DELETE', path, { version: 4 });
  });

  it('cannot have changed before it was there', async () => {
    const body = { name: name('新站'), position: CORE, branchId: 1, validFrom: '2026-10-05T00:00:00Z' };
    const station = await add<Station>('/stations', body);
    const path = `/stations/${station.id}`;
    const early = { contact: '1', validFrom: '2026-10-04T00:00:00Z' };
    expect(refusalOf(await call('PATCH', path, { version: 1, body: early }))).toEqual([
      400,
      'valid-from-too-early',
      'body.validFrom',
    ]);
    const then = { contact: '1', validFrom: '2026-10-05T00:00:00Z' };
    expect((await call('PATCH', path, { version: 1, body: then })).json()).toMatchObject({ version: 2, contact: '1' });
    await call('DELETE', path, { version: 2 });
  });

  it('may have changed since a day, or have been so always; not from a day to come', async () => {
    const station = await add<Station>('/stations', {
      name: name('站'),
      position: CORE,
      branchId: 1,
      isCorrection: true,
    });
    const path = `/stations/${station.id}`;
    await call('PATCH', path, { version: 1, body: { branchId: 2, validFrom: '2026-10-01T00:00:00+08:00' } });
    await call('PATCH', path, { version: 2, body: { name: name('本名'), isCorrection: true } });
    const at = async (asOf: string) => {
      const found = await find<Station>(`/stations?asOf=${encodeURIComponent(asOf)}`, station.id);
      return [found?.branchId, found?.name.zh];
    };
    expect(await at('2026-09-30T15:59:59Z')).toEqual([1, '本名']);
    expect(await at('2026-09-30T16:00:00Z')).toEqual([2, '本名']);
    const body = { contact: '1', validFrom: new Date(Date.now() + 3_600_000).toISOString() };
    expect(refusalOf(await call('PATCH', path, { version: 3, body }))).toEqual([
      400,
      'valid-from-future',
      'body.validFrom',
    ]);
    const both = { contact: '1', validFrom: '2026-10-01T00:00:00Z', isCorrection: true };
    expect(refusalOf(await call('PATCH', path, { version: 3, body: both }))).toEqual([
      400,
      'invalid-input',
      'body.validFrom',
    ]);
    expect(
      refusalOf(await call('PATCH', path, { version: 3, body: { contact: '1', validFrom: '2026-10-01' } })),
    ).toEqual([400, 'invalid-input', 'body.validFrom']);
  });
});

describe('who is confined to a branch', () => {
  it('sees and writes what is of the own branch, and nothing else', async () => {
    const own = await add<Station>('/stations', { name: name('自家'), position: CORE, branchId: 1 });
    const other = await add<Station>('/stations', { name: name('别家'), position: SOUTH, branchId: 2 });
    const role = 'branch-lead';
    const seen = (await call('GET', '/stations', { role })).json() as Station[];
    expect(new Set(seen.map(({ branchId }) => branchId))).toEqual(new Set([1]));
    expect(((await call('GET', '/branches', { role })).json() as Branch[]).map(({ id }) => id)).toEqual([1]);
    const body = { contact: '5' };
    expect((await call('PATCH', `/stations/${own.id}`, { role, version: 1, body })).statusCode).toBe(200);
    expect(refusalOf(await call('PATCH', `/stations/${other.id}`, { role, version: 1, body }))).toEqual([
      404,
      'not-found',
    ]);
    expect(refusalOf(await call('DELETE', `/stations/${other.id}`, { role, version: 1 }))).toEqual([404, 'not-found']);
    // Not given away either.
    expect(refusalOf(await call('PATCH', `/stations/${own.id}`, { role, version: 2, body: { branchId: 2 } }))).toEqual([
      403,
      'not-permitted',
    ]);
    expect(
      refusalOf(await call('POST', '/stations', { role, body: { name: name('越界'), position: SOUTH, branchId: 2 } })),
    ).toEqual([403, 'not-permitted']);
    const mine = await call('POST', '/stations', { role, body: { name: name('自建'), position: SOUTH } });
    expect(mine.json()).toMatchObject({ branchId: 1 });
    const nowhere = { name: name('无'), position: SOUTH, branchId: 2_147_483_647 };
    expect(refusalOf(await call('POST', '/stations', { role, body: nowhere }))).toEqual([403, 'not-permitted']);
    expect(refusalOf(await call('POST', '/branches', { role, body: { name: name('新'), position: EAST } }))).toEqual([
      403,
      'not-permitted',
    ]);
    expect(refusalOf(await call('PATCH', '/branches/1', { role, version: 1, body: { position: EAST } }))).toEqual([
      403,
      'not-permitted',
    ]);
    const { version } = (await find<Branch>('/branches', 1))!;
    expect((await call('PATCH', '/branches/1', { role, version, body: { contact: '110' } })).statusCode).toBe(200);
    expect(refusalOf(await call('PATCH', '/branches/2', { role, version: 1, body: { contact: '110' } }))).toEqual([
      404,
      'not-found',
    ]);
    const progress = (await call('GET', '/setup', { role })).json();
    expect(progress.steps.find(({ step }: { step: string }) => step === 'lookouts')).toMatchObject({ count: 1 });
  });

  it('cannot write without the permission', async () => {
    for (const role of ['dispatcher', 'analyst', 'police-liaison', 'volunteer'] as const)
      expect(refusalOf(await call('POST', '/stations', { role, body: { name: name('站'), position: CORE } }))).toEqual([
        403,
        'not-permitted',
      ]);
  });
});
