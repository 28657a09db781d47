import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'oxc-parser';

export const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = /\.(tsx?|mjs|css)$/;

/** One file that another one names, however it does: import, re-export, dynamic import, type, worker address, style. */
export interface FoundImport {
  /** Path of the file that imports, from the root, with `/`. */
  from: string;
  line: number;
  /** Path of what is imported, from the root; or a package's name (`node:fs`, `@turf/area`). */
  to: string;
  isPackage: boolean;
  /** Whether it vanishes when the program runs. */
  isType: boolean;
}

/** Every source file below a folder of the repository, as paths from its root. */
export function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCES.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length).replaceAll('\\', '/'))
    .filter((path) => !path.includes('node_modules/') && !path.includes('/dist/'));
}

export interface Node {
  type: string;
  start: number;
  [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

/** The text of a string or of a template without holes; null for anything else. */
function readText(value: unknown): string | null {
  if (!isNode(value)) return null;
  if (value.type === 'Literal' && typeof value['value'] === 'string') return value['value'];
  if (value.type !== 'TemplateLiteral') return null;
  const quasis = value['quasis'] as Array<{ value: { cooked: string } }>;
  return quasis.length === 1 ? quasis[0]!.value.cooked : null;
}

/** What a node names, when it is one that names a file. */
function readSpecifier(node: Node): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
    case 'ImportExpression':
    case 'TSImportType':
      return readText(node['source'] ?? node['argument']);
    case 'TSExternalModuleReference':
      return readText(node['expression']);
    case 'NewExpression': {
      // new URL('./x.worker.ts', import.meta.url)
      const { callee, arguments: given } = node as unknown as {
        callee: Node & { name?: string };
        arguments: unknown[];
      };
      const text =
        callee.type === 'Identifier' && callee.name === 'URL' && given.length === 2 ? readText(given[0]) : null;
      return text !== null && /^\.{1,2}\/.*\.\w+$/.test(text) ? text : null;
    }
    default:
      return null;
  }
}

/** A node and all below it. */
export function* walk(node: Node): Generator<Node> {
  yield node;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* walk(child);
  }
}

interface Specifier {
  specifier: string;
  offset: number;
  isType: boolean;
}

const isTypeOnly = (node: Node): boolean =>
  node.type === 'TSImportType' || node['importKind'] === 'type' || node['exportKind'] === 'type';

/** The specifiers in a file's text. */
function* readSpecifiers(path: string, text: string): Generator<Specifier> {
  if (path.endsWith('.css')) {
    for (const found of text.matchAll(/(?:@import\s+(?:url\()?|composes:[^;]*?from\s+)["']([^"']+)["']/g))
      yield { specifier: found[1]!, offset: found.index, isType: false };
    return;
  }
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} cannot be parsed: ${errors[0]!.message}`);
  for (const node of walk(program as unknown as Node)) {
    const specifier = readSpecifier(node);
    if (specifier !== null) yield { specifier, offset: node.start, isType: isTypeOnly(node) };
  }
}

/** Resolves a specifier: relative ones and `@liaowang/shared/…` to a path from the root, all others to the package's name. */
function resolve(from: string, specifier: string): { to: string; isPackage: boolean } {
  const bare = specifier.replace(/\?\w+$/, '');
  if (bare.startsWith('.')) return { to: posix.join(dirname(from), bare), isPackage: false };
  const own = /^@liaowang\/(client|server|shared)\/(.+)$/.exec(bare);
  if (own) return { to: `${own[1]!}/src/${own[2]!}.ts`, isPackage: false };
  const [scope, name] = bare.split('/');
  return { to: bare.startsWith('@') ? `${scope!}/${name!}` : scope!, isPackage: true };
}

/** All that a file imports. @throws Error when it cannot be parsed */
export function findImports(path: string, text: string = readFileSync(join(ROOT, path), 'utf8')): FoundImport[] {
  return [...readSpecifiers(path, text)].map(({ specifier, offset, isType }) => ({
    from: path,
    isType,
    line: text.slice(0, offset).split('\n').length,
    ...resolve(path, specifier),
  }));
}
