import { once } from 'node:events';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Multiplexer, startMultiplexer } from '../../../server/src/embedded-postgis/multiplexer.ts';
import { buildMessage, MessageType } from '../../../server/src/embedded-postgis/wire-message.ts';
import { connectRaw, signInRaw, startupPacket } from './raw-client.ts';

const PASSWORD = 'right';
const IDLE_LIMIT_MS = 400;

let db: PGlite;
let multiplexer: Multiplexer;
let pool: pg.Pool;

const clientOptions = (port: number) => ({
  host: '127.0.0.1',
  port,
  user: 'postgres',
  database: 'postgres',
  password: PASSWORD,
});

async function connectPg(): Promise<pg.Client> {
  const client = new pg.Client(clientOptions(multiplexer.port));
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function preparedStatements(): Promise<string[]> {
  return (await pool.query<{ name: string }>('SELECT name FROM pg_prepared_statements ORDER BY name')).rows.map(
    ({ name }) => name,
  );
}

beforeAll(async () => {
  db = await PGlite.create();
  multiplexer = await startMultiplexer(db, {
    host: '127.0.0.1',
    port: 0,
    password: PASSWORD,
    idleTransactionLimitMs: IDLE_LIMIT_MS,
    signInLimitMs: 300,
    maxConnections: 60,
    onBackendLost(reason) {
      throw new Error(reason);
    },
  });
  pool = new pg.Pool({ ...clientOptions(multiplexer.port), max: 10 });
  await pool.query('CREATE TABLE note (id int PRIMARY KEY, text text)');
});

afterAll(async () => {
  await pool?.end();
  await multiplexer?.close();
  await db?.close();
});

beforeEach(async () => {
  await pool.query('TRUNCATE note');
});

describe('queries', () => {
  it('answers the query after a failed one with its own reply', async () => {
    const client = await connectPg();
    for (let i = 0; i < 5; i++) {
      await expect(client.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
      await expect(client.query('SELECT nothing FROM note WHERE id = $1', [1])).rejects.toMatchObject({
        code: '42703',
      });
      await expect(client.query('SELECT nonsense')).rejects.toMatchObject({ code: '42703' });
      expect((await client.query('SELECT $1::int AS i', [i])).rows).toEqual([{ i }]);
    }
    await client.end();
  });

  it('returns 50,000 rows whole and in order', async () => {
    const { rows } = await pool.query<{ i: number; text: string }>(
      "SELECT i, repeat('x', i % 300) AS text FROM generate_series(1, 50000) i",
    );
    expect(rows.length).toBe(50_000);
    expect(rows.every(({ i, text }, index) => i === index + 1 && text.length === i % 300)).toBe(true);
  });

  it('takes a parameter of 20 MB', async () => {
    const text = '瞭'.repeat(7_000_000);
    const { rows } = await pool.query<{ bytes: number; head: string }>(
      'SELECT octet_length($1) AS bytes, left($1, 2) AS head',
      [text],
    );
    expect(rows).toEqual([{ bytes: 21_000_000, head: '瞭瞭' }]);
  });

  it('serves 50 connections at once', async () => {
    const clients = await Promise.all(Array.from({ length: 50 }, connectPg));
    const answers = await Promise.all(
      clients.map(async (client, i) => (await client.query<{ i: number }>('SELECT $1::int AS i', [i])).rows[0]!.i),
    );
    expect(answers).toEqual(clients.map((_, i) => i));
    await Promise.all(clients.map((client) => client.end()));
  });

  it('passes binary results through untouched', async () => {
    const client = await signInRaw(multiplexer.port, PASSWORD);
    const binaryResult = buildMessage(MessageType.bind, '', '', Buffer.from([0, 0, 0, 0, 0, 1, 0, 1]));
    client.socket.write(
      Buffer.concat([
        buildMessage(MessageType.parse, '', 'SELECT 118.25::float8', Buffer.from([0, 0])),
        binaryResult,
        buildMessage(MessageType.execute, '', Buffer.alloc(4)),
        buildMessage(MessageType.sync),
      ]),
    );
    const row = (await client.readUntil('Z')).find(({ type }) => type === 'D')!;
    expect(row.body.readDoubleBE(row.body.length - 8)).toBe(118.25);
    client.socket.destroy();
  });

  it('answers several statements of one simple query', async () => {
    const results = (await pool.query('SELECT 1 AS a; SELECT 2 AS b')) as unknown as pg.QueryResult[];
    expect(results.map(({ rows }) => rows)).toEqual([[{ a: 1 }], [{ b: 2 }]]);
  });
});

describe('prepared statements', () => {
  it('keeps one name on two connections apart', async () => {
    const [first, second] = await Promise.all([connectPg(), connectPg()]);
    for (let i = 0; i < 3; i++) {
      expect((await first.query({ name: 'same', text: 'SELECT $1::int + 1 AS v', values: [i] })).rows).toEqual([
        { v: i + 1 },
      ]);
      expect((await second.query({ name: 'same', text: 'SELECT $1::text AS v', values: ['x'] })).rows).toEqual([
        { v: 'x' },
      ]);
    }
    await first.end();
    await second.end();
  });

  it('frees those of a closed connection, and of one that dies', async () => {
    const before = await preparedStatements();
    const [polite, rude] = await Promise.all([connectPg(), connectPg()]);
    await polite.query({ name: 'a', text: 'SELECT 1' });
    await rude.query({ name: 'b', text: 'SELECT 2' });
    await rude.query({ name: 'c', text: 'SELECT 3' });
    expect((await preparedStatements()).length).toBe(before.length + 3);
    await polite.end();
    (rude as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    await expect.poll(preparedStatements).toEqual(before);
  });

  it('survives long names that differ only at the end', async () => {
    const client = await connectPg();
    const stem = 'n'.repeat(62);
    expect((await client.query({ name: `${stem}1`, text: 'SELECT 1 AS v' })).rows).toEqual([{ v: 1 }]);
    expect((await client.query({ name: `${stem}2`, text: 'SELECT 2 AS v' })).rows).toEqual([{ v: 2 }]);
    await client.end();
  });
});

describe('transactions', () => {
  it('of a pool of 10 run one after another', async () => {
    await pool.query("INSERT INTO note VALUES (0, '0')");
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const client = await pool.connect();
        await client.query('BEGIN');
        const { rows } = await client.query<{ text: string }>('SELECT text FROM note WHERE id = 0');
        await client.query('UPDATE note SET text = $1 WHERE id = 0', [String(Number(rows[0]!.text) + 1)]);
        await client.query('COMMIT');
        client.release();
      }),
    );
    expect((await pool.query('SELECT text FROM note')).rows).toEqual([{ text: '40' }]);
  });

  it('keep to their savepoints', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES (1, 'kept')");
    await client.query('SAVEPOINT before');
    await expect(client.query("INSERT INTO note VALUES ($1, 'twice')", [1])).rejects.toMatchObject({ code: '23505' });
    await expect(client.query('SELECT 1')).rejects.toMatchObject({ code: '25P02' });
    await client.query('ROLLBACK TO SAVEPOINT before');
    await client.query("INSERT INTO note VALUES (2, 'kept too')");
    await client.query('COMMIT');
    client.release();
    expect((await pool.query('SELECT id FROM note ORDER BY id')).rows).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it('read cursors while others wait', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('DECLARE series CURSOR FOR SELECT generate_series(1, 250) AS i');
    const other = pool.query('SELECT 42 AS answer');
    const seen: number[] = [];
    for (;;) {
      const { rows } = await client.query<{ i: number }>('FETCH 100 FROM series');
      if (rows.length === 0) break;
      seen.push(...rows.map(({ i }) => i));
    }
    await client.query('COMMIT');
    client.release();
    expect(seen).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
    expect((await other).rows).toEqual([{ answer: 42 }]);
  });

  it('are rolled back when their client dies, and the next in line goes on', async () => {
    const client = await connectPg();
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES (1, 'lost')");
    const waiting = pool.query('SELECT count(*)::int AS rows FROM note');
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
    expect((await waiting).rows).toEqual([{ rows: 0 }]);
  });

  it('left idle past the limit are rolled back and their connection is told why', async () => {
    const client = await connectPg();
    const told = once(client, 'error') as Promise<[Error & { code: string }]>;
    await client.query('BEGIN');
    await client.query("INSERT INTO note VALUES (1, 'lost')");
    const startedAt = performance.now();
    expect((await pool.query('SELECT count(*)::int AS rows FROM note')).rows).toEqual([{ rows: 0 }]);
    expect(performance.now() - startedAt).toBeGreaterThan(IDLE_LIMIT_MS - 50);
    const [error] = await told;
    expect(error.code).toBe('25P03');
    expect(error.message).toContain('idle in a transaction for 400 ms');
  });

  it('in use for longer than the limit go on', async () => {
    const client = await connectPg();
    await client.query('BEGIN');
    const startedAt = performance.now();
    while (performance.now() - startedAt < 2 * IDLE_LIMIT_MS)
      await client.query('SELECT count(*) FROM generate_series(1, 50000)');
    await client.query("INSERT INTO note VALUES (1, 'kept')");
    await client.query('COMMIT');
    await client.end();
    expect((await pool.query('SELECT id FROM note')).rows).toEqual([{ id: 1 }]);
  });
});

