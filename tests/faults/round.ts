import type { Track } from '@liaowang/shared/schemas/position';
import { waitFor } from '../support/wait-for.ts';
import type { Fault, Room } from './fault.ts';
import type { DatabaseKind, Installation } from './installation.ts';
import { startPhones, type SentFix } from './phones.ts';
import { openRoomViewer, type RoomViewer, type Sightings } from './room-viewer.ts';

/** What one round saw. */
export interface RoundResult {
  title: string;
  database: DatabaseKind;
  acknowledged: number;
  /** Acknowledged, but not in the tracks afterwards. */
  lost: number;
  /** More than once in the tracks. */
  doubled: number;
  /** From the end of the harm until fixes were acknowledged and none was refused any more; null: that never came. */
  recoverySeconds: number | null;
  /** From the end of the harm until no phone had more to send than its newest three fixes; null: some had. */
  caughtUpSeconds: number | null;
  /** How often phones saw each HTTP status or error. */
  answers: Record<string, number>;
  sightings: Sightings[];
  /** What must not be; empty = the round is passed. */
  complaints: string[];
}

/** How busy a round is. */
export interface Load {
  intervalMs: number;
  /** Fixes acknowledged before the harm, and after it. */
  fixesBefore: number;
  fixesAfter: number;
}

const VIEWERS = 2;
const RECOVER_WITHIN_MS = 120_000;
/** Screens show what is committed within a tick; a busy machine is no failure. */
const SHOWN_WITHIN_MS = 20_000;
/** What a server may answer a fix while it is in trouble. Anything else from 500 up is a fault of ours. */
const HONEST_REFUSAL = '503';

const keyOf = ({ unitId, fixTimeMs }: SentFix): string => `${unitId}:${fixTimeMs}`;

/** The stored fixes of all units from `fromMs`, as the tracks show them. */
async function readStored({ call, units }: Installation, fromMs: number): Promise<SentFix[]> {
  const stored: SentFix[] = [];
  for (const { id } of units) {
    const track = await call<Track>(
      'GET',
      `/units/${id}/track?from=${encodeURIComponent(new Date(fromMs).toISOString())}`,
    );
    stored.push(...track.properties.coordTimes.map((time) => ({ unitId: id, fixTimeMs: Date.parse(time) })));
  }
  return stored;
}

/** How many of the acknowledged fixes are not stored, and how many are stored more than once. */
export async function compareWithStored(
  installation: Installation,
  acknowledged: readonly SentFix[],
): Promise<{ lost: number; doubled: number }> {
  const fromMs = acknowledged.reduce((first, { fixTimeMs }) => Math.min(first, fixTimeMs), Date.now());
  const stored = (await readStored(installation, fromMs)).map(keyOf);
  const distinct = new Set(stored);
  return {
    lost: acknowledged.filter((fix) => !distinct.has(keyOf(fix))).length,
    doubled: stored.length - distinct.size,
  };
}

/** Lets phones and screens work, does the harm, lets them catch up, and compares. */
export async function runRound(
  installation: Installation,
  fault: Fault,
  random: () => number,
  load: Load,
): Promise<RoundResult & { fixes: SentFix[] }> {
  const { address, administratorCookie, units } = installation;
  const complaints: string[] = [];
  const viewers: RoomViewer[] = [];
  for (let i = 0; i < VIEWERS; i++) viewers.push(await openRoomViewer(address, administratorCookie));
  const phones = startPhones(address, units, load.intervalMs);
  const acknowledgedAfter = (ms: number) => phones.acknowledged.filter(({ answeredAtMs }) => answeredAtMs >= ms).length;
  const room: Room = {
    installation,
    phones,
    viewers,
    random,
    complain: (what) => void complaints.push(what),
    async acknowledgeMore(count) {
      const target = phones.acknowledged.length + count;
      await waitFor(`${count} acknowledged fixes`, () => phones.acknowledged.length >= target, RECOVER_WITHIN_MS);
    },
  };
  const firstServer = installation.server;
  let recoverySeconds: number | null = null;
  let caughtUpSeconds: number | null = null;
  const compared = { lost: Number.NaN, doubled: Number.NaN };
  try {
    await room.acknowledgeMore(load.fixesBefore);
    const endedAtMs = await fault.inject(room);
    if (installation.server.setUpToken !== null && installation.server !== firstServer)
      complaints.push('the server asks to be set up anew');
    await waitFor('fixes to be taken again', () => acknowledgedAfter(endedAtMs) > 0, RECOVER_WITHIN_MS);
    await waitFor(
      'fixes to be taken as before',
      () => acknowledgedAfter(endedAtMs) >= load.fixesAfter,
      RECOVER_WITHIN_MS,
    );
    phones.stopMoving();
    await waitFor('the phones to have nothing left', () => phones.waiting === 0, RECOVER_WITHIN_MS);
    const wellAgain = phones.acknowledged.find(
      ({ answeredAtMs }) => answeredAtMs >= Math.max(endedAtMs, phones.lastRefusedAtMs),
    );
    if (wellAgain) {
      recoverySeconds = (wellAgain.answeredAtMs - endedAtMs) / 1_000;
      caughtUpSeconds = Math.max(recoverySeconds, (phones.lastBehindAtMs - endedAtMs) / 1_000);
    }
    Object.assign(compared, await compareWithStored(installation, phones.acknowledged));
    const newest = new Map(phones.acknowledged.map(({ unitId, fixTimeMs }) => [unitId, fixTimeMs]));
    const isShown = () =>
      viewers.every(({ buffer }) =>
        [...newest].every(
          ([unitId, fixTimeMs]) => Math.abs((buffer.fixOf(unitId)?.fixTimeMs ?? 0) - fixTimeMs) < 1_000,
        ),
      );
    await waitFor('every screen to show what was committed last', isShown, SHOWN_WITHIN_MS);
    await fault.verify?.(room);
  } catch (error) {
    const { message, cause } = error as Error;
    complaints.push(cause instanceof Error ? `${message} (${cause.message})` : message);
  } finally {
    await phones.close();
    for (const viewer of viewers) viewer.close();
  }
  const serverErrors = [...phones.answers].filter(([answer]) => /^5\d\d$/.test(answer) && answer !== HONEST_REFUSAL);
  for (const [answer, count] of serverErrors) complaints.push(`${count} × HTTP ${answer}`);
  if (compared.lost !== 0) complaints.push(`${compared.lost} acknowledged fixes are lost`);
  if (compared.doubled !== 0) complaints.push(`${compared.doubled} fixes are doubled`);
  return {
    title: fault.title,
    database: installation.database,
    acknowledged: phones.acknowledged.length,
    ...compared,
    recoverySeconds,
    caughtUpSeconds,
    answers: Object.fromEntries(phones.answers),
    sightings: viewers.map(({ sightings }) => sightings),
    complaints,
    fixes: phones.acknowledged,
  };
}
