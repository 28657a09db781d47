import { expect } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type {
  HotspotChange,
  HotspotDetail,
  HotspotEvidence,
  HotspotRecord,
  NewHotspot,
} from '@liaowang/shared/schemas/hotspot-record';
import type { TestApp } from './create-test-app.ts';

/** A square with its south-western corner at a place, degrees. */
export function square(west: number, south: number, size = 0.01): PolygonGeometry {
  const [east, north] = [west + size, south + size].map((degrees) => Number(degrees.toFixed(6))) as [number, number];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  };
}
export const AREA = square(118.34, 34.36);
export const EVIDENCE: HotspotEvidence = {
  method: { kind: 'gi-star', shape: 'hexagon', cellMeters: 400, bandMeters: 800, maxQ: 0.05 },
  filter: {
    from: '2026-09-01T00:00:00+08:00',
    to: '2026-10-01T00:00:00+08:00',
    hours: { start: 22, end: 4 },
    weekdays: [5, 6],
    categories: ['theft'],
    severities: null,
    source: 'reported',
  },
  incidentCount: 41,
  areaSquareMeters: 1_020_000.5,
  figures: { z: 5.25, p: 1.5e-7, q: 0.0004, basis: 'exact', cells: 7 },
};
/** A zone as it is sent to be made a record. */
export const zone = (more: Partial<NewHotspot> = {}): NewHotspot => ({
  name: '人民广场东',
  geometry: AREA,
  evidence: EVIDENCE,
  ...more,
});

/** What tests of hotspot records ask the server of `city()` for. */
export function createRecordsClient(city: () => TestApp) {
  async function send(role: Role, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
    return city().app.inject({
      method,
      url: `/api/v1/hotspots${path}`,
      headers: { cookie: await city().cookieOf(role) },
      ...(payload && { payload }),
    });
  }
  async function create(more: Partial<NewHotspot> = {}): Promise<HotspotRecord> {
    const response = await send('analyst', 'POST', '/records', zone(more));
    expect([response.statusCode, response.body]).toEqual([201, expect.any(String)]);
    return response.json();
  }
  const change = (id: number, body: HotspotChange, role: Role = 'analyst') => send(role, 'PUT', `/records/${id}`, body);
  const read = async (id: number): Promise<HotspotDetail> =>
    (await send('police-liaison', 'GET', `/records/${id}`)).json();
  const list = async (query = ''): Promise<number[]> =>
    (await send('police-liaison', 'GET', `/records${query}`))
      .json<{ hotspots: HotspotRecord[] }>()
      .hotspots.map(({ hotspotId }) => hotspotId);
  async function accountIdOf(role: Role): Promise<number> {
    return (await city().app.db.query<{ id: number }>('SELECT id FROM accounts WHERE username = $1', [role])).rows[0]!
      .id;
  }
  async function findAudit(action: string) {
    return (
      await city().app.db.query<{ account_id: number; subject: string; detail: object }>(
        'SELECT account_id, subject, detail FROM audit_entries WHERE action = $1 ORDER BY id DESC LIMIT 1',
        [action],
      )
    ).rows[0];
  }
  const codeOf = (response: Awaited<ReturnType<typeof send>>) => [
    response.statusCode,
    response.json().error.code,
    response.json().error.field,
  ];
  return { send, create, change, read, list, accountIdOf, findAudit, codeOf };
}
