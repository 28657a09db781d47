import { expect } from 'vitest';
import {
  EMPTY_PLAN,
  type CoveragePlan,
  type PlanDefinition,
  type PlannedPost,
} from '@liaowang/shared/schemas/coverage-plan';
import type { CoverageSettings } from '@liaowang/shared/schemas/coverage-settings';
import type { LookoutCollection, LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { Role } from '@liaowang/shared/schemas/account';
import { CORE, type TestApp } from './create-test-app.ts';

/** A post of a plan, in the middle of the city. */
export const post = (change: Partial<PlannedPost> = {}): PlannedPost => ({
  id: 'p1',
  name: '东门临时岗',
  position: CORE,
  detectionRangeMeters: 400,
  dutyStartMinute: 480,
  dutyEndMinute: 1080,
  ...change,
});
/** A plan as it is sent. */
export const plan = (definition: Partial<PlanDefinition> = {}, name = '早班方案') => ({
  name,
  note: '',
  definition: { ...EMPTY_PLAN, ...definition },
});

/** What tests of plans ask the server of `city()` for. */
export function createPlansClient(city: () => TestApp) {
  async function send(role: Role, method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, payload?: object) {
    return city().app.inject({
      method,
      url: `/api/v1/coverage/plans${path}`,
      headers: { cookie: await city().cookieOf(role) },
      ...(payload && { payload }),
    });
  }
  return {
    send,
    async create(definition: Partial<PlanDefinition> = {}, name?: string): Promise<CoveragePlan> {
      const response = await send('analyst', 'POST', '', plan(definition, name));
      expect([response.statusCode, response.body]).toEqual([201, expect.any(String)]);
      return response.json();
    },
    async findLookouts(): Promise<LookoutFeature[]> {
      const response = await city().app.inject({
        url: '/api/v1/lookouts',
        headers: { cookie: await city().cookieOf('analyst') },
      });
      return response.json<LookoutCollection>().features;
    },
    async findSettings(): Promise<CoverageSettings> {
      return (
        await city().app.inject({
          url: '/api/v1/coverage/settings',
          headers: { cookie: await city().cookieOf('analyst') },
        })
      ).json();
    },
    async findAudit(action: string) {
      return (
        await city().app.db.query<{ subject: string; detail: object }>(
          'SELECT subject, detail FROM audit_entries WHERE action = $1 ORDER BY id DESC LIMIT 1',
          [action],
        )
      ).rows[0];
    },
    codeOf: (response: Awaited<ReturnType<typeof send>>) => [
      response.statusCode,
      response.json().error.code,
      response.json().error.field,
    ],
  };
}