describe('COPY', () => {
  it('from the client is refused and the connection lives', async () => {
    const client = await connectPg();
    await expect(client.query('COPY note FROM STDIN')).rejects.toThrow(/takes no COPY FROM STDIN; use INSERT/);
    await expect(client.query({ name: 'copy', text: 'COPY note FROM STDIN' })).rejects.toThrow(
      /takes no COPY FROM STDIN/,
    );
    await expect(client.query('SELECT 1; /* hidden */ copy note from\n stdin (format csv)')).rejects.toThrow(
      /takes no COPY FROM STDIN/,
    );
    expect((await client.query('SELECT $1::int AS v', [7])).rows).toEqual([{ v: 7 }]);
    await client.end();
  });

  it('is not seen where it is only text', async () => {
    expect((await pool.query("SELECT 'COPY note FROM STDIN' AS text")).rows).toEqual([
      { text: 'COPY note FROM STDIN' },
    ]);
    expect((await pool.query('SELECT $1::text AS text, 1 AS "copy stdin"', ['x'])).rows).toEqual([
      { text: 'x', 'copy stdin': 1 },
    ]);
  });
});

describe('a pipeline with Flush', () => {
  const parse = (sql: string) => buildMessage(MessageType.parse, '', sql, Buffer.from([0, 0]));
  const bind = buildMessage(MessageType.bind, '', '', Buffer.alloc(6));
  const execute = (rows: number) => buildMessage(MessageType.execute, '', Buffer.from([0, 0, 0, rows]));
  const flush = buildMessage(MessageType.flush);
  const sync = buildMessage(MessageType.sync);

  it('keeps the backend until its Sync', async () => {
    const client = await signInRaw(multiplexer.port, PASSWORD);
    client.socket.write(Buffer.concat([parse('SELECT generate_series(1, 3)'), bind, execute(2), flush]));
    expect((await client.readUntil('s')).map(({ type }) => type).join('')).toBe('12DDs');
    const other = pool.query('SELECT $1::int AS v', [1]);
    client.socket.write(Buffer.concat([execute(2), sync]));
    expect((await client.readUntil('Z')).map(({ type }) => type).join('')).toBe('DCZ');
    expect((await other).rows).toEqual([{ v: 1 }]);
    client.socket.destroy();
  });

  it('gets one ReadyForQuery after an error, at its Sync', async () => {
    const client = await signInRaw(multiplexer.port, PASSWORD);
    client.socket.write(Buffer.concat([parse('SELECT 1 / 0'), bind, execute(0), flush]));
    expect((await client.readUntil('E')).map(({ type }) => type).join('')).toBe('1E');
    client.socket.write(Buffer.concat([parse('SELECT 1'), flush, sync, buildMessage(MessageType.query, 'SELECT 2')]));
    expect((await client.readUntil('Z')).map(({ type }) => type).join('')).toBe('Z');
    expect((await client.readUntil('Z')).map(({ type }) => type).join('')).toBe('TDCZ');
    client.socket.destroy();
  });

  it('whose client dies is undone', async () => {
    const client = await signInRaw(multiplexer.port, PASSWORD);
    client.socket.write(Buffer.concat([parse("INSERT INTO note VALUES (1, 'lost')"), bind, execute(0), flush]));
    await client.readUntil('C');
    client.socket.destroy();
    expect((await pool.query('SELECT count(*)::int AS rows FROM note')).rows).toEqual([{ rows: 0 }]);
  });

  it('whose client dies after an error leaves the backend usable', async () => {
    const client = await signInRaw(multiplexer.port, PASSWORD);
    client.socket.write(Buffer.concat([parse('SELECT 1 / 0'), bind, execute(0), flush]));
    await client.readUntil('E');
    client.socket.destroy();
    expect((await pool.query('SELECT $1::int AS v', [3])).rows).toEqual([{ v: 3 }]);
  });
});

