/**
 * A function that remembers its last answer: called again with the very same arguments it returns the very same value, so
 * that components which ask for the same thing share one computation.
 */
export function rememberLast<A extends readonly unknown[], R>(compute: (...args: A) => R): (...args: A) => R {
  let last: { args: A; result: R } | null = null;
  return (...args) => {
    if (last === null || args.some((arg, i) => !Object.is(arg, last!.args[i])))
      last = { args, result: compute(...args) };
    return last.result;
  };
}
