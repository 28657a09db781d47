import type { IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { ApiError, parseErrorBody } from '../../lib/api-client.ts';
import { uploadAddress } from './imports.api.ts';

interface UploadOptions {
  /** Aborting it ends the upload; the server keeps nothing. */
  signal: AbortSignal;
  /** 0–1 of the bytes that are sent. */
  onProgress: (share: number) => void;
}

/**
 * Uploads a file as it is, packed ones too. Resolves to the import it begins, null once `signal` aborts.
 * Throws {@link ApiError} and nothing else. XMLHttpRequest, because fetch says nothing of what is sent.
 */
export function uploadFile(file: File, { signal, onProgress }: UploadOptions): Promise<IncidentImport | null> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    const fail = (): void => reject(new ApiError({ status: 0, code: 'server-unreachable', field: null, reason: 'The upload broke off.' }));
    sending.open('POST', uploadAddress(file.name));
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.setRequestHeader('accept', 'application/json');
    sending.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    sending.addEventListener('error', fail);
    sending.addEventListener('abort', () => resolve(null));
    sending.addEventListener('load', () => {
      if (sending.status !== 201) {
        reject(parseErrorBody(sending.status, sending.responseText));
        return;
      }
      try {
        resolve(JSON.parse(sending.responseText) as IncidentImport);
      } catch {
        reject(new ApiError({ status: sending.status, code: 'unexpected-answer', field: null, reason: 'The answer is not JSON.' }));
      }
    });
    signal.addEventListener('abort', () => sending.abort(), { once: true });
    if (signal.aborted) resolve(null);
    else sending.send(file);
  });
}
