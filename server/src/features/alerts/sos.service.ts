import { believePressTime, ringsAgain } from '@liaowang/shared/analysis/alerts/sos-rule';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { AlertViews, AlertsRepository } from './alerts.repository.ts';
import { createSosRepository, type OpenCall } from './sos.repository.ts';

interface Press {
  position: LngLat | null;
  deviceTimeMs: number;
}

interface WaitingPress extends Press {
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** Presses of one unit that one transaction takes; the rest waits for the next. */
const MAX_PRESSES_AT_ONCE = 500;
/** A call whose count grows is told this often at most: a button that is held down must not drown the room. */
const COUNT_TOLD_EVERY_MS = 2_000;

/** What presses did: null when all of them were known. */
type PressOutcome = { views: AlertViews; isRinging: boolean } | null;

/** Presses of one unit's button that were heard of together. */
interface PressSummary {
  count: number;
  first: { pressedAtMs: number; position: LngLat | null };
  last: { pressedAtMs: number; position: LngLat | null };
}

function summarize(presses: readonly Press[], heardAtMs: number): PressSummary {
  const believed = presses
    .map(({ deviceTimeMs, position }) => ({ pressedAtMs: believePressTime(deviceTimeMs, heardAtMs), position }))
    .toSorted((a, b) => a.pressedAtMs - b.pressedAtMs);
  return { count: presses.length, first: believed[0]!, last: believed.at(-1)! };
}

const toInstant = (atMs: number): string => new Date(atMs).toISOString();

/** An open call with presses that were not known: when and where it was pressed first and last. */
function withPresses(
  { position, detail }: OpenCall,
  { first, last }: PressSummary,
): Pick<OpenCall, 'position' | 'detail'> {
  const isFirst = first.pressedAtMs < parseInstant(detail.pressedAt);
  const isLast = last.pressedAtMs >= parseInstant(detail.lastPressedAt);
  return {
    position: isFirst ? (first.position ?? position) : (position ?? first.position),
    detail: {
      ...detail,
      ...(isFirst && { pressedAt: toInstant(first.pressedAtMs) }),
      ...(isLast && { lastPressedAt: toInstant(last.pressedAtMs) }),
      lastPosition: isLast ? (last.position ?? detail.lastPosition) : (detail.lastPosition ?? last.position),
    },
  };
}

/**
 * One open call a unit. A press on an open call is counted; when the call was taken and the press is a new one after
 * `SOS_DEFAULTS.quietAfterTakenMs`, it rings again. Presses of one unit that come while others are being stored
 * share the next transaction, so that a button pressed a thousand times neither fills the pool nor makes two calls.
 */
export function createSosService({
  db,
  repository,
  announce,
}: {
  db: Database;
  repository: AlertsRepository;
  /** Tells everybody whom it concerns. Never throws. */
  announce: (event: 'alerts.raised' | 'alerts.changed', views: AlertViews) => void;
}) {
  const sos = createSosRepository();
  const waitingByUnit = new Map<number, WaitingPress[]>();
  /** Calls that were told within the last {@link COUNT_TOLD_EVERY_MS}; a later count waits here. */
  const told = new Map<number, { timer: NodeJS.Timeout; latest: AlertViews | null }>();

  /** A later change of this call is being told: a count that waits is of the past. */
  function forgetCount(alertId: number): void {
    const recent = told.get(alertId);
    if (recent) recent.latest = null;
  }

  function quieten(alertId: number): void {
    const timer = setTimeout(() => {
      const latest = told.get(alertId)?.latest;
      told.delete(alertId);
      if (latest) tellCount(latest);
    }, COUNT_TOLD_EVERY_MS);
    told.set(alertId, { timer, latest: null });
  }

  function tellCount(views: AlertViews): void {
    const recent = told.get(views.city.id);
    if (recent) {
      recent.latest = views;
      return;
    }
    quieten(views.city.id);
    announce('alerts.changed', views);
  }

  function tellCall(views: AlertViews): void {
    forgetCount(views.city.id);
    announce('alerts.raised', views);
  }

  async function record(unitId: number, presses: readonly Press[], client: Queryable): Promise<PressOutcome> {
    const byTime = new Map(presses.map((press) => [press.deviceTimeMs, press]));
    const fresh = (await sos.insertPresses(unitId, [...byTime.keys()], client)).map((deviceTimeMs) =>
      byTime.get(deviceTimeMs)!,
    );
    if (fresh.length === 0) return null;
    const heardAtMs = Date.now();
    const summary = summarize(fresh, heardAtMs);
    for (;;) {
      const open = await sos.findOpen(unitId, client);
      if (open) {
        // No press was added since the taking unless one is noted: then the taker knew the newest.
        const knownPressAt = open.detail.knownPressAt ?? open.detail.lastPressedAt;
        const isRinging =
          open.takenAtMs !== null &&
          ringsAgain(
            { takenAtMs: open.takenAtMs, knownPressMs: parseInstant(knownPressAt) },
            summary.last.pressedAtMs,
            heardAtMs,
          );
        const { position, detail } = withPresses(open, summary);
        const isTaken = open.takenAtMs !== null && !isRinging;
        await repository.changeDetail(
          'sos',
          open.id,
          { ...detail, knownPressAt: isTaken ? knownPressAt : null },
          client,
        );
        await sos.addPresses(open.id, summary.count, position, isRinging, client);
        return { views: await repository.findViews(open.id, client), isRinging };
      }
      const id = await repository.insert(
        {
          kind: 'sos',
          subjectId: unitId,
          position: summary.first.position,
          raisedAt: new Date(heardAtMs),
          cause: `${fresh[0]!.deviceTimeMs}@${heardAtMs}`,
          count: summary.count,
          detail: {
            pressedAt: toInstant(summary.first.pressedAtMs),
            lastPressedAt: toInstant(summary.last.pressedAtMs),
            lastPosition: summary.last.position,
            knownPressAt: null,
          },
        },
        client,
      );
      if (id !== null) return { views: await repository.findViews(id, client), isRinging: true };
    }
  }

  async function pump(unitId: number, waiting: WaitingPress[]): Promise<void> {
    while (waiting.length > 0) {
      const taken = waiting.splice(0, MAX_PRESSES_AT_ONCE);
      await db
        .transaction((client) => record(unitId, taken, client))
        .then(
          (outcome) => {
            for (const { resolve } of taken) resolve();
            if (outcome?.isRinging) tellCall(outcome.views);
            else if (outcome) tellCount(outcome.views);
          },
          (error: unknown) => {
            for (const { reject } of taken) reject(error);
          },
        );
    }
    waitingByUnit.delete(unitId);
  }

  return {
    /**
     * Raises or counts a press. Resolves after the commit; the same press sent again changes nothing.
     * @throws whatever the database throws; the device must then send again.
     */
    raise(unitId: number, position: LngLat | null, pressedAtMs: number): Promise<void> {
      const deviceTimeMs = Number.isSafeInteger(Math.round(pressedAtMs)) ? Math.round(pressedAtMs) : Date.now();
      return new Promise((resolve, reject) => {
        const press = { position, deviceTimeMs, resolve, reject };
        const waiting = waitingByUnit.get(unitId);
        if (waiting) {
          waiting.push(press);
          return;
        }
        const first = [press];
        waitingByUnit.set(unitId, first);
        void pump(unitId, first);
      });
    },
    forgetCount,
    /** Forgets what was to be told: the server stops. */
    stop(): void {
      for (const { timer } of told.values()) clearTimeout(timer);
      told.clear();
    },
  };
}
