import { findImports, listSources, type FoundImport } from './find-imports.ts';
import { FLOOR_PLAN, type Room } from './floor-plan.ts';

const toPattern = (folder: string): RegExp =>
  new RegExp(`^${folder.replaceAll('.', String.raw`\.`).replaceAll('*', '[^/]+')}(?=/|$)`);
const PATTERNS = new Map(
  [...new Set(FLOOR_PLAN.flatMap(({ folder, mayImport }) => [folder, ...mayImport]))].map((folder) => [
    folder,
    toPattern(folder),
  ]),
);

/** The part of a path that names a room: `client/src/features/zones` of a file in it; null when it is in none. */
function findRoom(path: string): { room: Room; place: string } | null {
  for (const room of FLOOR_PLAN) {
    const found = PATTERNS.get(room.folder)!.exec(path);
    if (found) return { room, place: found[0] };
  }
  return null;
}

const isAllowedPackage = ({ packages }: Room, name: string): boolean =>
  packages.some(
    (allowed) => allowed === '*' || allowed === name || (allowed.endsWith('/') && name.startsWith(allowed)),
  );

/** What is wrong with an import, with what to do instead; null = nothing. */
export function judgeImport({ from, line, to, isPackage }: FoundImport): string | null {
  const found = findRoom(from);
  if (!found) return `${from}: no room of the floor plan (lint/floor-plan.ts). Put it into one, or give it one.`;
  const { room, place } = found;
  const isAllowed = isPackage
    ? isAllowedPackage(room, to)
    : PATTERNS.get(room.folder)!.exec(to)?.[0] === place ||
      room.mayImport.some((folder) => PATTERNS.get(folder)!.test(to));
  return isAllowed ? null : `${from}:${line} imports ${to}, which ${place} may not. ${room.instead}`;
}

/** Everything that is wrong with the imports of the sources below `folders`, a sentence each. */
export function judgeSources(folders: readonly string[]): string[] {
  return folders.flatMap(listSources).flatMap((path) => findImports(path).flatMap((found) => judgeImport(found) ?? []));
}

/** Every file and package that a program loads when it starts with `path`: types left out. */
export function findLoaded(path: string): Set<string> {
  const loaded = new Set<string>();
  const visit = (from: string): void => {
    for (const { to, isType, isPackage } of findImports(from)) {
      if (isType || loaded.has(to)) continue;
      loaded.add(to);
      if (!isPackage && /\.tsx?$/.test(to)) visit(to);
    }
  };
  visit(path);
  return loaded;
}

/** Circles of files that import each other, types included: each as its files, from the least name on. Tarjan's components (1972). */
export function findCircles(folders: readonly string[]): string[][] {
  const paths = folders.flatMap(listSources);
  const known = new Set(paths);
  const targets = new Map(
    paths.map((path) => [path, findImports(path).flatMap(({ to }) => (known.has(to) ? [to] : []))]),
  );
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const circles: string[][] = [];
  const visit = (path: string): void => {
    index.set(path, index.size);
    lowest.set(path, index.get(path)!);
    stack.push(path);
    for (const to of targets.get(path)!) {
      if (!index.has(to)) visit(to);
      if (stack.includes(to)) lowest.set(path, Math.min(lowest.get(path)!, lowest.get(to)!));
    }
    if (lowest.get(path) !== index.get(path)) return;
    const component = stack.splice(stack.indexOf(path));
    if (component.length > 1) circles.push(component.toSorted());
  };
  for (const path of paths) if (!index.has(path)) visit(path);
  return circles;
}
