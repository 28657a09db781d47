import { readdir } from 'node:fs/promises';
import type { Fault } from './fault.ts';

/** Every fault of this folder by its file's name, in order of names. */
export async function readFaults(): Promise<Array<{ name: string; fault: Fault }>> {
  const names = (await readdir(import.meta.dirname))
    .flatMap((file) => /^(.+)\.fault\.ts$/.exec(file)?.[1] ?? [])
    .toSorted();
  return Promise.all(
    names.map(async (name) => ({ name, fault: ((await import(`./${name}.fault.ts`)) as { default: Fault }).default })),
  );
}
