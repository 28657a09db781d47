import { parseSync } from 'oxc-parser';

/** Where SQL may stand beside the repositories, and why. */
export const SQL_ROOMS: Readonly<Record<string, string>> = {
  'server/src/seed/': 'plants rows of an empty database, in one transaction before there is any feature',
  'server/src/demo/': 'plants the made-up city in the same transaction',
  'server/src/embedded-postgis/': "is the database's own process",
  'server/src/plugins/migrations.ts': 'runs the migrations',
  'server/src/plugins/postgres.ts': 'lends connections, and begins and ends transactions',
  'server/src/plugins/server-lock.ts': 'holds the lock on a connection of its own',
};

const STATEMENT =
  /^\s*(SELECT\b|INSERT\s+INTO\b|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\b|WITH\s+(RECURSIVE\s+)?\w+(\s*\([^)]*\))?\s+AS\b|TRUNCATE\b|LOCK\s+TABLE\b)/u;

/** The lines of a server's file that hold SQL though they should not, a sentence each. */
export function findMisplacedSql(path: string, text: string): string[] {
  if (path.endsWith('.repository.ts') || Object.keys(SQL_ROOMS).some((room) => path.startsWith(room))) return [];
  const found = new Set<number>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) return value.forEach(visit);
    if (typeof value !== 'object' || value === null) return;
    const node = value as { type?: string; start: number; [key: string]: unknown };
    const isQuery =
      node.type === 'CallExpression' &&
      (node['callee'] as { property?: { name?: string } }).property?.name === 'query' &&
      (node['arguments'] as unknown[]).length > 0;
    const literal =
      node.type === 'Literal' && typeof node['value'] === 'string'
        ? node['value']
        : node.type === 'TemplateElement'
          ? (node['value'] as { cooked: string }).cooked
          : '';
    if (isQuery || STATEMENT.test(literal)) found.add(text.slice(0, node.start).split('\n').length);
    Object.values(node).forEach(visit);
  };
  visit(parseSync(path, text).program);
  return [...found].map(
    (line) => `${path}:${line} holds SQL. Put it into the <noun>.repository.ts of its feature, and call that.`,
  );
}
