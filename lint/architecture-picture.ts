import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { FLOOR_PLAN, type Room } from './floor-plan.ts';

const DOCUMENT = fileURLToPath(new URL('../docs/architecture.md', import.meta.url));
const BEGIN = '<!-- Made by npm run architecture from lint/floor-plan.ts. -->';
const END = '<!-- End of what is made. -->';

interface Arrow {
  from: string;
  to: string;
}

/** The rooms that a place of the table lies in or holds; the place itself where it is no room (files of `data`). */
function findRooms(place: string, plan: readonly Room[]): string[] {
  const exact = plan.find(({ folder }) => folder === place);
  if (exact) return [exact.folder];
  const held = plan.filter(({ folder }) => folder.startsWith(`${place}/`)).map(({ folder }) => folder);
  if (held.length > 0) return held;
  const holder = plan.find(({ folder }) => place.startsWith(`${folder}/`));
  return [holder?.folder ?? place];
}

/** Who may import what, by rooms. */
function findArrows(plan: readonly Room[]): Arrow[] {
  return plan.flatMap(({ folder, mayImport }) => {
    const targets = new Set(mayImport.flatMap((place) => findRooms(place, plan)));
    targets.delete(folder);
    return [...targets].map((to) => ({ from: folder, to }));
  });
}

/** The arrows but those that lead where a longer way leads, too. */
function withoutShortcuts(arrows: readonly Arrow[]): Arrow[] {
  const targetsOf = (room: string): string[] => arrows.flatMap(({ from, to }) => (from === room ? [to] : []));
  const reaches = (room: string, goal: string): boolean =>
    targetsOf(room).some((next) => next === goal || reaches(next, goal));
  return arrows.filter(({ from, to }) => !targetsOf(from).some((via) => via !== to && reaches(via, to)));
}

/** What a room may import: `shared` for all of it, places of the room's own workspace without its name. */
function listImports({ folder, mayImport }: Room, plan: readonly Room[]): string {
  const [workspace] = folder.split('/');
  const shared = plan.flatMap((room) => (room.folder.startsWith('shared/') ? [room.folder] : []));
  const hasAll = workspace !== 'shared' && shared.length > 0 && shared.every((place) => mayImport.includes(place));
  const named = mayImport
    .filter((place) => !hasAll || !shared.includes(place))
    .map((place) => `\`${place.replace(`${workspace!}/src/`, '')}\``);
  return [...(hasAll ? ['shared'] : []), ...named].join(', ') || 'nothing';
}

/** The floor plan as a Mermaid picture and a table, as they stand in docs/architecture.md. */
export function drawFloorPlan(plan: readonly Room[] = FLOOR_PLAN): string {
  const arrows = findArrows(plan);
  const places = [...new Set([...plan.map(({ folder }) => folder).toReversed(), ...arrows.map(({ to }) => to)])];
  const nameOf = (place: string): string => `r${places.indexOf(place)}`;
  const workspaces = [...new Set(places.map((place) => place.split('/')[0]!))];
  const boxes = workspaces.flatMap((workspace) => [
    `  subgraph ${workspace}`,
    ...places
      .filter((place) => place.startsWith(`${workspace}/`))
      .map((place) => `    ${nameOf(place)}["${place.replace(/^\w+\/(src\/)?/, '')}"]`),
    '  end',
  ]);
  const lines = withoutShortcuts(arrows).map(({ from, to }) => `  ${nameOf(from)} --> ${nameOf(to)}`);
  const rows = plan.map((room) => `| \`${room.folder}\` | ${listImports(room, plan)} |`);
  return [
    '```mermaid',
    'flowchart TB',
    ...boxes,
    ...lines,
    '```',
    '',
    '| room | may import, beside itself |',
    '|---|---|',
    ...rows,
  ].join('\n');
}

/**
 * The text of a document with the floor plan put between its two marks.
 * @throws Error when it has no marks
 */
export function putFloorPlan(text: string, drawn: string = drawFloorPlan()): string {
  const begin = text.indexOf(BEGIN);
  const end = text.indexOf(END);
  if (begin === -1 || end < begin) throw new Error(`docs/architecture.md lacks the marks ${BEGIN} and ${END}`);
  return `${text.slice(0, begin + BEGIN.length)}\n${drawn}\n${text.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(DOCUMENT, putFloorPlan(readFileSync(DOCUMENT, 'utf8')));
