import type { FastifyInstance } from 'fastify';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { PositionReport } from '@liaowang/shared/schemas/position';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';
import { withSensorReadings } from './sensor-readings.ts';

/** What one device sent in one message, in its own order. */
export interface DeviceReports {
  unit: RegisteredUnit;
  reports: readonly PositionReport[];
  /** Reasons of messages that held no usable fix, to be counted. */
  unreadable: readonly string[];
  /** When the SOS button was pressed, by the device's clock; null = it was not. */
  sosPressedAtMs: number | null;
}

/**
 * The one way in for positions, whatever the protocol: decides, stores, counts, raises the SOS.
 * Resolves when everything is committed: only then may the device be answered.
 * @throws whatever the database throws; the device must then send again.
 */
export async function ingestPositions(app: FastifyInstance, device: DeviceReports, receivedAtMs: number): Promise<{ stored: number; refused: number }> {
  const { unit, reports, unreadable, sosPressedAtMs } = device;
  const { stored, refused } = await app.positions.store(unit, reports.map(withSensorReadings), receivedAtMs);
  if (sosPressedAtMs !== null) {
    // Somebody needs help even where the fix itself is not believed: show the last place that was.
    const last = stored.at(-1) ?? app.livePicture.newest(unit.id);
    const position: LngLat | null = last ? [last.lng, last.lat] : null;
    await app.alerts.raiseSos(unit.id, position, sosPressedAtMs);
  }
  app.metrics.positionsStored.inc(stored.length);
  for (const reason of [...refused, ...unreadable]) app.metrics.positionsRefused.inc({ reason });
  return { stored: stored.length, refused: refused.length + unreadable.length };
}
