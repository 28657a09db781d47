import { expect, it } from 'vitest';
import { createEventBus } from '../../../server/src/plugins/event-bus.ts';
import { keepCopy, refreshSurely } from '../../../server/src/plugins/kept-copy.ts';

it('keeps what the read that began last found, whichever ends last', async () => {
  const ends: Array<(value: string) => void> = [];
  let atStart: Promise<string> | null = Promise.resolve('at start');
  const copy = await keepCopy(() => atStart ?? new Promise<string>((resolve) => ends.push(resolve)));
  atStart = null;
  const [early, late] = [copy.refresh(), copy.refresh()];
  ends[1]!('late');
  await late;
  ends[0]!('early');
  await early;
  expect(copy.current).toBe('late');
});

it('after a commit fails nobody, says so in the log, and is made up for when the database is back', async () => {
  const bus = createEventBus((error) => expect.fail(String(error)));
  const logged: unknown[] = [];
  let isThere = false;
  let read = 0;
  const refresh = refreshSurely(
    { bus, log: { error: (...said: unknown[]) => logged.push(said[1]) } as never },
    'the registers',
    async () => {
      if (!isThere) throw new Error('gone');
      read += 1;
    },
  );
  await refresh();
  expect([read, logged]).toEqual([0, ['the registers could not be read anew']]);
  isThere = true;
  bus.show('database.changed', 'up');
  await Promise.resolve();
  expect([read, logged.length]).toEqual([1, 1]);
});
