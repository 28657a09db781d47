import type { ImportMapping } from '../../schemas/incident-import.ts';
import { readDate, readTimeOfDay } from './read-date.ts';
import { readDegrees } from './read-degrees.ts';

type Role = 'lng' | 'lat' | 'date' | 'time' | 'category' | 'severity' | 'externalId';
export type GuessedColumns = Pick<ImportMapping, Role | 'description'>;

/** A column by its name and the cells of the first rows. */
export interface SampledColumn {
  name: string;
  cells: readonly string[];
}

/** Names of columns, the surest first; compared without case, spaces, hyphens and underscores. */
const NAMES: Record<Role, readonly RegExp[]> = {
  lng: [/^(?:lng|lon|long|longitude|经度|x坐标|坐标x|wgs84lng|gcj02lng|bd09lng)$/iu, /(?:longitude|经度)/iu, /(?:^|[^a-z])(?:lng|lon)$/iu, /^(?:x|pointx|xcoord|coordx)$/iu],
  lat: [/^(?:lat|latitude|纬度|y坐标|坐标y|wgs84lat|gcj02lat|bd09lat)$/iu, /(?:latitude|纬度)/iu, /(?:^|[^a-z])lat$/iu, /^(?:y|pointy|ycoord|coordy)$/iu],
  date: [
    /^(?:案发时间|发生时间|发案时间|事发时间|发生日期|案发日期|发案日期|occurredat(?:utc)?|occurred|occurrencedate|incidentdate|incidentdatetime|datesingle)$/iu,
    /(?:发生|案发|发案|事发)/iu, /(?:occurr|incident|offen[cs]e|crime).*(?:date|time|at)/iu, /^(?:date|datetime|timestamp|日期|时间|日期时间)$/iu,
    /(?:报警|接警|报案|上报)(?:时间|日期)/iu, /(?:date|日期)/iu, /(?:time|时间|at$|utc$)/iu,
  ],
  time: [/^(?:time|hour|时刻|时间|timeofday|occurredtime|incidenttime|案发时刻|发生时刻)$/iu, /(?:time|时刻|时间)$/iu],
  category: [/^(?:category|类别|案由|案件类别|事件类别|警情类别|案件类型|事件类型|警情类型|类型|offen[cs]e|crimetype|incidenttype|primarytype)$/iu, /(?:offen[cs]e|crime|incident).*(?:type|category|kind|description)?$/iu, /(?:类别|类型|案由)/iu, /(?:category|type|kind)$/iu],
  severity: [/^(?:severity|严重程度|严重性|程度|级别|等级|priority|优先级)$/iu, /(?:severity|严重|等级|级别|priority)/iu],
  externalId: [/^(?:uid|uuid|id|编号|案件编号|警情编号|接警编号|事件编号|案号|caseid|casenumber|caseno|incidentid|incidentnumber|reportnumber|objectid|序号)$/iu, /(?:编号|案号)$/iu, /(?:case|incident|report|event).*(?:id|no|number|num)$/iu],
};
/** What a place is like says nothing of what happened there, and the time of a report or an end is not when it did. */
const NOT: Partial<Record<Role, RegExp>> = {
  category: /location|premise|place|address|场所|地点|地址|source|来源|status|状态|id$|编号|date|time|时间|日期/iu,
  date: /update|modif|created|end$|结束|更新|录入|hour|id$|编号/iu,
  time: /update|modif|created|end$|结束|更新|zone/iu,
  externalId: /census|block|beat|location|officer|device/iu,
};

const bare = (name: string): string => name.replace(/[\s_\-.()（）[\]]/gu, '');
/** Most cells that say anything must fit: a file has slips of its own. */
const LEAST_SHARE = 0.7;

function shareOf(cells: readonly string[], fits: (cell: string) => boolean): number {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return filled.length === 0 ? 0 : filled.filter(fits).length / filled.length;
}

const isDegree = (most: number) => (cell: string): boolean => Math.abs(readDegrees(cell)) <= most;
const isDate = (cell: string): boolean => {
  const read = readDate(cell, 'auto');
  return read.ok || read.problem === 'date-ambiguous' || read.problem === 'date-impossible';
};

/** Whether the cells are of the kind that the role wants. */
const VALUES: Record<Role, (cells: readonly string[]) => boolean> = {
  lng: (cells) => shareOf(cells, isDegree(180)) >= LEAST_SHARE,
  lat: (cells) => shareOf(cells, isDegree(180)) >= LEAST_SHARE,
  date: (cells) => shareOf(cells, isDate) >= LEAST_SHARE,
  time: (cells) => shareOf(cells, (cell) => readTimeOfDay(cell) !== null) >= LEAST_SHARE,
  category: (cells) => shareOf(cells, (cell) => Number.isNaN(Number(cell))) >= LEAST_SHARE,
  severity: (cells) => cells.some((cell) => cell.trim() !== ''),
  externalId: (cells) => new Set(cells).size > cells.length * LEAST_SHARE && cells.some((cell) => cell.trim() !== ''),
};

function findColumn(role: Role, columns: readonly SampledColumn[], taken: ReadonlySet<string>): string | null {
  for (const pattern of NAMES[role]) {
    const found = columns.find(({ name, cells }) => !taken.has(name) && pattern.test(bare(name)) && !NOT[role]?.test(bare(name)) && VALUES[role](cells));
    if (found) return found.name;
  }
  return null;
}

/** Which column says what, from its name and its cells; null where none fits. A description is never guessed: whoever imports decides whether words about people are kept. */
export function guessColumns(columns: readonly SampledColumn[], hasGeometry: boolean): GuessedColumns {
  const taken = new Set<string>();
  const take = (role: Role): string | null => {
    const found = findColumn(role, columns, taken);
    if (found !== null) taken.add(found);
    return found;
  };
  const lng = hasGeometry ? null : take('lng');
  const lat = hasGeometry ? null : take('lat');
  // A date by its values alone, where no name tells.
  const date = take('date') ?? columns.find(({ name, cells }) => !taken.has(name) && shareOf(cells, (cell) => !/^[\d.]+$/u.test(cell.trim()) && isDate(cell)) >= LEAST_SHARE)?.name ?? null;
  if (date !== null) taken.add(date);
  const dateCells = columns.find(({ name }) => name === date)?.cells ?? [];
  const dateSaysTime = shareOf(dateCells, (cell) => {
    const read = readDate(cell, 'day-first');
    return read.ok && read.hasTime && read.localMs % 86_400_000 !== 0;
  }) > 0;
  const time = date === null || dateSaysTime ? null : take('time');
  return { lng, lat, date, time, category: take('category'), severity: take('severity'), description: null, externalId: take('externalId') };
}
