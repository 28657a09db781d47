import type { ImportRowProblem } from '@liaowang/shared/schemas/incident-import';
import type { ByteSource } from '../ingest/incident-files/file-bytes.ts';
import type { ImportAnswer, ImportBatch, ImportMessage, ImportQuestion, ImportTask } from './import.task.ts';

/** The reader's end of the link to the main thread. */
export interface ImportLink {
  /** The file from its first byte on; `readShare` tells how far the last reading has come. */
  source: ByteSource;
  readShare(): number;
  takeRows(batch: ImportBatch): Promise<number[]>;
  takeProblems(problems: ImportRowProblem[]): Promise<void>;
  note(progress: number, rows: number): void;
}

export function createImportLink({ port, chunkCount, bytes }: ImportTask): ImportLink {
  let read = 0;
  let lastId = 0;
  const waiting = new Map<number, (value: unknown) => void>();
  port.on('message', ({ id, value }: ImportAnswer) => {
    waiting.get(id)?.(value);
    waiting.delete(id);
  });
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port between threads has no origin
  const send = (message: ImportMessage) => port.postMessage(message);
  /** What the main thread cannot answer it does not: it ends this thread, with an error of its own. */
  const ask = (question: ImportQuestion): Promise<unknown> =>
    new Promise((resolve) => {
      const id = ++lastId;
      waiting.set(id, resolve);
      send({ ...question, id });
    });
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
    note: (progress, rows) => send({ ask: 'note', progress, rows }),
  };
}
