import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** The processes that `parentId` started and that still run. */
export async function findChildren(parentId: number): Promise<Array<{ processId: number; command: string }>> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, processId, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(parent) === parentId ? [{ processId: Number(processId), command: command! }] : [];
  });
}
