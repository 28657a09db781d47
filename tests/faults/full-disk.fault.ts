import { setTimeout as pause } from 'node:timers/promises';
import { waitFor } from '../support/wait-for.ts';
import type { Fault } from './fault.ts';
import { mayMount } from './small-disk.ts';

/** The data directory's disk has not a byte left, for long enough that everything tries to write. */
const FULL_MS = 8_000;
const NOTICED_WITHIN_MS = 30_000;

/** Fixes are refused so that phones keep them, the operator is told, and all is well once there is room. */
export default {
  title: 'disk full',
  databases: ['embedded', 'native'],
  setUp: () => ({ diskMegabytes: 400 }),
  findHindrance: () => (mayMount() ? null : 'needs root: a small file system is mounted'),
  async inject({ installation: { disk, native, server }, complain }) {
    await disk!.fill();
    const isNotReady = async () => (await fetch(`${server.address}/readyz`)).status === 503;
    await waitFor('/readyz to say so', isNotReady, NOTICED_WITHIN_MS).catch((error: Error) => complain(error.message));
    await pause(FULL_MS);
    const endedAtMs = Date.now();
    await disk!.free();
    // PostgreSQL ends where its log cannot grow; whoever makes room starts it again.
    await native?.start();
    await waitFor(
      '/readyz to be well again',
      async () => (await fetch(`${server.address}/readyz`)).ok,
      NOTICED_WITHIN_MS,
    ).catch((error: Error) => complain(error.message));
    return endedAtMs;
  },
  async verify({ phones, viewers, complain }) {
    const isTold = () =>
      viewers.every(({ sightings: { database } }) => database.includes('full') && database.at(-1) === 'up');
    await waitFor('the banner', isTold).catch(() =>
      complain('screens were not told that the disk was full and has room again'),
    );
    if (!phones.answers.has('503')) complain('no phone was answered 503: the disk was not full for anybody');
  },
} satisfies Fault as Fault;
