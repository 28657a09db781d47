import { setTimeout as pause } from 'node:timers/promises';
import type { Alert } from '@liaowang/shared/schemas/alert';
import { DEFAULT_COVERAGE_SETTINGS, type CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { HotspotRecord, NewHotspot } from '@liaowang/shared/schemas/hotspot-record';
import type { IncidentCollection, IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { ImportPreview, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { Installation } from './installation.ts';
import { PLACE } from './phones.ts';

/** Somebody at work who remembers what was acknowledged. */
export interface Writer {
  /** Does the next thing; rejects when the server is gone. */
  step(): Promise<void>;
  /** What is not as it was acknowledged. */
  findBroken(): Promise<string[]>;
}

/** Changes the settings of coverage over and over: the last acknowledged value holds, or the one under way. */
export function createSettingsWriter({ call }: Installation): Writer {
  let acknowledged = DEFAULT_COVERAGE_SETTINGS.minGapSquareMeters;
  let tried = acknowledged;
  return {
    async step() {
      tried += 1;
      await call('PUT', '/coverage/settings', { ...DEFAULT_COVERAGE_SETTINGS, minGapSquareMeters: tried });
      acknowledged = tried;
    },
    async findBroken() {
      const { minGapSquareMeters: stored } = await call<CoverageSettings>('GET', '/coverage/settings');
      const isRight = stored === acknowledged || stored === tried;
      // What was under way is now known.
      acknowledged = tried = stored;
      return isRight ? [] : [`settings: ${stored} is stored`];
    },
  };
}

const HOTSPOT: Omit<NewHotspot, 'name'> = {
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [118.345, 34.365],
        [118.355, 34.365],
        [118.355, 34.375],
        [118.345, 34.375],
        [118.345, 34.365],
      ],
    ],
  },
  evidence: {
    method: { kind: 'dbscan', epsMeters: 100, minPoints: 5 },
    filter: {
      from: '2025-09-01T00:00:00+08:00',
      to: '2025-10-01T00:00:00+08:00',
      hours: null,
      weekdays: null,
      categories: null,
      severities: null,
      source: 'reported',
    },
    incidentCount: 12,
    areaSquareMeters: 1_000_000,
    figures: {},
  },
};

/** Writes hotspot records. */
export function createHotspotWriter({ call }: Installation): Writer {
  const acknowledged = new Map<number, string>();
  let n = 0;
  return {
    async step() {
      n += 1;
      const { hotspotId, name } = await call<HotspotRecord>('POST', '/hotspots/records', {
        ...HOTSPOT,
        name: `热点 ${n}`,
      });
      acknowledged.set(hotspotId, name);
    },
    async findBroken() {
      const { hotspots } = await call<{ hotspots: HotspotRecord[] }>('GET', '/hotspots/records');
      const names = new Map(hotspots.map(({ hotspotId, name }) => [hotspotId, name]));
      return [...acknowledged]
        .filter(([id, name]) => names.get(id) !== name)
        .map(([id]) => `hotspot ${id} is not as it was acknowledged`);
    },
  };
}

/** Reports incidents. */
export function createIncidentWriter({ call }: Installation): Writer {
  const acknowledged = new Set<IncidentFeature['id']>();
  return {
    async step() {
      acknowledged.add((await call<IncidentFeature>('POST', '/incidents', { category: 'theft', position: PLACE })).id);
    },
    async findBroken() {
      const stored = new Set(
        (await call<IncidentCollection>('GET', '/incidents?limit=10000')).features.map(({ id }) => id),
      );
      return [...acknowledged].filter((id) => !stored.has(id)).map((id) => `incident ${id} is gone`);
    },
  };
}

type SosState = Alert['status'] | null;

