import type { Readable } from 'node:stream';
import { RequestRefused } from '../../plugins/error-handler.ts';
import type { ImportsRepository } from './imports.repository.ts';

/** Files of one account that arrive at once: people bring one after another, scripts a few. */
const MAX_ARRIVING = 2;
/** Files of one account that wait to be imported, and their bytes, as they were sent. */
const MAX_KEPT_FILES = 20;
const MAX_KEPT_BYTES = 500 * 1_048_576;

/** Room for one file of an account. */
interface UploadRoom {
  /** The stream, which breaks off with a refusal where the account's files get too large together. */
  watch(stream: Readable): AsyncIterable<Buffer>;
  leave(): void;
}

function keptTooMuch(): RequestRefused {
  return new RequestRefused(429, {
    code: 'uploads-full',
    reason: `Files of yours that wait to be imported may be ${MAX_KEPT_FILES}, with ${MAX_KEPT_BYTES / 1_048_576} MB together. Import or discard some first.`,
  });
}

/** How much of the database one account may fill with files that were not imported yet. */
export function createUploadLimits(repository: Pick<ImportsRepository, 'sumKept'>) {
  /** Bytes that have come of each file that is arriving, by account. */
  const arriving = new Map<number, Set<{ bytes: number }>>();
  return {
    /**
     * Lets a file of the account in; whoever it is for leaves when the file is stored or refused.
     * @throws RequestRefused `too-many-uploads`, `uploads-full`
     */
    async enter(accountId: number): Promise<UploadRoom> {
      const files = arriving.get(accountId) ?? new Set<{ bytes: number }>();
      if (files.size >= MAX_ARRIVING)
        throw new RequestRefused(429, {
          code: 'too-many-uploads',
          reason: `${MAX_ARRIVING} of your files are arriving already. Send the next one when one of them is there.`,
        });
      const file = { bytes: 0 };
      arriving.set(accountId, files.add(file));
      const leave = (): void => {
        files.delete(file);
        if (files.size === 0) arriving.delete(accountId);
      };
      let kept: { files: number; bytes: number };
      try {
        kept = await repository.sumKept(accountId);
        // Those that arrive stand in the database already, without their bytes.
        if (kept.files >= MAX_KEPT_FILES || kept.bytes >= MAX_KEPT_BYTES) throw keptTooMuch();
      } catch (error) {
        leave();
        throw error;
      }
      return {
        leave,
        async *watch(stream) {
          for await (const piece of stream as AsyncIterable<Buffer>) {
            file.bytes += piece.length;
            const coming = [...files].reduce((sum, { bytes }) => sum + bytes, 0);
            if (kept.bytes + coming > MAX_KEPT_BYTES) throw keptTooMuch();
            yield piece;
          }
        },
      };
    },
  };
}
