import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, listSources } from '../../lint/find-imports.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

it('every event of the bus is told by somebody and listened to by somebody', () => {
  const sources = listSources('server/src').map(read).join('\n');
  const names = [...read('server/src/plugins/event-bus.ts').matchAll(/^ {2}'([\w-]+\.\w+)': \[/gmu)].map(
    ([, name]) => name!,
  );
  expect(names.length).toBeGreaterThan(10);
  const isSaid = (name: string, verbs: string): boolean =>
    new RegExp(`bus\\.(${verbs})\\('${name.replace('.', String.raw`\.`)}'`, 'u').test(sources);
  const told = names.filter((name) => isSaid(name, 'emit|show'));
  expect(names.filter((name) => !isSaid(name, 'on|next') || !told.includes(name))).toEqual([]);
});
