import { ApiError, parseErrorBody } from '../../lib/api-client.ts';

/** A closed network may be slow: ten megabytes at a quarter of a megabit a second. */
const TIMEOUT_MS = 5 * 60_000;

/** Posts a file as the body of a request; fetch cannot tell how far it has come. Throws {@link ApiError} and nothing else. */
export function uploadFile(path: string, file: File, onProgress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const upload = new XMLHttpRequest();
    const refuse = (): void => reject(new ApiError({ status: 0, code: 'server-unreachable', field: null, reason: 'The file could not be sent.' }));
    upload.open('POST', path);
    upload.timeout = TIMEOUT_MS;
    upload.setRequestHeader('accept', 'application/json');
    upload.setRequestHeader('content-type', 'application/octet-stream');
    upload.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => lengthComputable && onProgress(loaded / total));
    upload.addEventListener('load', () => (upload.status >= 200 && upload.status < 300 ? resolve() : reject(parseErrorBody(upload.status, upload.responseText))));
    upload.addEventListener('error', refuse);
    upload.addEventListener('timeout', refuse);
    upload.send(file);
  });
}
