import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { Basemap, StoredBasemap } from '@liaowang/shared/schemas/basemap';
import { createTestApp, type TestApp } from '../../../support/create-test-app.ts';
import { packPicturePmtiles } from '../../../support/pmtiles-file.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../../..');
const BOUNDS = [118.2, 34.2, 118.5, 34.5] as const;
const pack = (name?: string) =>
  packPicturePmtiles({ minZoom: 9, maxZoom: 12, bounds: BOUNDS, ...(name !== undefined && { name }) });

let city: TestApp;
let dataFolder: string;
let folder: string;

beforeAll(async () => {
  dataFolder = mkdtempSync(join(tmpdir(), 'liaowang-data-'));
  folder = join(dataFolder, 'basemaps');
  city = await createTestApp({ dataFolder });
});
beforeEach(async () => {
  for (const { basemapId } of await findSettings()) await ask('DELETE', `/basemap-settings/${basemapId}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
});
afterAll(async () => {
  await city.close();
  rmSync(dataFolder, { recursive: true });
});

const put = (fileName: string, content: Buffer) => writeFileSync(join(folder, fileName), content);
async function ask(
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  {
    payload,
    headers = {},
    role = 'administrator',
  }: { payload?: object; headers?: Record<string, string>; role?: Role } = {},
) {
  const cookie = await city.cookieOf(role);
  return city.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, cookie },
    ...(payload && { payload }),
  });
}
const findOffered = async (role: Role = 'analyst'): Promise<Basemap[]> =>
  (await ask('GET', '/basemaps', { role })).json().basemaps.slice(1);
const findSettings = async (): Promise<StoredBasemap[]> => (await ask('GET', '/basemap-settings')).json().basemaps;
const settingOf = (fileName: string, change: object = {}) => ({
  name: { zh: '城区', en: 'Town' },
  attribution: '© OSM',
  roles: null,
  origin: { kind: 'pmtiles', fileName },
  ...change,
});

describe('files in the folder', () => {
  it('are offered by themselves, last in the order, by their own name', async () => {
    put('xinyi.pmtiles', pack('新沂'));
    put('城区.pmtiles', pack());
    expect(await findOffered()).toMatchObject([
      {
        basemapId: 'xinyi',
        name: { zh: '新沂', en: '新沂' },
        asksOutside: false,
        drawing: { type: 'tile-file', content: 'pictures', path: '/api/v1/basemaps/xinyi/file' },
      },
      { basemapId: 'cheng-qu', name: { zh: '城区' } },
    ]);
  });

  it('take name, order and roles from a setting, under the same id', async () => {
    put('xinyi.pmtiles', pack('新沂'));
    const setting = settingOf('xinyi.pmtiles', { roles: ['analyst'] });
    expect((await ask('PUT', '/basemap-settings/xinyi', { payload: setting })).statusCode).toBe(200);
    expect(await findOffered()).toMatchObject([{ basemapId: 'xinyi', name: { en: 'Town' }, attribution: '© OSM' }]);
    expect(await findOffered('dispatcher')).toEqual([]);
    expect((await ask('GET', '/basemaps/xinyi/file', { role: 'dispatcher' })).statusCode).toBe(404);
    expect((await ask('GET', '/basemaps/xinyi/file', { role: 'analyst' })).statusCode).toBe(200);
  });

  it('that are taken away stay away, until they are put there again', async () => {
    put('xinyi.pmtiles', pack());
    expect((await ask('DELETE', '/basemap-settings/xinyi')).statusCode).toBe(204);
    expect(await findOffered()).toEqual([]);
    expect(readdirSync(folder)).toEqual(['xinyi.pmtiles']);
    const later = new Date(Date.now() + 5_000);
    utimesSync(join(folder, 'xinyi.pmtiles'), later, later);
    expect(await findOffered()).toHaveLength(1);
    await ask('DELETE', '/basemap-settings/xinyi');
    utimesSync(join(folder, 'xinyi.pmtiles'), new Date(0), new Date(0));
    expect((await ask('POST', '/basemap-settings', { payload: settingOf('xinyi.pmtiles') })).statusCode).toBe(201);
    expect(await findOffered()).toMatchObject([{ basemapId: 'town' }]);
  });

  it('that are broken or gone are not offered, and the settings say why', async () => {
    put('cut.pmtiles', pack().subarray(0, 2_000));
    put('gone.pmtiles', pack());
    await ask('PUT', '/basemap-settings/gone', { payload: settingOf('gone.pmtiles') });
    rmSync(join(folder, 'gone.pmtiles'));
    expect(await findOffered()).toEqual([]);
    const problems = (await findSettings()).map(({ basemapId, problem }) => [basemapId, problem]);
    expect(Object.fromEntries(problems)).toEqual({ cut: 'file-broken', gone: 'file-missing' });
    const refused = await ask('POST', '/basemap-settings', { payload: settingOf('cut.pmtiles') });
    expect([refused.statusCode, refused.json().error.code]).toEqual([404, 'not-found']);
  });

  it('are tried without asking anybody', async () => {
    put('xinyi.pmtiles', pack());
    const tried = (await ask('POST', '/basemap-settings/try', { payload: settingOf('xinyi.pmtiles') })).json();
    expect(tried).toMatchObject({ ok: true, preview: expect.stringMatching(/^data:image\/png/) });
  });
});

describe('a file', () => {
  const content = pack();
  const get = (headers: Record<string, string> = {}) => ask('GET', '/basemaps/xinyi/file', { headers });
  beforeEach(() => put('xinyi.pmtiles', content));

  it.each([
    ['bytes=0-126', 0, 126],
    ['bytes=100-', 100, content.length - 1],
    ['bytes=-10', content.length - 10, content.length - 1],
    [`bytes=0-${content.length * 2}`, 0, content.length - 1],
  ])('is read by %s', async (range, first, last) => {
    const response = await get({ range });
    expect(response.statusCode).toBe(206);
    expect(response.headers).toMatchObject({
      'content-range': `bytes ${first}-${last}/${content.length}`,
      'content-length': String(last - first + 1),
      'accept-ranges': 'bytes',
      etag: expect.stringMatching(/^"[\w-]+"$/),
    });
    expect(response.rawPayload.equals(content.subarray(first, last + 1))).toBe(true);
  });

  it('is whole without a range, for one that makes no sense, and for a condition that no longer holds', async () => {
    for (const headers of [
      {},
      { range: 'bytes=5-2' },
      { range: 'bytes=0-1,4-5' },
      { range: 'bytes=0-5', 'if-range': '"old"' },
    ]) {
      const response = await get(headers as Record<string, string>);
      expect([headers, response.statusCode, response.rawPayload.length]).toEqual([headers, 200, content.length]);
    }
    const { etag } = (await get()).headers;
    expect((await get({ range: 'bytes=0-5', 'if-range': String(etag) })).statusCode).toBe(206);
  });

  it('refuses a range behind its end', async () => {
    const response = await get({ range: `bytes=${content.length}-` });
    expect([response.statusCode, response.headers['content-range']]).toEqual([416, `bytes */${content.length}`]);
  });
});

describe('npm run basemap', () => {
  const add = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', 'server/src/basemap.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, LIAOWANG_DATA: dataFolder },
    });

  it('checks a file, says what it holds, and puts it where a running server finds it', async () => {
    const path = join(dataFolder, 'new.pmtiles');
    writeFileSync(path, pack());
    const { stdout } = await add(path, '--name-zh', '新底图', '--name-en', 'New one');
    expect(stdout).toContain('Bounds       118.2000, 34.2000, 118.5000, 34.5000');
    expect(stdout).toContain('Zooms        9–12');
    expect(await findOffered()).toMatchObject([{ basemapId: 'new', name: { zh: '新底图', en: 'New one' } }]);
    await expect(add(path)).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('say --replace') });
    await add(path, '--replace');
    expect(readFileSync(join(folder, 'new.pmtiles')).equals(readFileSync(path))).toBe(true);
    expect(readdirSync(folder)).toEqual(['new.pmtiles']);
  });

  it('refuses a file that was cut short by the byte where it should go on, and leaves nothing behind', async () => {
    const path = join(dataFolder, 'cut.pmtiles');
    writeFileSync(path, content());
    await expect(add(path)).rejects.toMatchObject({
      stderr: expect.stringMatching(
        /cut\.pmtiles was cut short: it ends at byte 3000, its tile data reaches to byte \d+\./,
      ),
    });
    expect(readdirSync(folder)).toEqual([]);
  });
  const content = () => pack().subarray(0, 3_000);
});
