import type { FastifyInstance } from 'fastify';
import type { ImplausibleReason } from '@liaowang/shared/analysis/positions/plausibility';
import type { Device } from '@liaowang/shared/schemas/device';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { Heartbeat, PositionReport } from '@liaowang/shared/schemas/position';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { ServerClockWrong } from '../../plugins/server-clock.ts';
import type { Taken } from './device-protocol.ts';
import { withHeartbeatReadings, withSensorReadings } from './sensor-readings.ts';

/** One press of a device's SOS button. */
export interface SosPress {
  /** By the device's clock, epoch milliseconds; ours where it named no time. */
  pressedAtMs: number;
  /** The place of the message that carries it; null = it names none that can be meant. */
  position: LngLat | null;
}

/** What one device sent in one message, in its own order. */
export interface DeviceReports {
  device: Device;
  unit: RegisteredUnit;
  reports: readonly PositionReport[];
  heartbeats: readonly Heartbeat[];
  /** Reasons of fixes that were understood and are not believed, e.g. the device calls them invalid. */
  refused: readonly string[];
  sosPresses: readonly SosPress[];
}

/** Refusals of what is no place at all. One that is vague or far off is where the call came from all the same: better than where the unit was before. */
const DOUBTED_PLACES: ReadonlySet<ImplausibleReason> = new Set(['invalid-coordinates']);

/**
 * The one way in for positions, whatever the protocol: decides, stores, counts, raises the SOS.
 * Resolves when everything is committed: only then may the device be answered.
 * @throws {ServerClockWrong} while our clock is behind: an SOS is raised all the same
 * @throws whatever the database throws; the device must then send again.
 */
export async function ingestPositions(app: FastifyInstance, sent: DeviceReports, receivedAtMs: number): Promise<Taken> {
  const { device, unit, reports, heartbeats, sosPresses } = sent;
  const raiseSos = async (doubtedTimesMs: ReadonlySet<number>): Promise<void> => {
    for (const { pressedAtMs, position } of sosPresses) {
      const newest = app.livePicture.newest(unit.id);
      const newestPosition: LngLat | null = newest && [newest.lng, newest.lat];
      // Somebody needs help even where their fix is not believed: show the newest place that is.
      await app.alerts.raiseSos(
        unit.id,
        doubtedTimesMs.has(pressedAtMs) ? newestPosition : (position ?? newestPosition),
        pressedAtMs,
      );
    }
  };
  const store = async () => {
    app.serverClock.noticeStep();
    const levelMs = app.positions.readClockLevel(device, sent, receivedAtMs);
    app.serverClock.hear(device.id, levelMs);
    if (app.serverClock.mustRefuse(levelMs)) throw new ServerClockWrong();
    return app.positions.store(
      { unit, device },
      {
        reports: reports.map(withSensorReadings),
        heartbeats: heartbeats.map(withHeartbeatReadings),
        refused: sent.refused,
      },
      receivedAtMs,
    );
  };
  const { stored, refused } = await store().catch(async (error: unknown) => {
    // Help is called for though the writer is overloaded or our clock is wrong; the device is refused all the same.
    await raiseSos(new Set());
    throw error;
  });
  // A fix of a unit is known by its time.
  await raiseSos(
    new Set(refused.flatMap(({ report, reason }) => (DOUBTED_PLACES.has(reason) ? report.fixTimeMs : []))),
  );
  app.metrics.positionsStored.inc(stored.length);
  const reasons = [...refused.map(({ reason }) => reason), ...sent.refused];
  for (const reason of reasons) app.metrics.positionsRefused.inc({ reason });
  return { stored: stored.length, refused: reasons.length };
}
