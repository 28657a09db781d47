import { describe, expect, it } from 'vitest';
import { cleanBackendReply } from '../../../server/src/embedded-postgis/backend-reply.ts';
import {
  buildMessage,
  errorResponse,
  MessageType,
  readyForQuery,
} from '../../../server/src/embedded-postgis/wire-message.ts';

const row = buildMessage(0x44, Buffer.from('some row'));
const error = errorResponse('ERROR', '22012', 'division by zero');

describe('cleanBackendReply', () => {
  it('keeps only the last ReadyForQuery', () => {
    const { pieces, status } = cleanBackendReply([error, readyForQuery('T'), readyForQuery('E')], true);
    expect(Buffer.concat(pieces)).toEqual(Buffer.concat([error, readyForQuery('E')]));
    expect(status).toBe('E');
  });

  it('keeps none after a Flush', () => {
    expect(Buffer.concat(cleanBackendReply([row, error, readyForQuery('I')], false).pieces)).toEqual(
      Buffer.concat([row, error]),
    );
  });

  it('drops CopyInResponse', () => {
    const copyIn = buildMessage(MessageType.copyInResponse, Buffer.from([0, 0, 0]));
    expect(Buffer.concat(cleanBackendReply([row, copyIn, error, readyForQuery('I')], true).pieces)).toEqual(
      Buffer.concat([row, error, readyForQuery('I')]),
    );
  });

  it('reads messages that span chunks, and rows that look like ReadyForQuery', () => {
    const deceptive = buildMessage(0x44, readyForQuery('E'));
    const output = Buffer.concat([row, deceptive, readyForQuery('I')]);
    for (let cut = 0; cut <= output.length; cut++) {
      const { pieces, status } = cleanBackendReply([output.subarray(0, cut), output.subarray(cut)], true);
      expect(Buffer.concat(pieces)).toEqual(output);
      expect(status).toBe('I');
    }
  });

  it('tells when the backend said nothing', () => {
    expect(cleanBackendReply([], true)).toEqual({ pieces: [], status: undefined });
  });
});
