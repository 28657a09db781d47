/**
 * Lets one piece of work a turn of the event loop: whoever awaits a turn goes on alone, and whatever else has come in
 * meanwhile goes before the next. For work that is cheap once and a standstill a thousand times in a row.
 */
export function createTurns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => (last = last.then(() => new Promise((resolve) => setImmediate(resolve))));
}
