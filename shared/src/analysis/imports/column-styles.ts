import type { ImportMapping } from '../../schemas/incident-import.ts';
import { createClockStyleEvidence } from './clock-style.ts';
import { createDateOrderEvidence, type DateOrderChoice } from './date-order.ts';
import { DAY_MS, type ClockStyle } from './read-clock.ts';
import type { DateStyle } from './read-date.ts';
import { splitSpan } from './split-span.ts';
import type { WrittenDate } from './written-date.ts';

/** How the columns of a file write dates and times, as their cells tell together. */
export interface ColumnStyles {
  date: DateStyle;
  clock: ClockStyle;
  /** Some date says another time than midnight: without one, midnights are days of which no time is known. */
  hasClock: boolean;
}

/** Gathers rows until nothing is left to ask. */
export interface ColumnStyleEvidence {
  add(cells: readonly string[]): void;
  /** Whether later rows can change what is decided: columns that leave no question at first leave none later. */
  readonly isAsked: boolean;
  decide(): ColumnStyles;
  /** In which orders the dates could be read; empty where they say themselves what they are. */
  listDateOrders(): DateOrderChoice[];
}

type TimeMapping = Pick<ImportMapping, 'date' | 'time' | 'dateTo' | 'timeTo' | 'dateOrder'>;

/** The time of a date, milliseconds of its day, whatever the order of its numbers; null where it says none. */
function findTime(written: WrittenDate): number | null {
  const date =
    written.kind === 'plain'
      ? written.date
      : [written.readBy('day-first'), written.readBy('month-first'), written.readBy('year-first')].find(({ ok }) => ok);
  return date?.ok && date.precision === 'minute' ? ((date.localMs % DAY_MS) + DAY_MS) % DAY_MS : null;
}

/** The dates of a cell: both of one that says from when to when. */
function splitEnds(cell: string): string[] {
  const span = splitSpan(cell);
  return span ? [span.from, span.dateTo].filter((text) => text !== '') : [cell];
}

/** Finds how dates and times are written; both ends of an interval are written alike. `nowMs` is what counts as the future. */
export function createColumnStyleEvidence(
  columns: readonly string[],
  mapping: TimeMapping,
  nowMs: number,
): ColumnStyleEvidence {
  const indexOf = (names: ReadonlyArray<string | null | undefined>): number[] =>
    names.map((name) => (name ? columns.indexOf(name) : -1)).filter((index) => index !== -1);
  const dateColumns = indexOf([mapping.date, mapping.dateTo]);
  const timeColumns = indexOf([mapping.time, mapping.timeTo]);
  const dates = createDateOrderEvidence(nowMs);
  const clocks = createClockStyleEvidence();
  let hasMidnight = false;
  let hasClock = false;
  return {
    add(cells) {
      for (const index of dateColumns) {
        for (const text of splitEnds(cells[index] ?? '')) {
          const written = dates.add(text);
          if (hasClock) continue;
          const timeMs = findTime(written);
          hasMidnight ||= timeMs === 0;
          hasClock = timeMs !== null && timeMs !== 0;
        }
      }
      for (const index of timeColumns) clocks.add(cells[index] ?? '');
    },
    get isAsked() {
      return dates.isAsked || clocks.isAsked || (hasMidnight && !hasClock);
    },
    decide() {
      const found = dates.decide();
      return {
        date: mapping.dateOrder === 'auto' ? found : { ...found, order: mapping.dateOrder },
        clock: clocks.decide(),
        hasClock,
      };
    },
    listDateOrders: dates.listChoices,
  };
}
