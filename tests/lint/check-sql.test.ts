import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SQL_ROOMS, findMisplacedSql } from '../../lint/check-sql.ts';
import { ROOT, listSources } from '../../lint/find-imports.ts';

const PATH = 'server/src/features/alerts/alerts.service.ts';

describe('SQL', () => {
  it('stands in repositories only', () => {
    const misplaced = listSources('server/src').flatMap((path) =>
      findMisplacedSql(path, readFileSync(join(ROOT, path), 'utf8')),
    );
    expect(misplaced).toEqual([]);
  });

  it.each([
    "const { rows } = await db.query('anything');",
    'await client.query<{ id: number }>(statement, [1]);',
    'await app.db.query(`ROLLBACK`);',
    "const TEXT = 'SELECT 1';",
    'const TEXT = `\n  INSERT INTO alerts (id) VALUES ($1)`;',
    "const TEXT = 'UPDATE alerts SET id = 1';",
    'const TEXT = `DELETE FROM alerts WHERE id = ${id}`;',
    'const TEXT = `WITH RECURSIVE kinds AS (${other})`;',
  ])('is found: %s', (line) => {
    expect(findMisplacedSql(PATH, line)).toEqual([
      `${PATH}:1 holds SQL. Put it into the <noun>.repository.ts of its feature, and call that.`,
    ]);
  });

  it.each([
    'const { limit } = request.query;',
    "const reason = 'Select another place, or update the settings.';",
    'const key = query(); element.querySelector("a");',
  ])('is not what only looks like it: %s', (line) => expect(findMisplacedSql(PATH, line)).toEqual([]));

  it('may stand where it is in a repository, or where there is a reason', () => {
    const line = "await db.query('SELECT 1');";
    expect(findMisplacedSql('server/src/features/alerts/alerts.repository.ts', line)).toEqual([]);
    for (const room of Object.keys(SQL_ROOMS)) {
      expect(existsSync(join(ROOT, room)), room).toBe(true);
      expect(findMisplacedSql(room.endsWith('/') ? `${room}x.ts` : room, line)).toEqual([]);
    }
  });
});
