import { afterAll, beforeAll } from 'vitest';
import type { Role } from '@liaowang/shared/schemas/account';
import { createTestApp, type TestApp } from './create-test-app.ts';
import { waitFor } from './wait-for.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A test city whose registers are written, by an administrator unless told otherwise. */
export function openRegisterDesk() {
  let city: TestApp;
  beforeAll(async () => {
    city = await createTestApp();
  });
  afterAll(() => city.close());
  return {
    get city(): TestApp {
      return city;
    },
    async call(
      method: Method,
      path: string,
      { role = 'administrator', body, version }: { role?: Role; body?: object; version?: number } = {},
    ) {
      return city.app.inject({
        method,
        url: `/api/v1${path}`,
        headers: { cookie: await city.cookieOf(role), ...(version !== undefined && { 'if-match': `"${version}"` }) },
        ...(body && { payload: body }),
      });
    },
    /** The last entries of the audit log, the newest first. */
    audit: async (count = 1) =>
      (await city.app.db.query('SELECT action, subject, detail FROM audit_entries ORDER BY id DESC LIMIT $1', [count]))
        .rows,
  };
}

/** What a refusal says, without its words. */
export const refusalOf = (answer: { statusCode: number; json: () => { error: { code: string; field?: string } } }) => {
  const { code, field } = answer.json().error;
  return field === undefined ? [answer.statusCode, code] : [answer.statusCode, code, field];
};

/** An instant after all that was written before, and before all that is written after. */
export async function moment(): Promise<string> {
  const before = Date.now();
  await waitFor('the clock to go on', () => Date.now() > before);
  const at = Date.now();
  await waitFor('the clock to go on', () => Date.now() > at);
  return new Date(at).toISOString();
}
