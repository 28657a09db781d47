import type { ByteSource } from './files/file-bytes.ts';

/** Where the file's bytes come from: asked for by number since only the server speaks to the database. */
export interface StoredFile {
  chunkCount: number;
  bytes: number;
  fileName: string;
}

/** What the server does for whoever reads a file. */
export interface FileHost {
  /** The n-th piece of the file. */
  readChunk(index: number): Promise<Uint8Array>;
}

/** A file's bytes from the first on; `readShare` tells how far the last reading has come. */
export function openStoredFile(
  { chunkCount, bytes }: Pick<StoredFile, 'chunkCount' | 'bytes'>,
  { readChunk }: FileHost,
): { source: ByteSource; readShare(): number } {
  let read = 0;
  return {
    async *source() {
      read = 0;
      for (let index = 0; index < chunkCount; index++) {
        const chunk = await readChunk(index);
        read += chunk.length;
        yield chunk;
      }
    },
    readShare: () => (bytes === 0 ? 1 : Math.min(1, read / bytes)),
  };
}
