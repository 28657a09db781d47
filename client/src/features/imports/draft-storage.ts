import * as Type from 'typebox';
import type { Static } from 'typebox';
import { Check } from 'typebox/value';
import { ImportMapping } from '@liaowang/shared/schemas/incident-import';

const KEY = 'liaowang.import';

/** An import that is being set up, as it outlives a reload of the page. */
const Draft = Type.Object({
  importId: Type.Integer(),
  step: Type.Union([Type.Literal('columns'), Type.Literal('categories'), Type.Literal('check')]),
  /** How the file is read; null = as the server found it. */
  reading: Type.Object({
    encoding: Type.Union([Type.String(), Type.Null()]),
    sheet: Type.Union([Type.String(), Type.Null()]),
    headerRow: Type.Union([Type.Integer(), Type.Null()]),
  }),
  mapping: Type.Union([ImportMapping, Type.Null()]),
});
export type ImportDraft = Static<typeof Draft>;

/** The import this tab of the browser was at; null where there is none, or one that an older page left. */
export function readDraft(): ImportDraft | null {
  try {
    const draft: unknown = JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
    return Check(Draft, draft) ? draft : null;
  } catch {
    return null;
  }
}

/** Remembers the import for as long as this tab of the browser is open; null forgets it. */
export function writeDraft(draft: ImportDraft | null): void {
  try {
    if (draft) sessionStorage.setItem(KEY, JSON.stringify(draft));
    else sessionStorage.removeItem(KEY);
  } catch {
    // Storage may be refused: the draft then lasts as long as the page.
  }
}
