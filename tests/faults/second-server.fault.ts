import { findFreePort } from '../support/free-port.ts';
import { BUILT_SERVER, startServerProcess } from '../support/server-process.ts';
import type { Fault } from './fault.ts';

/** A second server is started on the same database: it must be refused, and the first must not notice. */
export default {
  title: 'second server on the same database',
  databases: ['embedded', 'native'],
  short: ['native'],
  async inject({ installation: { environment }, complain }) {
    const second = await startServerProcess(
      ['--no-demo'],
      { ...environment, PORT: String(await findFreePort()) },
      BUILT_SERVER,
    ).catch(() => null);
    if (second) {
      complain('it was not refused');
      await second.killGroup();
    }
    return Date.now();
  },
} satisfies Fault as Fault;