describe('strangers and broken clients', () => {
  it('need the password', async () => {
    for (const password of ['wrong', 'righ', 'right2']) {
      const client = new pg.Client({ ...clientOptions(multiplexer.port), password });
      await expect(client.connect()).rejects.toMatchObject({ code: '28P01' });
    }
    const client = await connectRaw(multiplexer.port);
    client.socket.write(startupPacket(0x0003_0000));
    await client.readUntil('R');
    client.socket.write(buildMessage(MessageType.query, 'SELECT 1'));
    expect((await client.readUntil('EZ')).map(({ type }) => type)).toEqual(['E']);
  });

  it('that never sign in are hung up on', async () => {
    const client = await connectRaw(multiplexer.port);
    expect(await client.readUntil('Z')).toEqual([]);
    expect(client.socket.destroyed).toBe(true);
  });

  it('asking for TLS are told no and may go on in clear', async () => {
    const client = await connectRaw(multiplexer.port);
    client.socket.write(startupPacket(80877103));
    const [answer] = (await once(client.socket, 'data')) as [Buffer];
    expect(answer.toString()).toBe('N');
    client.socket.destroy();
  });

  it('asking to cancel are hung up on without a word', async () => {
    const client = await connectRaw(multiplexer.port);
    client.socket.write(startupPacket(80877102, Buffer.alloc(8)));
    expect(await client.readUntil('E')).toEqual([]);
  });

  it.each([
    ['a nonsense length', Buffer.from([MessageType.query, 0x7f, 0xff, 0xff, 0xff])],
    ['a length below four', Buffer.from([MessageType.query, 0, 0, 0, 0])],
    ['an unknown message', buildMessage(0x21, 'x')],
    ['a name without an end', buildMessage(MessageType.describe, Buffer.from('Sx'))],
  ])('sending %s are told and hung up on; others do not notice', async (_, bytes) => {
    const client = await signInRaw(multiplexer.port, PASSWORD);
    client.socket.write(bytes);
    const [error] = await client.readUntil('Z');
    expect(error!.body.toString()).toContain('C08P01');
    expect((await pool.query('SELECT $1::int AS v', [1])).rows).toEqual([{ v: 1 }]);
  });

  it('over the connection limit are told', async () => {
    const clients = await Promise.allSettled(Array.from({ length: 70 }, connectPg));
    const refused = clients.filter((result) => result.status === 'rejected');
    expect(refused.length).toBeGreaterThanOrEqual(10);
    expect(refused.every(({ reason }) => (reason as { code: string }).code === '53300')).toBe(true);
    await Promise.all(clients.map((result) => result.status === 'fulfilled' && result.value.end()));
  });
});

it('tells its owner when the engine breaks', async () => {
  const engine = await PGlite.create();
  let tell: (reason: string) => void = () => undefined;
  const lost = new Promise<string>((resolve) => {
    tell = resolve;
  });
  const fragile = await startMultiplexer(engine, {
    host: '127.0.0.1',
    port: 0,
    password: PASSWORD,
    onBackendLost: (reason) => tell(reason),
  });
  const client = await signInRaw(fragile.port, PASSWORD);
  client.socket.write(buildMessage(MessageType.query, "SELECT convert_to('中', 'GBK')"));
  expect(await lost).toBe('the database engine stopped answering');
  await fragile.close();
});
