import type { Role } from '@liaowang/shared/schemas/account';
import type { ImportMapping, ImportPreview, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { Job } from '@liaowang/shared/schemas/job';
import type { TestApp } from './create-test-app.ts';
import { waitFor } from './wait-for.ts';

/** Drives imports of a test city as a page would, as the analyst unless told otherwise. */
export function createImportClient(city: TestApp) {
  const call = async (method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object, role: Role = 'analyst') =>
    city.app.inject({
      method,
      url: `/api/v1${url}`,
      headers: { cookie: await city.cookieOf(role) },
      ...(payload ? { payload } : {}),
    });
  const upload = async (fileName: string, content: Buffer | string, role: Role = 'analyst') =>
    city.app.inject({
      method: 'POST',
      url: `/api/v1/incident-imports?fileName=${encodeURIComponent(fileName)}`,
      headers: { cookie: await city.cookieOf(role), 'content-type': 'application/octet-stream' },
      payload: Buffer.from(content as string),
    });
  const jobEnds = (jobId: string): Promise<Job> =>
    waitFor(
      'the job to end',
      async () => {
        const job = (await call('GET', `/jobs/${jobId}`)).json() as Job;
        return job.finishedAt !== null && job;
      },
      25_000,
    );
  const find = async (importId: number): Promise<IncidentImport> =>
    (await call('GET', `/incident-imports/${importId}`)).json();
  const preview = async (importId: number, look: object = {}): Promise<ImportPreview> =>
    (await call('POST', `/incident-imports/${importId}/preview`, look)).json();

  /** Runs a dry run to its end. */
  async function check(importId: number, mapping: ImportMapping): Promise<IncidentImport> {
    const { jobId } = (await call('POST', `/incident-imports/${importId}/check`, mapping)).json();
    const job = await jobEnds(jobId);
    if (job.state !== 'done') throw new Error(`the dry run ended ${job.state}: ${JSON.stringify(job.error)}`);
    return find(importId);
  }
  /** Uploads a file and runs a dry run with what is guessed, changed by `more`. */
  async function checkFile(fileName: string, content: Buffer | string, more: Partial<ImportMapping> = {}) {
    const { importId } = (await upload(fileName, content)).json() as IncidentImport;
    const guess = (await preview(importId)).guess;
    const mapping = { ...guess, ...more };
    const checked = await check(importId, mapping);
    return { importId, mapping, check: checked.check! };
  }
  const commit = (importId: number, mapping: ImportMapping, role: Role = 'analyst') =>
    call('POST', `/incident-imports/${importId}/commit`, { mapping }, role);
  /** Takes a file all the way in. */
  async function importFile(fileName: string, content: Buffer | string, more: Partial<ImportMapping> = {}) {
    const checked = await checkFile(fileName, content, more);
    const { jobId } = (await commit(checked.importId, checked.mapping)).json();
    return { ...checked, job: await jobEnds(jobId), stored: await find(checked.importId) };
  }
  return { call, upload, jobEnds, find, preview, check, checkFile, commit, importFile };
}
