import type { ImportRowProblem } from '@liaowang/shared/schemas/incident-import';
import type { ByteSource } from '../ingest/incident-files/file-bytes.ts';
import type { GuardedChannel } from './guarded.messages.ts';
import type { ImportBatch, ImportProgress, StoredFile } from './import.task.ts';

/** The reader's end of the link to the server. */
export interface ImportLink {
  /** The file from its first byte on; `readShare` tells how far the last reading has come. */
  source: ByteSource;
  readShare(): number;
  takeRows(batch: ImportBatch): Promise<number[]>;
  takeProblems(problems: ImportRowProblem[]): Promise<void>;
  note(progress: ImportProgress): void;
}

export function createImportLink(
  { chunkCount, bytes }: Pick<StoredFile, 'chunkCount' | 'bytes'>,
  { ask, note }: GuardedChannel,
): ImportLink {
  let read = 0;
  return {
    async *source() {
      read = 0;
      for (let index = 0; index < chunkCount; index++) {
        const chunk = (await ask({ ask: 'chunk', index })) as Uint8Array;
        read += chunk.length;
        yield chunk;
      }
    },
    readShare: () => (bytes === 0 ? 1 : Math.min(1, read / bytes)),
    takeRows: (batch) => ask({ ask: 'rows', batch }) as Promise<number[]>,
    async takeProblems(problems) {
      await ask({ ask: 'problems', problems });
    },
    note,
  };
}
