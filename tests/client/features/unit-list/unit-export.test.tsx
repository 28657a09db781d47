import { afterAll, beforeAll, expect, it } from 'vitest';
import i18next from 'i18next';
import { createUnitsFile } from '../../../../client/src/features/unit-list/unit-export.ts';
import { createPositionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { openPageServer, refusal, type PageServer } from '../../../support/page.tsx';
import { createFrameSource, createUnit } from '../../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const units = [createUnit(2, 'foot'), createUnit(1, 'bus')];
const words = {
  t: i18next.t,
  timeZone: 'Asia/Shanghai',
  localName: ({ zh }: { zh: string }) => zh,
  branchName: (branchId: number | null) => (branchId === 1 ? '新安分会' : '不属分会'),
};

let server: PageServer;
beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());

const buffer = createPositionBuffer();
buffer.replaceUnits(units, NOW);
buffer.applyFrame(
  createFrameSource().snapshot([{ unitId: 1, lng: 118.35, lat: 34.37, fixTimeMs: NOW, speedMetersPerSecond: 10 }], NOW),
  NOW,
);
const facts = { buffer, serverMs: NOW, here: [118.35, 34.37] as const, batteries: null };

it('writes the chosen columns of what the server hands out, in the order of the list', async () => {
  const feature = (id: number, more: object, coordinates: number[] | null) => ({
    type: 'Feature',
    id,
    geometry: coordinates && { type: 'Point', coordinates },
    properties: {
      ...units.find((unit) => unit.id === id),
      state: 'fresh',
      contactAt: null,
      batteryPercent: null,
      ...more,
    },
  });
  server.answer = () => ({
    status: 200,
    body: {
      type: 'FeatureCollection',
      features: [
        feature(1, { branchId: 1, batteryPercent: 55, contactAt: '2026-11-23T08:00:00.000Z' }, [118.35, 34.379]),
        feature(2, { state: 'off' }, null),
      ],
    },
  });
  const columns = ['state', 'branch', 'speed', 'battery', 'contact', 'distance'] as const;
  const text = await (await createUnitsFile('csv', units, columns, facts, words)).text();
  expect(JSON.parse(server.requests.at(-1)!.body)).toEqual({ unitIds: [2, 1] });
  expect(text.replace('\uFEFF', '').trimEnd().split('\r\n')).toEqual([
    '力量,状态,分会,速度（km/h）,电量（%）,最近联系,距离（m）',
    '单位 2,未上线,不属分会,,,,',
    expect.stringMatching(/^单位 1,正常,新安分会,36,55,2026-11-23T16:00:00\+08:00,1001\.\d+$/),
  ]);
});

it('writes nothing where the server refuses', async () => {
  server.answer = () => ({ status: 403, body: refusal('not-permitted') });
  await expect(createUnitsFile('xlsx', units, ['state'], facts, words)).rejects.toMatchObject({
    code: 'not-permitted',
  });
});
