import { ApiError, parseErrorBody } from './api-client.ts';
import { apiPath, type AddressInput, type ApiAnswer, type FileBodyKey } from './call-api.ts';

interface UploadOptions {
  /** 0–1 of the bytes that are sent. */
  onProgress: (share: number) => void;
  /** Aborting it ends the upload; the server keeps nothing. */
  signal?: AbortSignal;
}

/**
 * Posts a file as it is, as the body of a route that takes one. Resolves to the decoded answer, null once `signal` aborts.
 * Throws {@link ApiError} and nothing else. XMLHttpRequest, because fetch says nothing of what is sent.
 */
export function uploadFile<K extends FileBodyKey>(
  key: K,
  file: File,
  { onProgress, signal }: UploadOptions,
  ...input: AddressInput<K>
): Promise<ApiAnswer<K> | null> {
  return new Promise((resolve, reject) => {
    const sending = new XMLHttpRequest();
    sending.open('POST', apiPath(key, ...input));
    sending.setRequestHeader('content-type', 'application/octet-stream');
    sending.setRequestHeader('accept', 'application/json');
    sending.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    sending.addEventListener('error', () =>
      reject(new ApiError({ status: 0, code: 'server-unreachable', field: null, reason: 'The upload broke off.' })),
    );
    sending.addEventListener('abort', () => resolve(null));
    sending.addEventListener('load', () => {
      if (sending.status < 200 || sending.status >= 300) {
        reject(parseErrorBody(sending.status, sending.responseText));
        return;
      }
      try {
        resolve(JSON.parse(sending.responseText) as ApiAnswer<K>);
      } catch {
        reject(
          new ApiError({
            status: sending.status,
            code: 'unexpected-answer',
            field: null,
            reason: 'The answer is not JSON.',
          }),
        );
      }
    });
    signal?.addEventListener('abort', () => sending.abort(), { once: true });
    if (signal?.aborted) resolve(null);
    else sending.send(file);
  });
}
