import { describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { Branch } from '@liaowang/shared/schemas/branch';
import type { LookoutCollection } from '@liaowang/shared/schemas/lookout';
import type { RegisterFileCheck, RegisterFileDone, RegisterFileMapping } from '@liaowang/shared/schemas/register-file';
import type { Station } from '@liaowang/shared/schemas/station';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { moment, openRegisterDesk, refusalOf } from '../../../support/register-desk.ts';

const desk = openRegisterDesk();

async function post(
  path: string,
  text: string,
  {
    role = 'administrator',
    fileName = '表.csv',
    mapping,
    isCorrection,
  }: { role?: Role; fileName?: string; mapping?: RegisterFileMapping; isCorrection?: true } = {},
) {
  const query = new URLSearchParams({
    fileName,
    ...(mapping && { mapping: JSON.stringify(mapping) }),
    ...(isCorrection && { isCorrection: 'true' }),
  });
  return desk.city.app.inject({
    method: 'POST',
    url: `/api/v1/register-files/${path}?${query}`,
    headers: { cookie: await desk.city.cookieOf(role), 'content-type': 'application/octet-stream' },
    payload: Buffer.from(text),
  });
}
async function check(register: string, text: string, role: Role = 'administrator'): Promise<RegisterFileCheck> {
  const answer = await post(`${register}/check`, text, { role });
  expect([answer.statusCode, answer.body]).toEqual([200, expect.any(String)]);
  return answer.json();
}
async function write(register: string, text: string, role: Role = 'administrator'): Promise<RegisterFileDone> {
  const answer = await post(register, text, { role });
  expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
  return answer.json();
}
const list = async <T>(path: string): Promise<T[]> => (await desk.call('GET', path)).json();
const undo = async (fileId: number, role: Role = 'administrator') =>
  desk.call('DELETE', `/register-files/${fileId}`, { role });
const problemsOf = ({ rows }: RegisterFileCheck) =>
  rows.flatMap(({ row, problems }) => problems.map(({ field, problem }) => [row, field, problem]));
const actionsOf = ({ rows }: RegisterFileCheck) => rows.toSorted((a, b) => a.row - b.row).map(({ action }) => action);

const BRANCHES = `分会名称,英文名称,编码,经度,纬度,联系电话,警务区编码
双塘分会,Shuangtang,ST,118.30,34.20,0516-1,320381000000001
瓦窑分会,,WY,118.25,34.35,,
`;

describe('a table of branches', () => {
  it('is shown before it is read, then read in one step, then undone', async () => {
    const looked = await check('branches', BRANCHES);
    expect(looked).toMatchObject({ format: 'csv', added: 2, changed: 0, same: 0, refused: 0 });
    expect(looked.mapping).toMatchObject({
      columns: {
        nameZh: '分会名称',
        nameEn: '英文名称',
        code: '编码',
        contact: '联系电话',
        policeCode: '警务区编码',
        gridCode: null,
      },
      lng: '经度',
      lat: '纬度',
    });
    expect(looked.rows[0]).toMatchObject({ row: 1, name: '双塘分会', position: [118.3, 34.2], action: 'add' });
    expect(await list<Branch>('/branches')).toHaveLength(2);
    const done = await write('branches', BRANCHES);
    expect(done).toMatchObject({ added: 2, undoneAt: null, by: 'administrator', tokens: [] });
    const branches = await list<Branch>('/branches');
    expect(branches.find(({ code }) => code === 'ST')).toMatchObject({
      name: { zh: '双塘分会', en: 'Shuangtang' },
      policeCode: '320381000000001',
    });
    expect(await check('branches', BRANCHES)).toMatchObject({ added: 0, same: 2 });
    expect((await list<{ areaId: string }>('/coverage/figures')).length).toBeUndefined();
    const before = await moment();
    expect((await undo(done.fileId)).json()).toMatchObject({
      fileId: done.fileId,
      kept: 0,
      undoneAt: expect.any(String),
    });
    expect(await list<Branch>('/branches')).toHaveLength(2);
    // It never was.
    expect(await list<Branch>(`/branches?asOf=${before}`)).toHaveLength(2);
    expect(refusalOf(await undo(done.fileId))).toEqual([409, 'import-closed']);
    expect((await list<RegisterFileDone>('/register-files')).map(({ fileId }) => fileId)).toContain(done.fileId);
  });

  it('changes what it says, keeps the English name that it does not, and is undone to what was', async () => {
    const first = await write('branches', BRANCHES);
    const changes = '分会名称,编码,联系电话\n双塘新分会,ST,0516-2\n';
    const looked = await check('branches', changes);
    expect(looked.rows[0]).toMatchObject({
      action: 'change',
      changes: [
        { field: 'name', before: '双塘分会 / Shuangtang', after: '双塘新分会 / Shuangtang' },
        { field: 'contact', before: '0516-1', after: '0516-2' },
      ],
    });
    const second = await write('branches', changes);
    const find = async () => (await list<Branch>('/branches')).find(({ code }) => code === 'ST')!;
    expect(await find()).toMatchObject({ name: { zh: '双塘新分会', en: 'Shuangtang' }, contact: '0516-2', version: 2 });
    await undo(second.fileId);
    expect(await find()).toMatchObject({ name: { zh: '双塘分会', en: 'Shuangtang' }, contact: '0516-1' });
    // Changed since: it stays, and so it is said.
    expect((await undo(first.fileId)).json()).toMatchObject({ kept: 1 });
    const left = await find();
    await desk.call('DELETE', `/branches/${left.id}`, { version: left.version });
  });

  it('is for who sees the whole city', async () => {
    expect(refusalOf(await post('branches/check', BRANCHES, { role: 'branch-lead' }))).toEqual([403, 'not-permitted']);
    expect(refusalOf(await post('branches/check', BRANCHES, { role: 'analyst' }))).toEqual([403, 'not-permitted']);
  });
});

describe('a table of stations', () => {
  it('names branches as people do, or leaves them to the ground; each row that cannot be taken says why', async () => {
    const table = `服务站,所属分会,坐标
一站,新安,"118.35,34.37"
二站,新店分会,"118.34,34.15"
三站,,"118.335,34.145"
四站,没有的分会,"118.35,34.37"
五站,新安,"116.4,39.9"
六站,新安,
,新安,"118.35,34.37"
`;
    const looked = await check('stations', table);
    expect(looked).toMatchObject({ added: 3, refused: 4 });
    expect(problemsOf(looked)).toEqual([
      [4, 'branch', 'unknown-branch'],
      [5, 'place', 'outside'],
      [6, 'place', 'no-place'],
      [7, 'nameZh', 'missing'],
    ]);
    const done = await write('stations', table);
    const stations = await list<Station>('/stations');
    expect(stations.map(({ name, branchId }) => [name.zh, branchId])).toEqual([
      ['一站', 1],
      ['二站', 2],
      ['三站', 2],
    ]);
    await undo(done.fileId);
    expect(await list<Station>('/stations')).toEqual([]);
  });

  it('takes neither of two rows that contradict each other, and one of two that say the same', async () => {
    const table = `名称,编码,经度,纬度
甲站,A1,118.35,34.37
乙站,A1,118.35,34.37
丙站,A2,118.35,34.37
丙站,A2,118.35,34.37
`;
    const looked = await check('stations', table);
    expect(actionsOf(looked)).toEqual(['refuse', 'refuse', 'add', 'same']);
    expect(looked.rows[0]!.problems).toEqual([{ field: '', problem: 'contradicts', value: '甲站', rows: [1, 2] }]);
  });

  it('takes a good row after one of the same key that it could not take', async () => {
    const table = `名称,编码,经度,纬度,统计区划代码
甲站,A1,118.35,34.37,12
甲站,A1,118.35,34.37,320381000001
`;
    expect(actionsOf(await check('stations', table))).toEqual(['refuse', 'add']);
  });

  it('holds from now on, or was so always where that is said; undone, it was never there', async () => {
    const then = async () => (await list<Station>('/stations?asOf=2026-10-01T00:00:00Z')).map(({ code }) => code);
    const now = await write('stations', '名称,编码,经度,纬度\n今站,N1,118.35,34.37\n');
    expect(await then()).toEqual([]);
    const answer = await post('stations', '名称,编码,经度,纬度\n老站,O1,118.35,34.37\n', { isCorrection: true });
    expect([answer.statusCode, answer.body]).toEqual([201, expect.any(String)]);
    expect(await then()).toEqual(['O1']);
    await undo(answer.json<RegisterFileDone>().fileId);
    await undo(now.fileId);
    expect(await then()).toEqual([]);
  });

  it('of a branch lead is of the own branch only', async () => {
    const table =
      '名称,所属分会,经度,纬度\n自家站,新安,118.35,34.37\n没说站,,118.335,34.145\n别家站,新店,118.335,34.145\n';
    const looked = await check('stations', table, 'branch-lead');
    expect(actionsOf(looked)).toEqual(['add', 'add', 'refuse']);
    expect(problemsOf(looked)).toEqual([[3, 'branch', 'other-branch']]);
    const done = await write('stations', table, 'branch-lead');
    expect((await list<Station>('/stations')).map(({ branchId }) => branchId)).toEqual([1, 1]);
    expect((await undo(done.fileId, 'branch-lead')).statusCode).toBe(200);
  });

  it('in metres of a national grid lies where it should', async () => {
    // CGCS2000 / 3-degree Gauss-Krüger CM 117E of 118.35, 34.37: by PROJ 9.
    const table = '名称,横坐标,纵坐标\n网格站,624139.6,3805130.6\n';
    const looked = await check('stations', table);
    expect(looked.mapping.coordinateSystem).not.toBeNull();
    const [lng, lat] = looked.rows[0]!.position!;
    expect(lng).toBeCloseTo(118.35, 2);
    expect(lat).toBeCloseTo(34.37, 2);
  });
});

describe('a table of lookouts', () => {
  it('reads numbers, hours, ranges, reasons and days as people write them', async () => {
    const table = `编号,瞭望点名称,经度,纬度,值勤时间,看护范围,设点理由,公示牌检查,物资
11号,火车站瞭望点,118.36,34.36,22:00至次日6:00,1.2公里,人员密集场所,2026年11月1日,急救箱
12,汽车站瞭望点,118.37,34.36,全天,８００米,交通要道,2026/11/2,
13,坏时间,118.37,34.36,25:00-26:00,800,交通要道,2026/11/2,
14,坏范围,118.37,34.36,08:00-18:00,20000,别的理由,2026/13/2,
`;
    const looked = await check('lookouts', table);
    expect(actionsOf(looked)).toEqual(['add', 'add', 'refuse', 'refuse']);
    expect(problemsOf(looked)).toEqual([
      [3, 'dutyHours', 'not-understood'],
      [4, 'detectionRangeMeters', 'not-understood'],
      [4, 'siteReason', 'not-understood'],
      [4, 'noticeBoardInspectedOn', 'not-understood'],
    ]);
    const done = await write('lookouts', table);
    const { features } = (await desk.call('GET', '/lookouts')).json() as LookoutCollection;
    expect(features.find(({ properties }) => properties.number === 11)?.properties).toMatchObject({
      name: { zh: '火车站瞭望点' },
      branchId: 1,
      dutyStartMinute: 1320,
      dutyEndMinute: 360,
      detectionRangeMeters: 1200,
      siteReason: 'crowded-place',
      noticeBoardInspectedOn: '2026-11-01',
      supplies: '急救箱',
    });
    expect(features.find(({ properties }) => properties.number === 12)?.properties).toMatchObject({
      dutyEndMinute: 1440,
      detectionRangeMeters: 800,
    });
    const before = await moment();
    await undo(done.fileId);
    const count = async (path: string) => ((await desk.call('GET', path)).json() as LookoutCollection).features.length;
    expect(await count('/lookouts')).toBe(2);
    // They never were.
    expect(await count(`/lookouts?asOf=${before}`)).toBe(2);
  });

  it("leaves no row out because its digits are full-width, and says which lines are none; a city's own numbers count by their digits", async () => {
    const table =
      '编号,名称,经度,纬度,观察范围\nL21,宽点,１１８.３６,３４.３６,８００\nL22,窄点,118.37,34.36,800\n合计,,,,1600\n';
    const looked = await check('lookouts', table);
    expect(actionsOf(looked)).toEqual(['add', 'add']);
    expect(looked.leftOut).toEqual([expect.stringContaining('合计')]);
    const done = await write('lookouts', table);
    const { features } = (await desk.call('GET', '/lookouts')).json() as LookoutCollection;
    expect(features.find(({ properties }) => properties.name.zh === '宽点')).toMatchObject({
      geometry: { coordinates: [118.36, 34.36] },
      properties: { number: 21, detectionRangeMeters: 800 },
    });
    await undo(done.fileId);
  });

  it('gives numbers that no row of it names, and takes neither of two rows of one lookout, one by its number, one by its name', async () => {
    const numbered = '编号,名称,经度,纬度\n,甲点,118.36,34.36\n3,乙点,118.37,34.36\n';
    const done = await write('lookouts', numbered);
    const { features } = (await desk.call('GET', '/lookouts')).json() as LookoutCollection;
    const numberOf = (zh: string) => features.find(({ properties }) => properties.name.zh === zh)?.properties.number;
    expect(numberOf('乙点')).toBe(3);
    expect(numberOf('甲点')).toBeGreaterThan(3);
    const twice = '编号,名称,看护范围\n3,乙点,500\n,乙点,600\n';
    expect(actionsOf(await check('lookouts', twice))).toEqual(['refuse', 'refuse']);
    await undo(done.fileId);
  });

  it('moves drawn ground with its lookout', async () => {
    const [lng, lat] = [118.36, 34.36];
    const ring = [
      [lng, lat],
      [lng + 0.002, lat],
      [lng + 0.002, lat + 0.002],
      [lng, lat],
    ];
    const shape = { kind: 'ground', geometry: { type: 'Polygon', coordinates: [ring] } };
    const body = { name: { zh: '院子', en: '' }, position: [lng, lat], shape, number: 77 };
    const { lookoutId } = (await desk.call('POST', '/lookouts', { body })).json().properties;
    const done = await write('lookouts', '编号,名称,经度,纬度\n77,院子,118.40,34.36\n');
    const { features } = (await desk.call('GET', '/lookouts')).json() as LookoutCollection;
    const moved = features.find(({ id }) => id === lookoutId)!.properties.shape;
    expect(moved.kind === 'ground' && moved.geometry.coordinates[0]![0]![0]).toBeCloseTo(118.4, 5);
    await undo(done.fileId);
    await desk.call('DELETE', `/lookouts/${lookoutId}`, { version: 3 });
  });
});

describe('a table of units', () => {
  const rows = Array.from({ length: 20 }, (_, n) => `公交 ${n + 1},公交车,新安分会,bus-${n + 1},30`).join('\n');
  const TABLE = `车牌或编组,类型,所属分会,设备编号,上报间隔\n${rows}\n出租 1,出租车,,taxi-1,\n怪车,飞船,新安,odd-1,\n无设备,公交,新安,,\n`;

  it('registers each with its device, whose token is told once; the device may report at once', async () => {
    const looked = await check('units', TABLE);
    expect(looked).toMatchObject({ added: 21, refused: 2 });
    expect(problemsOf(looked)).toEqual([
      [22, 'kind', 'not-understood'],
      [23, 'deviceId', 'missing'],
    ]);
    const done = await write('units', TABLE);
    expect(done.tokens).toHaveLength(21);
    const units = await list<RegisteredUnit>('/units/register');
    expect(units.find(({ name }) => name.zh === '公交 3')).toMatchObject({
      kind: 'bus',
      branchId: 1,
      devices: [{ externalId: 'bus-3', reportIntervalSeconds: 30 }],
    });
    const { token, unitId } = done.tokens[0]!;
    const sent = await desk.city.app.inject({
      method: 'POST',
      url: `/ingest/osmand/${token}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: `id=bus-1&lat=34.37&lon=118.35&timestamp=${Math.floor(Date.now() / 1000)}`,
    });
    expect([sent.statusCode, sent.body]).toEqual([200, expect.any(String)]);
    expect((await desk.call('GET', `/units/${unitId}`)).json().geometry.coordinates).toEqual([118.35, 34.37]);
    expect(await check('units', TABLE)).toMatchObject({ added: 0, same: 21, refused: 2 });
    // What has reported is at work: it stays.
    expect((await undo(done.fileId)).json()).toMatchObject({ kept: 1 });
    expect((await list<RegisteredUnit>('/units/register')).map(({ id }) => id)).toEqual([unitId]);
    const [{ version }] = (await list<RegisteredUnit>('/units/register')) as [RegisteredUnit];
    await desk.call('DELETE', `/units/${unitId}`, { version });
  });

  it('takes the number of a device for its id, not its protocol', async () => {
    const { mapping } = await check('units', '名称,类型,设备协议,设备号\n公交 9,公交,osmand,bus-9\n');
    expect(mapping.columns['deviceId']).toBe('设备号');
  });

  it('is for administrators', async () => {
    expect(refusalOf(await post('units/check', TABLE, { role: 'branch-lead' }))).toEqual([403, 'not-permitted']);
  });
});

describe('a file that is no table', () => {
  it('is refused in words, and so is a mapping that does not fit it', async () => {
    expect(refusalOf(await post('stations/check', ''))).toEqual([400, 'file-empty']);
    expect(refusalOf(await post('stations/check', '<!doctype html><html></html>'))).toEqual([
      400,
      'format-not-recognised',
    ]);
    expect(refusalOf(await post('kiosks/check', BRANCHES))).toEqual([400, 'invalid-input', 'params.register']);
    const { mapping } = await check('branches', BRANCHES);
    const missing = { ...mapping, columns: { ...mapping.columns, nameZh: '没有这列' } };
    expect(refusalOf(await post('branches/check', BRANCHES, { mapping: missing }))).toEqual([400, 'column-not-found']);
    const broken = await desk.city.app.inject({
      method: 'POST',
      url: `/api/v1/register-files/branches/check?fileName=a.csv&mapping=${encodeURIComponent('{"lng":1}')}`,
      headers: { cookie: await desk.city.cookieOf('administrator'), 'content-type': 'application/octet-stream' },
      payload: Buffer.from(BRANCHES),
    });
    expect(refusalOf(broken)).toEqual([400, 'invalid-input', expect.stringMatching(/^querystring\.mapping/)]);
  });

  it('keeps emoji and what is written from right to left, and takes full-width digits for digits', async () => {
    const table = '名称,英文名称,经度,纬度,联系电话\n🚓 站 عربي,\u202Eevil\u202C,118.35,34.37,０５１６\n';
    const done = await write('stations', table);
    const [station] = await list<Station>('/stations');
    expect(station).toMatchObject({ name: { zh: '🚓 站 عربي' }, contact: '0516' });
    await undo(done.fileId);
  });
});
