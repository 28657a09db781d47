import { setTimeout as pause } from 'node:timers/promises';
import type { IncidentCollection } from '@liaowang/shared/schemas/incident';
import type { ImportMapping, ImportPreview, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { StartedJob } from '@liaowang/shared/schemas/job';
import { waitFor } from '../support/wait-for.ts';
import { between, type Fault } from './fault.ts';
import { PLACE } from './phones.ts';

const ROWS = 6_000;
const ENDS_WITHIN_MS = 90_000;
/** Reading and storing take a second or two. */
const LONGEST_MS = 2_500;
const DAY_MS = 86_400_000;

/** `kill -9` while an import is committed: all of its rows are there afterwards, or none, and it can be committed then. */
export default {
  title: 'import killed while it is committed (`kill -9`)',
  databases: ['embedded', 'native'],
  short: ['native'],
  async inject({ installation, random, complain }) {
    const { call } = installation;
    // A day of its own, decades ago: nothing else is counted.
    const startMs = Date.UTC(1990, 0, 1) + Math.floor(between(random, 0, 9_000)) * DAY_MS;
    const csv = `date,type,lng,lat\n${Array.from({ length: ROWS }, (_, i) => `${new Date(startMs + i * 1_000).toISOString()},theft,${(PLACE[0] + (i % 500) * 1e-5).toFixed(6)},${PLACE[1]}`).join('\n')}\n`;
    const window = `from=${new Date(startMs).toISOString()}&to=${new Date(startMs + DAY_MS).toISOString()}&limit=10000`;
    const count = async () => (await call<IncidentCollection>('GET', `/incidents?${window}`)).features.length;
    const find = (importId: number) => call<IncidentImport>('GET', `/incident-imports/${importId}`);
    const reaches = (importId: number, state: IncidentImport['state']) =>
      waitFor(`the import to be ${state}`, async () => (await find(importId)).state === state, ENDS_WITHIN_MS);
    const commit = (importId: number, mapping: ImportMapping) =>
      call<StartedJob>('POST', `/incident-imports/${importId}/commit`, { mapping });

    const { importId } = await call<IncidentImport>('POST', '/incident-imports?fileName=record.csv', Buffer.from(csv));
    const { guess } = await call<ImportPreview>('POST', `/incident-imports/${importId}/preview`, {});
    await call<StartedJob>('POST', `/incident-imports/${importId}/check`, guess);
    await reaches(importId, 'checked');
    await commit(importId, guess);
    await pause(between(random, 0, LONGEST_MS));
    await installation.server.killGroup();
    const endedAtMs = Date.now();
    await installation.startServer();

    const { state } = await find(importId);
    const stored = await count();
    if (stored !== (state === 'committed' ? ROWS : 0))
      complain(`${stored} of ${ROWS} rows are stored, and the import is ${state}`);
    if (state !== 'committed') {
      await commit(importId, guess);
      await reaches(importId, 'committed');
      if ((await count()) !== ROWS) complain('the import could not be committed again');
    }
    return endedAtMs;
  },
} satisfies Fault as Fault;
