import { describeRefusal, type FileRefusalKey, type FileRefusalValues } from '@liaowang/shared/contract/file-refusals';

/** A file that cannot be read at all: in words for people, never in those of a parser. */
export class FileRefused extends Error {
  readonly refusal: ReturnType<typeof describeRefusal>;

  constructor(key: FileRefusalKey, values: FileRefusalValues = {}, options?: ErrorOptions) {
    const refusal = describeRefusal(key, values);
    super(refusal.reason, options);
    this.refusal = refusal;
  }
}

/** A refusal as a value: errors lose what they are between processes. */
export function toRefusal(error: unknown): { ok: false } & FileRefused['refusal'] {
  if (error instanceof FileRefused) return { ok: false, ...error.refusal };
  throw error;
}

/** Names of files and sheets in a sentence, cut to what it bears. */
const MAX_NAME = 80;

/** A workbook of which a part, or the sheet of that name, is not as it should be; `cause` is for the log of whoever looks closer. */
export function damagedWorkbook(sheet: string | null, cause?: unknown): FileRefused {
  return sheet === null
    ? new FileRefused('workbook-damaged', {}, { cause })
    : new FileRefused('sheet-damaged', { sheet: sheet.slice(0, MAX_NAME) }, { cause });
}

/** A file of an archive that is not as its directory says. */
export function damagedPart(key: Extract<FileRefusalKey, `zip-${string}`>, part: string, cause?: unknown): FileRefused {
  return new FileRefused(key, { part: part.slice(0, MAX_NAME) }, { cause });
}
