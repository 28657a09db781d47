/** Why a file cannot be read at all; `reason` is a sentence for whoever reads the wire. */
export class FileRefused extends Error {
  readonly code: 'format-not-recognised' | 'file-empty' | 'file-broken' | 'file-too-large' | 'column-not-found';

  constructor(code: FileRefused['code'], reason: string) {
    super(reason);
    this.code = code;
  }
}

/** `file-broken`, in the words of what read it. */
export function broken(what: string, error: unknown): FileRefused {
  const why = error instanceof Error ? error.message : String(error);
  return new FileRefused('file-broken', `${what} cannot be read: ${why.replace(/\.$/u, '')}.`);
}
