import { MessageType, type TransactionStatus } from './wire-message.ts';

export interface BackendReply {
  /** What the client should see, in order. */
  readonly pieces: Buffer[];
  /** State after the batch; undefined when the backend said nothing about it. */
  readonly status: TransactionStatus | undefined;
}

/**
 * Cleans what the backend wrote for one batch. PGlite announces ReadyForQuery twice after an error in the extended
 * protocol, and also after an error in a batch that ends in Flush, where none is due; a client that sees one too many
 * takes the next query's reply for another's. So only the last one is kept, and none where none is due. CopyInResponse
 * is dropped: the multiplexer has already refused the copy for the client.
 * @param chunks the raw output; messages may span chunks
 */
export function cleanBackendReply(chunks: readonly Buffer[], endsWithReady: boolean): BackendReply {
  const output = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
  const pieces: Buffer[] = [];
  let status: TransactionStatus | undefined;
  let lastReady: Buffer | undefined;
  let keptFrom = 0;
  let offset = 0;
  while (offset + 5 <= output.length) {
    const type = output[offset];
    const end = offset + 1 + output.readInt32BE(offset + 1);
    if (type === MessageType.readyForQuery || type === MessageType.copyInResponse) {
      if (offset > keptFrom) pieces.push(output.subarray(keptFrom, offset));
      keptFrom = end;
      if (type === MessageType.readyForQuery) {
        lastReady = output.subarray(offset, end);
        status = String.fromCharCode(output[offset + 5]!) as TransactionStatus;
      }
    }
    offset = end;
  }
  if (output.length > keptFrom) pieces.push(output.subarray(keptFrom));
  if (endsWithReady && lastReady) pieces.push(lastReady);
  return { pieces, status };
}
