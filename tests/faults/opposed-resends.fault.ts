import { between, type Fault } from './fault.ts';

const DEVICES = 10;
const TURNS = 15;
const FIXES = 50;
const HOUR_MS = 3_600_000;

/** Two senders of the same buffers, one oldest first and one newest first, all at once: rows that lock each other out. */
export default {
  title: 'the same buffers from two senders, in opposed order',
  databases: ['embedded', 'native'],
  short: ['native'],
  async inject({ installation: { address, units }, random, complain }) {
    const startMs = Math.round(Date.now() - between(random, 20, 40) * HOUR_MS);
    const statuses = new Map<number, number>();
    for (let turn = 0; turn < TURNS; turn++) {
      const sent = units.slice(0, DEVICES).flatMap(({ deviceId, deviceToken, id }) => {
        const buffer = Array.from({ length: FIXES }, (_, i) => ({
          id: deviceId,
          timestamp: startMs + (turn * FIXES + i) * 1_000,
          lat: 34.37 + id * 2e-5,
          lon: 118.35,
        }));
        return [buffer, buffer.toReversed()].map(async (messages) => {
          const answer = await fetch(`${address}/ingest/osmand/${deviceToken}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(messages),
          });
          statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        });
      });
      await Promise.all(sent);
    }
    for (const [status, count] of statuses) if (status >= 500) complain(`${count} buffers were answered ${status}`);
    if (!statuses.has(200)) complain('no buffer was taken');
    return Date.now();
  },
} satisfies Fault as Fault;
