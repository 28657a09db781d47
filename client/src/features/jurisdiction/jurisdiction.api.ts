import { useMutation } from '@tanstack/react-query';
import type { AreaGeometry } from '@liaowang/shared/schemas/geometry';
import type { BoundaryFileQuery, JurisdictionChange } from '@liaowang/shared/schemas/jurisdiction';
import { callApi } from '../../lib/call-api.ts';
import { uploadFile } from '../../lib/upload-file.ts';

/** What a boundary would mean; nothing is stored. */
export const useCheckBoundary = () =>
  useMutation({
    mutationFn: (boundary: AreaGeometry) => callApi('POST /jurisdiction/check', { body: { boundary } }),
  });

/** The areas of a file. */
export const useReadBoundaryFile = () =>
  useMutation({
    mutationFn: ({ file, choice }: { file: File; choice: Omit<BoundaryFileQuery, 'fileName'> }) =>
      uploadFile(
        'POST /jurisdiction/file',
        file,
        { onProgress: () => undefined },
        { query: { fileName: file.name, ...choice } },
      ),
  });

/** Changes the city; the server starts anew with it. */
export const useChangeJurisdiction = () =>
  useMutation({
    mutationFn: ({ version, change }: { version: number; change: JurisdictionChange }) =>
      callApi('PATCH /jurisdiction', { version, body: change }),
  });

/** The server is still there a moment after its answer. */
const GONE_AFTER_MS = 2_000;
const ASK_EVERY_MS = 1_000;
const READY_PATH = '/readyz';

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

/** Resolves when the server has started anew and takes requests. */
export async function waitForRestart(): Promise<void> {
  await pause(GONE_AFTER_MS);
  for (;;) {
    const isReady = await fetch(READY_PATH, { cache: 'no-store' }).then(
      ({ ok }) => ok,
      () => false,
    );
    if (isReady) return;
    await pause(ASK_EVERY_MS);
  }
}
