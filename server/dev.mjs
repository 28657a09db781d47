// `npm run dev`: the server restarts on every change, and Vite serves the page with hot reload (it proxies the API).
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const programs = [
  ['tsx', 'watch', '--clear-screen=false', 'server/src/server.ts', ...process.argv.slice(2)],
  ['vite', 'client'],
].map(([command, ...args]) => spawn('npx', ['--no-install', command, ...args], { cwd: root, stdio: 'inherit' }));

// Ctrl-C reaches all of them; when one ends, the others have no use.
process.on('SIGINT', () => undefined);
for (const program of programs) {
  program.on('exit', () => {
    for (const other of programs) other.kill('SIGTERM');
  });
}
