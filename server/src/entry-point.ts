/**
 * URL of a sibling program (child process or worker thread) of the module that asks: the source
 * `.ts` file when running from source, the bundled `.js` beside the caller's bundle in production.
 * `name` is relative to the caller's folder in the source tree, e.g. `./embedded-postgis.process`.
 */
export function resolveEntryPoint(callerUrl: string, name: string): URL {
  if (callerUrl.endsWith('.ts')) return new URL(`${name}.ts`, callerUrl);
  return new URL(`./${name.slice(name.lastIndexOf('/') + 1)}.js`, callerUrl);
}

/** Node options under which {@link resolveEntryPoint}'s program starts: sources need the TypeScript loader. */
export function entryPointExecArgv(callerUrl: string): string[] {
  return callerUrl.endsWith('.ts') ? ['--import', 'tsx'] : [];
}
