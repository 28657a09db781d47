import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEventBus } from '../../../server/src/plugins/event-bus.ts';
import { CORE, createTestApp, type TestApp } from '../../support/create-test-app.ts';

describe('the event bus', () => {
  it('tells every listener, whatever the ones before it throw or reject with', async () => {
    const failures: unknown[] = [];
    const bus = createEventBus((error, event) => failures.push([event, error]));
    const heard: string[] = [];
    const thrown = new Error('thrown');
    const rejected = new Error('rejected');
    bus.on('database.changed', () => {
      throw thrown;
    });
    bus.on('database.changed', () => Promise.reject(rejected));
    bus.on('database.changed', (state) => heard.push(state));
    bus.on('hotspots.changed', () => heard.push('hotspots'));
    expect(() => bus.show('database.changed', 'down')).not.toThrow();
    await Promise.resolve();
    expect(heard).toEqual(['down']);
    expect(failures).toEqual([
      ['database.changed', thrown],
      ['database.changed', rejected],
    ]);
    expect([...bus.failures]).toEqual([['database.changed', 2]]);
  });

  it('resolves `next` at the next event only, or when it is given up', async () => {
    const bus = createEventBus(() => undefined);
    const giveUp = new AbortController();
    const order: string[] = [];
    const event = bus.next('hotspots.changed', new AbortController().signal).then(() => order.push('event'));
    const abandoned = bus.next('hotspots.changed', giveUp.signal).then(() => order.push('given up'));
    giveUp.abort();
    await abandoned;
    bus.show('database.changed', 'up');
    await Promise.resolve();
    expect(order).toEqual(['given up']);
    bus.emit('hotspots.changed');
    await event;
    expect(order).toEqual(['given up', 'event']);
    await bus.next('hotspots.changed', AbortSignal.abort());
  });
});

describe('a listener that fails in the running server', () => {
  let city: TestApp;

  beforeAll(async () => {
    city = await createTestApp();
  });

  afterAll(async () => {
    await city?.close();
  });

  it('turns no committed write into an error, and is counted', async () => {
    const { app } = city;
    const heard: number[] = [];
    app.bus.on('incidents.reported', () => {
      throw new Error('a broken listener');
    });
    app.bus.on('incidents.reported', async () => {
      throw new Error('a listener that breaks later');
    });
    app.bus.on('incidents.reported', ({ properties }) => heard.push(properties.incidentId));
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/incidents',
      headers: { cookie: await city.cookieOf('dispatcher') },
      payload: { category: 'theft', severity: 'medium', source: 'reported', position: CORE },
    });
    expect(answer.statusCode).toBe(201);
    const { incidentId } = answer.json().properties;
    expect(heard).toEqual([incidentId]);
    const { rows } = await app.db.query('SELECT id FROM incidents WHERE id = $1', [incidentId]);
    expect(rows).toHaveLength(1);
    expect((await app.inject('/metrics')).body).toContain(
      'liaowang_listeners_failed_total{event="incidents.reported"} 2',
    );
  });
});
