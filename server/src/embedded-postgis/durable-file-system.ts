import { closeSync, fsyncSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

/** The part of Emscripten's NODEFS used here; `fsync` is a hook its `fd_sync` calls when it is there. */
interface NodeFileSystem {
  realPath(node: object): string;
  stream_ops: { fsync?(stream: { nfd?: number; node: object }): number };
}

type NodeFsOptions = Parameters<NodeFS['init']>[1];

/**
 * A directory on disk whose `fsync` is real. PGlite's own file system ignores it, and PGlite is started with fsync off;
 * with this one and {@link durableStartParams} a commit is on the disk before it is acknowledged, as in PostgreSQL.
 */
export class DurableNodeFs extends NodeFS {
  #syncCount = 0;

  /** Syncs so far. Still zero after the first commit: the hook is not called and nothing is durable. */
  get syncCount(): number {
    return this.#syncCount;
  }

  override async init(pg: PGlite, options: NodeFsOptions): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(pg, options);
    const preRun = [
      ...(emscriptenOpts.preRun ?? []),
      (module: { FS: { filesystems: { NODEFS: unknown } } }) => {
        const nodeFs = module.FS.filesystems.NODEFS as NodeFileSystem;
        nodeFs.stream_ops.fsync = ({ nfd, node }) => {
          // Directories have no descriptor of their own here.
          if (nfd === undefined) syncPath(nodeFs.realPath(node));
          else fsyncSync(nfd);
          this.#syncCount++;
          return 0;
        };
      },
    ];
    return { emscriptenOpts: { ...emscriptenOpts, preRun } };
  }
}

/** PGlite's start parameters with fsync on; of the methods only `fsync` reaches {@link DurableNodeFs}. */
export function durableStartParams(defaults: readonly string[]): string[] {
  return [...defaults.filter((parameter) => parameter !== '-F'), '-c', 'wal_sync_method=fsync'];
}

/** Brings a newly created database to disk, which PGlite writes without any sync. */
export function syncDirectoryTree(directory: string): void {
  for (const entry of readdirSync(directory, { recursive: true, encoding: 'utf8' })) syncPath(join(directory, entry));
  syncPath(directory);
}

function syncPath(path: string): void {
  // Windows neither opens nor syncs directories, and its file systems journal them.
  try {
    const descriptor = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'EISDIR' && code !== 'EPERM' && code !== 'EACCES' && code !== 'EINVAL') throw error;
  }
}
