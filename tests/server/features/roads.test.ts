import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import gcoord from 'gcoord';
import type { Feature, FeatureCollection, Position } from 'geojson';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Road } from '@liaowang/shared/schemas/road';
import { plantDemoStreets } from '../../../server/src/demo/streets.ts';
import { loadRoads } from '../../../server/src/features/roads/load-roads.ts';
import { createTestApp, type TestApp } from '../../support/create-test-app.ts';
import { packVectorPmtiles } from '../../support/pmtiles-file.ts';
import { testDatabaseUrl } from '../../support/test-database.ts';

const run = promisify(execFile);
const ROOT = join(import.meta.dirname, '../../..');

let city: TestApp;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'liaowang-roads-'));
  city = await createTestApp();
});
beforeEach(() => city.app.db.query('DELETE FROM roads'));
afterAll(async () => {
  await city.close();
  rmSync(folder, { recursive: true });
});

const line = (properties: Record<string, string>, ...coordinates: Position[]): Feature => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates },
});
const collect = (...features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
function put(content: FeatureCollection | Buffer, name = 'roads.geojson'): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.isBuffer(content) ? content : JSON.stringify(content));
  return path;
}
const load = (path: string, options: Partial<Parameters<typeof loadRoads>[1]> = {}) =>
  city.app.db.transaction((client) =>
    loadRoads(
      path,
      { nameField: undefined, nameEnField: undefined, classField: undefined, datum: undefined, ...options },
      client,
    ),
  );
const findRoads = async (): Promise<Road[]> =>
  (await city.app.inject({ url: '/api/v1/roads', headers: { cookie: await city.cookieOf('volunteer') } })).json();
const ZHONGWU = { name: '钟吾路', 'name:en': 'Zhongwu Road', highway: 'secondary' };

