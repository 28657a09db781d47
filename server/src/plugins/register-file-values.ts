import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { problemOf, type FileRowValues, type RowProblem } from './register-files.ts';

/** Reads the cells of one row, and notes what is wrong with them. */
export function createCellReader({ values, position, positionProblem }: FileRowValues) {
  const problems: RowProblem[] = [];
  const cell = (field: string): string => values.get(field) ?? '';
  return {
    problems,
    cell,
    /** What `read` makes of a filled cell; nothing of an empty one, or of one that is not understood. */
    take<T>(field: string, read: (cell: string) => T | null): T | undefined {
      const text = cell(field);
      if (text === '') return undefined;
      const value = read(text);
      if (value !== null) return value;
      problems.push(problemOf(field, 'not-understood', text.slice(0, 80)));
      return undefined;
    },
    /** A line of at most so many characters. */
    line(field: string, maxLength: number): string | undefined {
      const text = cell(field);
      if (text.length > maxLength) problems.push(problemOf(field, 'too-long', text.slice(0, 80)));
      return text === '' ? undefined : text;
    },
    /** A name in both languages, the English one as far as it is told. */
    name(): Partial<LocalizedName> | undefined {
      const zh = this.line('nameZh', 120);
      const en = this.line('nameEn', 160);
      return zh === undefined && en === undefined
        ? undefined
        : { ...(zh !== undefined && { zh }), ...(en !== undefined && { en }) };
    },
    /** The place that is told; a place that is wrong is noted. */
    place(): [number, number] | undefined {
      if (positionProblem === 'outside') problems.push(problemOf('place', 'outside', position?.join(', ') ?? ''));
      else if (positionProblem === 'place-not-understood') problems.push(problemOf('place', 'place-not-understood'));
      return position === null ? undefined : [position[0], position[1]];
    },
  };
}

/** What is not undefined of an object. */
export function pickGiven<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** A value of an entry as people read it; places by their degrees, names in Chinese. */
export function toText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'object')
    return 'zh' in value
      ? [value.zh, 'en' in value ? value.en : ''].filter(Boolean).join(' / ')
      : JSON.stringify(value);
  return String(value);
}
