import { isRowCounter } from './row-counter.ts';
import { LEAST_SHARE, bareName, type SampledColumn } from './sampled-column.ts';

/** Names of what tells one incident from another, the surest first. */
const NAMES = [
  /^(?:uid|uuid|guid|id|编号|案件编号|警情编号|接警编号|接警单编号|事件编号|案号|caseid|casenumber|casenum|caseno|incidentid|incidentnumber|incidentno|reportnumber|reportno|drno|complaintno|complaintnumber|cmplntnum|rmsno)$/iu,
  /(?:编号|案号|单号)$/iu,
  /(?:case|incident|report|event|complaint|crime).*(?:id|no|number|num|nbr)$/iu,
];
const NOT = /census|block|beat|location|officer|device|person|station|user|警员|民警|人员|设备|单位|辖区|派出所/iu;

/** Whether the rows with the same number agree in one of the columns that say when and where: else it is no number of incidents. */
function isSameIncident(cells: readonly string[], whenAndWhere: readonly SampledColumn[]): boolean {
  const first = new Map<string, number>();
  let [repeated, agreeing] = [0, 0];
  for (const [row, cell] of cells.entries()) {
    if (cell.trim() === '') continue;
    const earlier = first.get(cell);
    if (earlier === undefined) first.set(cell, row);
    else {
      repeated++;
      if (whenAndWhere.some((column) => column.cells[row] === column.cells[earlier])) agreeing++;
    }
  }
  return agreeing >= repeated * LEAST_SHARE;
}

/**
 * The column with the incidents' numbers in the system that they come from; null where there is none. A counter of rows
 * is none, nor is what stands at different incidents, by the columns that say when and where.
 */
export function guessNumberColumn(
  columns: readonly SampledColumn[],
  taken: ReadonlySet<string>,
  whenAndWhere: readonly SampledColumn[],
): string | null {
  for (const pattern of NAMES) {
    const found = columns.find((column) => {
      const { name, cells } = column;
      if (taken.has(name) || !pattern.test(bareName(name)) || NOT.test(bareName(name))) return false;
      const filled = cells.filter((cell) => cell.trim() !== '');
      return (
        filled.length > 0 &&
        new Set(filled).size > filled.length * LEAST_SHARE &&
        !isRowCounter(column) &&
        isSameIncident(cells, whenAndWhere)
      );
    });
    if (found) return found.name;
  }
  return null;
}
