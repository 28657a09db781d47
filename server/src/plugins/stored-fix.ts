import type { PositionReport } from '@liaowang/shared/schemas/position';

/** A fix that is committed to the database, and whose it is. */
export interface StoredFix extends PositionReport {
  unitId: number;
  /** What the device calls itself; null = not known any more. */
  deviceId: string | null;
  receivedAtMs: number;
  /** Older than the unit's newest fix: it belongs to history and never moves the live marker back. */
  late: boolean;
}