describe('a city’s own roads', () => {
  it('are read by the words of OpenStreetMap, pieces of a road joined, streets of one name in two towns apart', async () => {
    const said = await load(
      put(
        collect(
          line(ZHONGWU, [118.34, 34.37], [118.35, 34.37]),
          line(ZHONGWU, [118.36, 34.371], [118.35, 34.37]),
          line({ name: '人民路', highway: 'primary' }, [118.35, 34.36], [118.35, 34.38]),
          line({ name: '人民路', highway: 'primary' }, [118.335, 34.14], [118.335, 34.15]),
          line({ highway: 'residential' }, [118.351, 34.36], [118.352, 34.36]),
          line({ highway: 'footway' }, [118.353, 34.36], [118.354, 34.36]),
          line({ highway: 'service' }, [118.355, 34.36], [118.356, 34.36]),
          line({ name: '外滩', highway: 'primary' }, [121.49, 31.23], [121.49, 31.24]),
          {
            type: 'Feature',
            properties: { highway: 'bus_stop' },
            geometry: { type: 'Point', coordinates: [118.35, 34.37] },
          },
        ),
      ),
    );
    const roads = await findRoads();
    expect(roads.map(({ name, roadClass, lines }) => [name?.zh ?? null, name?.en, roadClass, lines.length])).toEqual([
      ['钟吾路', 'Zhongwu Road', 'main', 1],
      ['人民路', '', 'trunk', 1],
      ['人民路', '', 'trunk', 1],
      [null, undefined, 'street', 1],
    ]);
    expect(roads[0]!.lines[0]).toEqual([[118.34, 34.37], [118.35, 34.37], [118.36, 34.371]]); // prettier-ignore
    expect(said.join('\n')).toMatch(/main +1 roads, 1 with a name, 1\.8 km/);
    expect(said).toContain('Left out (no street: footway): 1 features');
    expect(said).toContain('Left out (no line): 1 features');
    expect(said).toContain('Left out (far outside the jurisdiction): 1 roads');
  });

  it('may have our own classes, and fields of any name', async () => {
    const path = put(
      collect(
        line({ 道路: '徐海路', 等级: 'trunk' }, [118.34, 34.37], [118.35, 34.37]),
        line({ 道路: '小巷', 等级: 'street' }, [118.34, 34.38], [118.35, 34.38]),
      ),
    );
    await load(path, { nameField: '道路', classField: '等级' });
    expect((await findRoads()).map(({ name, roadClass }) => [name?.zh, roadClass])).toEqual([
      ['徐海路', 'trunk'],
      ['小巷', 'street'],
    ]);
  });

  it('of a GCJ-02 file lie where they are', async () => {
    const truth: LngLat[] = [[118.34, 34.37], [118.35, 34.37]]; // prettier-ignore
    const shifted = truth.map((place) => gcoord.transform([...place], gcoord.WGS84, gcoord.GCJ02));
    await load(put(collect(line(ZHONGWU, ...shifted))), { datum: 'gcj02' });
    const [road] = await findRoads();
    road!.lines[0]!.forEach(([lng, lat], i) => {
      expect(lng).toBeCloseTo(truth[i]![0], 4);
      expect(lat).toBeCloseTo(truth[i]![1], 4);
    });
  });

  it('of a PMTiles file are put together over the edges of tiles', async () => {
    const path = put(
      packVectorPmtiles(
        {
          roads: collect(
            line(
              { name: '钟吾路', kind: 'major_road', kind_detail: 'secondary' },
              [118.31, 34.35],
              [118.35, 34.37],
              [118.39, 34.36],
            ),
            line({ kind: 'rail' }, [118.31, 34.36], [118.39, 34.36]),
          ),
          water: collect(),
        },
        { minZoom: 10, maxZoom: 14, bounds: [118.3, 34.3, 118.4, 34.4] },
      ),
      'city.pmtiles',
    );
    const said = await load(path);
    const roads = await findRoads();
    expect(roads.map(({ name, roadClass, lines }) => [name?.zh, roadClass, lines.length])).toEqual([
      ['钟吾路', 'main', 1],
    ]);
    // 4.29 km and 3.85 km.
    expect(said.join('\n')).toMatch(/main +1 roads, 1 with a name, 8\.[01] km/);
    expect(said.join('\n')).toContain('no street: rail');
  });

  it('take the place of all earlier ones, or of none where nothing of them is in the city', async () => {
    await load(put(collect(line({ highway: 'primary' }, [118.34, 34.37], [118.35, 34.37]))));
    await load(put(collect(line(ZHONGWU, [118.34, 34.37], [118.35, 34.37]))));
    expect(await findRoads()).toHaveLength(1);
    const refused = load(put(collect(line({ name: '外滩', highway: 'primary' }, [121.49, 31.23], [121.49, 31.24]))));
    await expect(refused).rejects.toThrow('None of its roads lies in or near the jurisdiction');
    expect(await findRoads()).toMatchObject([{ name: { zh: '钟吾路' } }]);
  });

  it('are left alone by the demo', async () => {
    await load(put(collect(line(ZHONGWU, [118.34, 34.37], [118.35, 34.37]))));
    await plantDemoStreets(city.app.db);
    expect(await findRoads()).toHaveLength(1);
  });
});

describe('npm run roads', () => {
  const npmRun = (...args: string[]) =>
    run(process.execPath, ['--import', 'tsx', 'server/src/roads.ts', ...args], {
      cwd: ROOT,
      env: { ...process.env, DATABASE_URL: testDatabaseUrl() },
    });

  it('writes nothing on a dry run, then what it said, into the audit log too', async () => {
    const path = put(collect(line(ZHONGWU, [118.34, 34.37], [118.35, 34.37])));
    const { stdout } = await npmRun(path, '--dry-run');
    expect(stdout).toContain('Dry run: nothing was written.');
    expect(await findRoads()).toEqual([]);
    await npmRun(path);
    expect(await findRoads()).toHaveLength(1);
    const { rows } = await city.app.db.query(`SELECT detail FROM audit_entries WHERE action = 'roads.replaced'`);
    expect(rows).toMatchObject([{ detail: { file: 'roads.geojson' } }]);
  });

  it('says in a sentence what is wrong with a file', async () => {
    await expect(npmRun(put(Buffer.from('no file'), 'x.geojson'))).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Cannot load these roads: .+\n$/),
    });
  });
});
