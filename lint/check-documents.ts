import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseSync } from 'oxc-parser';
import { ROOT, walk } from './find-imports.ts';

const FOLDERS = ['client', 'data', 'docs', 'lint', 'server', 'shared', 'tests'];
const FILE_ENDING = /\.(tsx?|mjs|css|sql|md|json)$/;
/** One thing that a list, a table or a paragraph says: a step of a walk. */
const BLOCK = /\n(?=\s*(?:\d+\.|-|\|) )|\n\s*\n/;

/** What a document says that is not so. */
export interface Misstatement {
  document: string;
  /** As the document writes it. */
  named: string;
  problem: string;
}

/** Every document for people that names files, as paths from the root. */
export function listDocuments(): string[] {
  const inFolder = (folder: string): string[] =>
    readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [`${folder}/${name}`] : []));
  return ['README.md', 'data/README.md', ...inFolder('docs'), ...inFolder('docs/decisions')];
}

/** Every file and folder of the repository, as paths from the root. */
function listPlaces(): string[] {
  const below = (folder: string): string[] =>
    readdirSync(join(ROOT, folder), { withFileTypes: true })
      .filter(({ name }) => name !== 'node_modules' && name !== 'dist')
      .flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        return entry.isDirectory() ? [path, ...below(path)] : [path];
      });
  const files = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile());
  return [...files.map(({ name }) => name), ...FOLDERS, ...FOLDERS.flatMap(below)];
}

let places: readonly string[] | undefined;

/** A name with `*` or `<name>` in it stands for any. */
const toPattern = (name: string): string =>
  name
    .replace(/\/$/, '')
    .replaceAll(/[.+?^$()[\]\\]/g, String.raw`\$&`)
    .replaceAll('**', '.*')
    .replaceAll(/(?<!\.)\*|<[\w-]+>/g, '[^/]+')
    .replaceAll(/\{([^}]*)\}/g, (_, choices: string) => `(?:${choices.replaceAll(',', '|')})`);

/** The files and folders that a document means: by the whole path from the root, or by the end of it. */
function findPlaces(name: string): string[] {
  places ??= listPlaces();
  const pattern = new RegExp(`(?:^|/)${toPattern(name)}$`);
  return places.filter((place) => pattern.test(place));
}

/** Whether a word in a document names a file or a folder of the repository. */
function namesPlace(word: string): boolean {
  if (!/^[\w.@*<][\w.@*<>{},/-]*$/.test(word) || word.includes('/dist') || word.startsWith('node_modules'))
    return false;
  return FILE_ENDING.test(word) || FOLDERS.includes(word.split('/')[0]!)
    ? word.includes('/') || FILE_ENDING.test(word)
    : false;
}

const DECLARATIONS = new Set([
  'FunctionDeclaration',
  'ClassDeclaration',
  'VariableDeclarator',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
]);
const MEMBERS = new Set([
  'Property',
  'MethodDefinition',
  'PropertyDefinition',
  'TSPropertySignature',
  'TSMethodSignature',
]);

const nameOf = (node: unknown): string | undefined => (node as { name?: string } | null)?.name;

/** The names that a source declares: functions, constants, types, and the members of what it makes. */
function findDeclared(path: string): Set<string> {
  const declared = new Set<string>();
  const { program } = parseSync(path, readFileSync(join(ROOT, path), 'utf8'));
  for (const node of walk(program as unknown as Parameters<typeof walk>[0])) {
    const name = DECLARATIONS.has(node.type)
      ? nameOf(node['id'])
      : MEMBERS.has(node.type)
        ? nameOf(node['key'])
        : undefined;
    if (name !== undefined) declared.add(name);
  }
  return declared;
}

const declares = (path: string, name: string): boolean => /\.tsx?$/.test(path) && findDeclared(path).has(name);

/** The words of a document that stand as code, in order; those of blocks of code only where they name a place. */
function* readCode(block: string): Generator<string> {
  for (const [, span] of block.matchAll(/`([^`\n]+)`/g)) yield span!;
}

/** A name that only code has: `computeCoverage`, `PROTOCOLS`, no word of prose. */
const IDENTIFIER = /^(?:[a-z]+[A-Z]\w*|[A-Z]\w*[A-Z_]\w*)$/;

/** What is wrong with the places that a block names. */
function judgePlaces(document: string, block: string): Misstatement[] {
  const words = [...readCode(block)].flatMap((span) => span.split(/\s+/));
  const links = [...block.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, target]) => target!);
  return [
    ...words
      .filter((word) => namesPlace(word) && findPlaces(word).length === 0)
      .map((named) => ({ document, named, problem: 'there is no such file or folder' })),
    ...links
      .filter((target) => !existsSync(join(ROOT, dirname(document), target)))
      .map((named) => ({ document, named, problem: 'the link leads nowhere' })),
  ];
}

/** What is wrong with the functions that stand before their file: `name` (`path`), `name` in `path`. */
function judgeBeside(document: string, block: string): Misstatement[] {
  return [...block.matchAll(/`(\w+)(?:\(\))?`\s*(?:\(|in )`([^`\s]+)`/g)].flatMap(([named, name, file]) => {
    const files = namesPlace(file!) ? findPlaces(file!) : [];
    if (!files.some((path) => /\.tsx?$/.test(path)) || files.some((path) => declares(path, name!))) return [];
    return [{ document, named, problem: `${basename(file!)} declares no ${name!}` }];
  });
}

/** What is wrong with the functions of a walk's step: each is declared in a file that the step names. */
function judgeStep(document: string, block: string): Misstatement[] {
  const spans = [...readCode(block)];
  const files = spans.filter(namesPlace).flatMap(findPlaces);
  return spans
    .map((span) => span.replace(/\(\)$/, ''))
    .filter((name) => IDENTIFIER.test(name) && !files.some((path) => declares(path, name)))
    .map((named) => ({ document, named, problem: 'no file that the step names declares it' }));
}

/** What a document says of files and functions that is not so. A walk (`life-of-…`) must name the file of every function. */
export function judgeDocument(
  document: string,
  text: string = readFileSync(join(ROOT, document), 'utf8'),
): Misstatement[] {
  const isWalk = basename(document).startsWith('life-of-');
  const prose = text.replaceAll(/^```[^]*?^```/gm, '');
  return prose
    .split(BLOCK)
    .flatMap((block) => [
      ...judgePlaces(document, block),
      ...judgeBeside(document, block),
      ...(isWalk ? judgeStep(document, block) : []),
    ]);
}
