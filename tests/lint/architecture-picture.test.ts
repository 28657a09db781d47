import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { drawFloorPlan, putFloorPlan } from '../../lint/architecture-picture.ts';
import { FLOOR_PLAN, type Room } from '../../lint/floor-plan.ts';

const document = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');

const room = (folder: string, mayImport: string[]): Room => ({
  folder,
  mayImport,
  about: '',
  packages: [],
  instead: '',
});

describe('docs/architecture.md', () => {
  it('has the floor plan as its table is (npm run architecture)', () => {
    expect(putFloorPlan(document)).toBe(document);
  });

  it('has a paragraph for every room', () => {
    const missing = FLOOR_PLAN.filter(({ folder }) => !document.includes(`**\`${folder}\`**`));
    expect(missing.map(({ folder }) => folder)).toEqual([]);
  });
});

describe('the picture', () => {
  it('has no arrow where a longer way leads, and names all in the table', () => {
    const drawn = drawFloorPlan([
      room('server/src/a', []),
      room('server/src/b', ['server/src/a']),
      room('server/src/c', ['server/src/b', 'server/src/a']),
    ]);
    expect(drawn.match(/r\d --> r\d/g)).toEqual(['r1 --> r2', 'r0 --> r1']);
    expect(drawn).toContain('| `server/src/c` | `b`, `a` |');
  });

  it('leads to the room of a file, and to all rooms of a folder', () => {
    const drawn = drawFloorPlan([
      room('server/src/a/x', []),
      room('server/src/a/y', []),
      room('server/src/b', ['server/src/a']),
      room('client/src/c', ['server/src/a/x/file.ts']),
    ]);
    expect(drawn.match(/r\d --> r\d/g)).toEqual(['r1 --> r3', 'r1 --> r2', 'r0 --> r3']);
  });

  it('is refused a document without its marks', () => {
    expect(() => putFloorPlan('# Architecture\n')).toThrow(/lacks the marks/);
  });
});
