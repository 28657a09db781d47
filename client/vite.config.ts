import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const SERVER = process.env['LIAOWANG_SERVER'] ?? 'http://127.0.0.1:3000';

/** The page. The map (maplibre, deck.gl, the socket) is imported lazily after sign-in and so lands in chunks of its own. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: { target: 'es2022', sourcemap: true, chunkSizeWarningLimit: 2_000 },
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
