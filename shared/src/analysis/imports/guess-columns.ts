import type { ImportMapping } from '../../schemas/incident-import.ts';
import { guessMomentColumns, type MomentColumns } from './guess-moment-columns.ts';
import { readDegrees } from './read-degrees.ts';
import { LEAST_SHARE, shareOf, type SampledColumn } from './sampled-column.ts';

type Role = 'lng' | 'lat' | 'category' | 'severity' | 'externalId';
export type GuessedColumns = Pick<ImportMapping, Role | 'description'> & MomentColumns;

/** Names of columns, the surest first; compared without case, spaces, hyphens and underscores. */
const NAMES: Record<Role, readonly RegExp[]> = {
  lng: [/^(?:lng|lon|long|longitude|经度|x坐标|坐标x|wgs84lng|gcj02lng|bd09lng)$/iu, /(?:longitude|经度)/iu, /(?:^|[^a-z])(?:lng|lon)$/iu, /^(?:x|pointx|xcoord|coordx)$/iu],
  lat: [/^(?:lat|latitude|纬度|y坐标|坐标y|wgs84lat|gcj02lat|bd09lat)$/iu, /(?:latitude|纬度)/iu, /(?:^|[^a-z])lat$/iu, /^(?:y|pointy|ycoord|coordy)$/iu],
  category: [
    /^(?:category|类别|案由|案别|案件类别|案件类型|案件性质|事件类别|事件类型|事件性质|警情类别|警情类型|警情性质|报警类别|报警类型|类型|罪名|offen[cs]e|crime|crimetype|offen[cs]etype|incidenttype|primarytype|incidentcategory|crimecategory|offen[cs]ecategory|mcicategory)$/iu,
    /(?:offen[cs]e|ofns|crime|crm|nibrs|ucr|mci|incident|event|call|case).*(?:desc|description|type|category|kind|nature)$/iu,
    /(?:案件|事件|警情|报警|违法|犯罪)(?:细类|小类|大类|种类|分类)|类别|类型|案由|案别|性质/iu, /^(?:type|kind|nature|offen[cs]es?|crimes?)$/iu, /(?:category|type|kind|offen[cs]e|crime)$/iu,
    /(?:offen[cs]e|crime|nibrs|ucr).*(?:group|class)$|generalcode$|desc$/iu,
  ],
  severity: [/^(?:severity|严重程度|严重性|程度|级别|等级|警情级别|警情等级|priority|优先级|lawcatcd|lawcategory)$/iu, /(?:severity|严重|等级|级别|priority|lawcat)/iu],
  externalId: [/^(?:uid|uuid|id|编号|案件编号|警情编号|接警编号|事件编号|案号|caseid|casenumber|caseno|incidentid|incidentnumber|reportnumber|objectid|序号)$/iu, /(?:编号|案号)$/iu, /(?:case|incident|report|event).*(?:id|no|number|num)$/iu],
};
/** What a place is like says nothing of what happened there, nor does who reported it or what became of it. */
const NOT: Partial<Record<Role, RegExp>> = {
  category: /^loc|location|premis|prem_?typ|place|address|场所|地点|地址|部位|area|district|source|来源|status|状态|outcome|disposition|resolution|结果|weapon|vict|susp|weekday|dayof|week|year|month|id$|编号|date|time|时间|日期|reported ?by/iu,
  externalId: /census|block|beat|location|officer|device/iu,
};

const bare = (name: string): string => name.replace(/[\s_\-.()（）[\]]/gu, '');
/** A description that is one of few words is a kind: free texts differ from row to row. */
const KIND_IN_WORDS = { name: /^(?:desc|description|描述)$/iu, leastRows: 10, mostDifferent: 0.3 };
const isDegree = (most: number) => (cell: string): boolean => Math.abs(readDegrees(cell)) <= most;

/** Whether the cells are of the kind that the role wants. */
const VALUES: Record<Role, (cells: readonly string[]) => boolean> = {
  lng: (cells) => shareOf(cells, isDegree(180)) >= LEAST_SHARE,
  lat: (cells) => shareOf(cells, isDegree(180)) >= LEAST_SHARE,
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

function findKindInWords(columns: readonly SampledColumn[], taken: ReadonlySet<string>): string | null {
  return columns.find(({ name, cells }) => {
    const filled = cells.filter((cell) => cell.trim() !== '');
    return !taken.has(name) && KIND_IN_WORDS.name.test(bare(name)) && filled.length >= KIND_IN_WORDS.leastRows && new Set(filled).size <= filled.length * KIND_IN_WORDS.mostDifferent && VALUES.category(filled);
  })?.name ?? null;
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
  const moment = guessMomentColumns(columns, taken);
  for (const name of Object.values(moment)) if (name !== null) taken.add(name);
  return { lng, lat, ...moment, category: take('category') ?? findKindInWords(columns, taken), severity: take('severity'), description: null, externalId: take('externalId') };
}
