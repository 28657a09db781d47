import type { Alert } from '@liaowang/shared/schemas/alert';
import type { Fault } from './fault.ts';

const PRESSES = 500;
const AT_A_TIME = 8;

/** A button that is stuck: one unit presses SOS 500 times, each a second after the last. */
export default {
  title: 'one SOS pressed 500 times',
  databases: ['embedded', 'native'],
  short: ['native'],
  async inject({ installation: { address, units, call }, complain }) {
    const { deviceId, deviceToken, id } = units.at(-1)!;
    const startMs = Date.now() - PRESSES * 1_000;
    const statuses = new Map<number, number>();
    let next = 0;
    const press = async () => {
      while (next < PRESSES) {
        const form = new URLSearchParams({
          id: deviceId,
          timestamp: String(startMs + next++ * 1_000),
          lat: '34.37',
          lon: '118.35',
          alarm: 'sos',
        });
        const { status } = await fetch(`${address}/ingest/osmand/${deviceToken}?${form.toString()}`, {
          method: 'POST',
        });
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, press));
    const open = (await call<Alert[]>('GET', '/alerts')).filter(
      (alert) => alert.kind === 'sos' && alert.subjectId === id,
    );
    if (open.length !== 1) complain(`${open.length} open alerts of one unit in SOS`);
    for (const [status, count] of statuses)
      if (status !== 200 && status !== 429) complain(`${count} presses were answered ${status}`);
    return Date.now();
  },
} satisfies Fault as Fault;
