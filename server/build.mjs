// Bundles the server's programs into dist/: one file each, packages left outside, @liaowang/shared and data inside.
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const here = fileURLToPath(new URL('.', import.meta.url));
await build({
  absWorkingDir: here,
  entryPoints: [
    'src/server.ts',
    'src/embedded-postgis/embedded-postgis.process.ts',
    'src/**/*.task.ts',
    'src/workers/guarded.process.ts',
    '../data/demo/simulate.ts',
  ],
  entryNames: '[name]',
  chunkNames: 'chunks/[name]-[hash]',
  outdir: 'dist',
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  plugins: [
    {
      name: 'packages-stay-outside',
      setup({ onResolve }) {
        // Everything imported by a bare name is a package, except our own workspace.
        onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
          kind === 'entry-point' || path.startsWith('@liaowang/') ? undefined : { path, external: true },
        );
      },
    },
  ],
});
