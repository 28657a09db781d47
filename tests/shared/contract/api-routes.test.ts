import { describe, expect, it } from 'vitest';
import { API_ROUTES } from '@liaowang/shared/contract/api-routes';
import { findRefusals, isFile, splitRouteKey, type RouteContract } from '@liaowang/shared/contract/route';

const routes = Object.entries<RouteContract>(API_ROUTES);

describe('every route of the contract', () => {
  it.each(routes)('%s names its parameters as its path does', (key, { params }) => {
    const inPath = [...splitRouteKey(key).path.matchAll(/:(\w+)/g)].map(([, name]) => name);
    expect(Object.keys(params?.properties ?? {}).sort()).toEqual(inPath.sort());
  });

  it.each(routes)('%s has one answer, and a body only where something is sent', (key, { answers, body, summary }) => {
    expect(Object.keys(answers)).toHaveLength(1);
    expect(summary).toMatch(/\S/);
    expect(body === undefined || /^(POST|PUT|PATCH) /.test(key)).toBe(true);
  });

  it.each(routes)('%s declares only refusals of its own, each once', (key, route) => {
    const ofItsKind = findRefusals(key, { ...route, refusals: [] });
    expect(route.refusals.filter((code) => ofItsKind.includes(code))).toEqual([]);
    expect(new Set(route.refusals).size).toBe(route.refusals.length);
  });

  it('fills in only what has a default: who asks may leave nothing else out', () => {
    const { properties } = API_ROUTES['GET /incidents'].query;
    expect(properties.limit).toMatchObject({ default: 1_000 });
  });
});

describe('the refusals of a route', () => {
  const code = (key: string, route: Partial<RouteContract>) =>
    findRefusals(key, {
      summary: '',
      tags: [''],
      requires: 'public',
      answers: { 200: { mediaType: '*' } },
      refusals: [],
      ...route,
    });

  it('follow from who may ask', () => {
    expect(code('GET /a', {})).not.toContain('not-signed-in');
    expect(code('GET /a', { requires: 'session' })).toContain('not-signed-in');
    expect(code('GET /a', { requires: 'session' })).not.toContain('not-permitted');
    expect(code('GET /a', { requires: 'live:view' })).toContain('not-permitted');
  });

  it('follow from what is sent, and its own come with them', () => {
    expect(code('GET /a', {})).not.toContain('foreign-origin');
    expect(code('POST /a', { refusals: ['plan-changed'] })).toEqual(
      expect.arrayContaining(['foreign-origin', 'plan-changed']),
    );
  });

  it('leave a file apart from JSON', () => {
    expect(isFile({ mediaType: 'application/octet-stream' })).toBe(true);
    expect(isFile({ type: 'object' })).toBe(false);
  });
});
