import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** Stands between the app and its database, or a client and the app, so that a test can take the one away and give it back. */
export interface TcpProxy {
  /** The given connection string, or address, through the proxy. */
  connectionString: string;
  /** Cuts every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Listens again on the same port, unless it does already. */
  mend(): Promise<void>;
  /** Breaks every open connection with a reset, on both sides; new ones are taken. */
  reset(): void;
  /** Keeps connections open but passes nothing on until {@link thaw}: a database that no longer answers. */
  freeze(): void;
  thaw(): void;
  close(): Promise<void>;
}

/** A proxy on a port of its own in front of `target`, an address with a port. */
export async function createTcpProxy(target: string): Promise<TcpProxy> {
  const url = new URL(target);
  const upstream = { host: url.hostname, port: Number(url.port || 5432) };
  const open = new Set<Socket>();
  let frozen = false;

  const server: Server = createServer((inner) => {
    const outer = connect(upstream);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      open.add(from);
      from.pipe(to);
      from.on('error', () => to.destroy());
      from.on('close', () => {
        open.delete(from);
        to.destroy();
      });
      if (frozen) from.pause();
    }
  });
  let port = 0;
  const listen = () =>
    new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  await listen();
  port = (server.address() as AddressInfo).port;
  url.hostname = '127.0.0.1';
  url.port = String(port);

  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open) socket.destroy();
    });
  return {
    connectionString: url.href,
    cut,
    mend: () => (server.listening ? Promise.resolve() : listen()),
    reset() {
      for (const socket of open) socket.resetAndDestroy();
    },
    freeze() {
      frozen = true;
      for (const socket of open) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of open) socket.resume();
    },
    close: () => (server.listening ? cut() : Promise.resolve()),
  };
}
