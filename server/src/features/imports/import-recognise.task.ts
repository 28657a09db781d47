import type { Refusal } from '@liaowang/shared/schemas/error';
import type { ImportFormat } from '@liaowang/shared/schemas/incident-import';
import type { TaskLink } from '../../plugins/tasks/guarded-messages.ts';
import { toRefusal } from './readers/files/file-refused.ts';
import { recogniseFile } from './readers/files/recognise-file.ts';
import { openStoredFile, type FileHost, type StoredFile } from './readers/stored-file.ts';

export type RecogniseAnswer =
  | { ok: true; format: ImportFormat; encoding: string | null }
  | ({ ok: false } & Omit<Refusal, 'field'>);

/** What a file is. */
export default async function runImportRecognise(
  file: StoredFile,
  { server }: TaskLink<FileHost, never>,
): Promise<RecogniseAnswer> {
  try {
    return { ok: true, ...(await recogniseFile(openStoredFile(file, server).source, file.fileName)) };
  } catch (error) {
    return toRefusal(error);
  }
}
