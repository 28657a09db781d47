import { waitFor } from '../support/wait-for.ts';
import type { Fault, Room } from './fault.ts';

/** Screens are told when the database is gone, and when it is back. */
export async function verifyBanner({ viewers, complain }: Room): Promise<void> {
  const isTold = () =>
    viewers.every(({ sightings: { database } }) => database.includes('down') && database.at(-1) === 'up');
  await waitFor('the banner', isTold).catch(() =>
    complain('screens were not told that the database went and came back'),
  );
}

/** `kill -9` of the embedded database's process. */
export default {
  title: 'embedded database killed (`kill -9`)',
  databases: ['embedded'],
  short: ['embedded'],
  async inject({ installation, complain }) {
    const [database] = await installation.findDatabaseProcesses();
    if (database === undefined) complain('no process of the embedded database was found');
    else process.kill(database, 'SIGKILL');
    return Date.now();
  },
  verify: verifyBanner,
} satisfies Fault as Fault;
