/** Runs `work`; what it throws, at once or later, goes to `onFailure` and to nobody else. */
export function runIsolated(work: () => unknown, onFailure: (error: unknown) => void): void {
  try {
    const pending = work();
    if (pending instanceof Promise) pending.catch(onFailure);
  } catch (error) {
    onFailure(error);
  }
}