/** A unit presses SOS, somebody takes the alert and closes it, again and again. */
export function createSosWriter({ address, call, units }: Installation): Writer {
  const { id: unitId, deviceId, deviceToken } = units[0]!;
  const find = async () =>
    (await call<Alert[]>('GET', '/alerts')).find((alert) => alert.kind === 'sos' && alert.subjectId === unitId);
  /** What must be found of the unit's SOS at least; `status` null = nothing was acknowledged since it was closed. */
  let acknowledged: SosState = null;
  const ORDER: readonly SosState[] = [null, 'raised', 'acknowledged', 'cleared'];
  return {
    async step() {
      const form = new URLSearchParams({
        id: deviceId,
        timestamp: String(Date.now()),
        lat: String(PLACE[1]),
        lon: String(PLACE[0]),
        alarm: 'sos',
      });
      const standing = await find();
      if (!standing) {
        acknowledged = null;
        const answer = await fetch(`${address}/ingest/osmand/${deviceToken}?${form.toString()}`, { method: 'POST' });
        if (answer.status === 200) acknowledged = 'raised';
      } else if (standing.status === 'raised') {
        await call('POST', `/alerts/${standing.id}/acknowledge`);
        acknowledged = 'acknowledged';
      } else {
        await call('POST', `/alerts/${standing.id}/clear`);
        acknowledged = 'cleared';
      }
    },
    async findBroken() {
      const stored = (await find())?.status ?? null;
      // What was under way may have come one step further than what was told.
      const steps: SosState[] = [acknowledged, ORDER[ORDER.indexOf(acknowledged) + 1] ?? null].map((status) =>
        status === 'cleared' ? null : status,
      );
      const broken = steps.includes(stored) ? [] : [`the SOS is ${String(stored)}, and was ${String(acknowledged)}`];
      acknowledged = stored;
      return broken;
    },
  };
}

const ROWS = 400;
const PROBE_EVERY_MS = 20;

/** Imports one file after another, each with rows of its own day: all of them are stored, or none. */
export function createImportWriter({ call }: Installation): Writer {
  const imports = new Map<number, { startMs: number; isCommitted: boolean }>();
  const find = (importId: number) => call<IncidentImport>('GET', `/incident-imports/${importId}`);
  /** Rejects with the server's end, unlike waitFor. */
  const reaches = async (importId: number, state: IncidentImport['state']) => {
    while ((await find(importId)).state !== state) await pause(PROBE_EVERY_MS);
  };
  return {
    async step() {
      const startMs = Date.UTC(1990, 0, 1 + imports.size);
      const lines = Array.from(
        { length: ROWS },
        (_, i) => `${new Date(startMs + i * 1_000).toISOString()},theft,${PLACE[0]},${PLACE[1]}`,
      );
      const { importId } = await call<IncidentImport>(
        'POST',
        '/incident-imports?fileName=record.csv',
        Buffer.from(`date,type,lng,lat\n${lines.join('\n')}\n`),
      );
      const taken = { startMs, isCommitted: false };
      imports.set(importId, taken);
      const { guess } = await call<ImportPreview>('POST', `/incident-imports/${importId}/preview`, {});
      await call('POST', `/incident-imports/${importId}/check`, guess);
      await reaches(importId, 'checked');
      await call('POST', `/incident-imports/${importId}/commit`, { mapping: guess });
      await reaches(importId, 'committed');
      taken.isCommitted = true;
    },
    async findBroken() {
      const broken: string[] = [];
      for (const [importId, { startMs, isCommitted }] of imports) {
        const window = `from=${new Date(startMs).toISOString()}&to=${new Date(startMs + 86_399_000).toISOString()}`;
        const stored = (await call<IncidentCollection>('GET', `/incidents?${window}`)).features.length;
        const { state } = await find(importId);
        if (stored !== (state === 'committed' ? ROWS : 0))
          broken.push(`import ${importId} is ${state} with ${stored} of ${ROWS} rows`);
        if (isCommitted && state !== 'committed') broken.push(`import ${importId} was committed and is ${state}`);
      }
      return broken;
    },
  };
}
