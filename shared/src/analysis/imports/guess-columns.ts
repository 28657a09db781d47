import type { ImportMapping } from '../../schemas/incident-import.ts';
import { guessMomentColumns, type MomentColumns } from './guess-moment-columns.ts';
import { guessNumberColumn } from './guess-number.ts';
import { guessPlace, type GuessedPlace } from './guess-place.ts';
import { LEAST_SHARE, bareName, shareOf, type SampledColumn } from './sampled-column.ts';

type Role = 'category' | 'severity';
export type GuessedColumns = Pick<ImportMapping, Role | 'description' | 'externalId'> & GuessedPlace & MomentColumns;

/** Names of columns, the surest first; compared without case, spaces, hyphens and underscores. */
const NAMES: Record<Role, readonly RegExp[]> = {
  category: [
    /^(?:category|类别|案由|案别|案件类别|案件类型|案件性质|事件类别|事件类型|事件性质|警情类别|警情类型|警情性质|报警类别|报警类型|类型|罪名|offen[cs]e|crime|crimetype|offen[cs]etype|incidenttype|primarytype|incidentcategory|crimecategory|offen[cs]ecategory|mcicategory)$/iu,
    /(?:offen[cs]e|ofns|crime|crm|nibrs|ucr|mci|incident|event|call|case).*(?:desc|description|type|category|kind|nature)$/iu,
    /(?:案件|事件|警情|报警|违法|犯罪)(?:细类|小类|大类|种类|分类)|类别|类型|案由|案别|性质/iu,
    /^(?:type|kind|nature|offen[cs]es?|crimes?)$/iu,
    /(?:category|type|kind|offen[cs]e|crime)$/iu,
    /(?:offen[cs]e|crime|nibrs|ucr).*(?:group|class)$|generalcode$|desc$/iu,
  ],
  severity: [
    /^(?:severity|严重程度|严重性|程度|级别|等级|警情级别|警情等级|priority|优先级|lawcatcd|lawcategory)$/iu,
    /(?:severity|严重|等级|级别|priority|lawcat)/iu,
  ],
};
/** What a place is like says nothing of what happened there, nor does who reported it or what became of it. */
const NOT: Partial<Record<Role, RegExp>> = {
  category:
    /^loc|location|premis|prem_?typ|place|address|场所|地点|地址|部位|area|district|source|来源|status|状态|outcome|disposition|resolution|结果|weapon|vict|susp|weekday|dayof|week|year|month|id$|编号|date|time|时间|日期|reported ?by/iu,
};

/** A description that is one of few words is a kind: free texts differ from row to row. */
const KIND_IN_WORDS = { name: /^(?:desc|description|描述)$/iu, leastRows: 10, mostDifferent: 0.3 };

/** Whether the cells are of the kind that the role wants. */
const VALUES: Record<Role, (cells: readonly string[]) => boolean> = {
  category: (cells) => shareOf(cells, (cell) => Number.isNaN(Number(cell))) >= LEAST_SHARE,
  severity: (cells) => cells.some((cell) => cell.trim() !== ''),
};

function findColumn(role: Role, columns: readonly SampledColumn[], taken: ReadonlySet<string>): string | null {
  for (const pattern of NAMES[role]) {
    const found = columns.find(
      ({ name, cells }) =>
        !taken.has(name) && pattern.test(bareName(name)) && !NOT[role]?.test(bareName(name)) && VALUES[role](cells),
    );
    if (found) return found.name;
  }
  return null;
}

function findKindInWords(columns: readonly SampledColumn[], taken: ReadonlySet<string>): string | null {
  return (
    columns.find(({ name, cells }) => {
      const filled = cells.filter((cell) => cell.trim() !== '');
      return (
        !taken.has(name) &&
        KIND_IN_WORDS.name.test(bareName(name)) &&
        filled.length >= KIND_IN_WORDS.leastRows &&
        new Set(filled).size <= filled.length * KIND_IN_WORDS.mostDifferent &&
        VALUES.category(filled)
      );
    })?.name ?? null
  );
}

/** Which column says what, from its name and its cells; null where none fits. A description is never guessed: whoever imports decides whether words about people are kept. */
export function guessColumns(columns: readonly SampledColumn[], hasGeometry: boolean): GuessedColumns {
  const taken = new Set<string>();
  const take = (role: Role): string | null => {
    const found = findColumn(role, columns, taken);
    if (found !== null) taken.add(found);
    return found;
  };
  const where = hasGeometry ? { lng: null, lat: null, place: null } : guessPlace(columns);
  for (const name of Object.values(where)) if (name !== null) taken.add(name);
  const moment = guessMomentColumns(columns, taken);
  for (const name of Object.values(moment)) if (name !== null) taken.add(name);
  const [category, severity] = [take('category') ?? findKindInWords(columns, taken), take('severity')];
  for (const name of [category, severity]) if (name !== null) taken.add(name);
  const whenAndWhere = columns.filter(({ name }) => name === moment.date || name === where.lng || name === where.place);
  return {
    ...where,
    ...moment,
    category,
    severity,
    description: null,
    externalId: guessNumberColumn(columns, taken, whenAndWhere),
  };
}
