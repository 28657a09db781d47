import react from '@vitejs/plugin-react';
import { createLogger, defineConfig } from 'vite';

/** The parts of the page before the map shows, in the order in which they come. */
const FIRST_PARTS = ['/client/src/main.tsx', '/client/src/app/desk.tsx', '/client/src/app/map-view.tsx'] as const;

interface ModuleGraph {
  getModuleInfo: (id: string) => { importers: readonly string[] } | null;
}

/** Whether a module comes with the one that `root` ends: by static imports alone. */
function comesWith(root: string, graph: ModuleGraph): (id: string) => boolean {
  const known = new Map<string, boolean>();
  const comes = (id: string): boolean => {
    if (id.endsWith(root)) return true;
    const answer = known.get(id);
    if (answer !== undefined) return answer;
    known.set(id, false);
    const found = graph.getModuleInfo(id)?.importers.some(comes) ?? false;
    known.set(id, found);
    return found;
  };
  return comes;
}

/**
 * One chunk of our own code for each part of the first load: left to itself the bundler cuts it into a hundred, by who
 * shares what with whom, and small files compress badly.
 */
function findFirstPart(id: string, graph: ModuleGraph): string | null {
  if (!/\/client\/src\/|\/shared\/src\/|\/@tabler\//.test(id)) return null;
  const part = FIRST_PARTS.find((root) => comesWith(root, graph)(id));
  return part ? part.replace(/^.*\/|\.tsx$/g, '') : null;
}

/** What makes a schema and does nothing else: what the page does not use of the shared schemas is left out. */
const PURE_SCHEMAS = ['Type', 'textOf'];

/** Classes that compose others are read by a plugin that does not say from which file; it would matter for a `url()` in one, of which there is none. */
const logger = createLogger('warn');
const { warnOnce } = logger;
logger.warnOnce = (message, options) => {
  if (!message.includes('did not pass the `from` option')) warnOnce(message, options);
};

const SERVER = process.env['LIAOWANG_SERVER'] ?? 'http://127.0.0.1:3000';

/** The page. The map (maplibre, deck.gl, the socket) is imported lazily after sign-in and so lands in chunks of its own. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  customLogger: logger,
  build: {
    target: 'es2022',
    sourcemap: true,
    chunkSizeWarningLimit: 2_500,
    rolldownOptions: {
      // Schemas that the page does not read go with what only they need: making one does nothing else.
      treeshake: { manualPureFunctions: PURE_SCHEMAS },
      output: { codeSplitting: { groups: [{ name: findFirstPart, debugName: 'parts of the first load' }] } },
    },
  },
  // MapLibre 6 finds its worker by a relative URL, which pre-bundling would break.
  optimizeDeps: { exclude: ['maplibre-gl'] },
  server: {
    // The server refuses requests whose Origin is not its own Host: the proxy leaves both as the browser sent them.
    proxy: {
      '/api': { target: SERVER, changeOrigin: false },
      '/readyz': { target: SERVER, changeOrigin: false },
      '/socket.io': { target: SERVER, changeOrigin: false, ws: true },
    },
  },
});
