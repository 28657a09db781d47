import type { Device } from '@liaowang/shared/schemas/device';
import type { RegisteredUnit } from '@liaowang/shared/schemas/unit';

/** A device and whose it is. */
export interface KnownDevice {
  device: Device;
  unit: RegisteredUnit;
}

/** How long the answer "no such device" is kept, so that a stray device cannot make each of its messages a query. */
const UNKNOWN_FOR_MS = 5_000;
/** Strays remembered at once; beyond it the oldest are forgotten. */
const MAX_UNKNOWN = 1_000;

/** What a device is known by: its name in its protocol, or the hash of its token. */
export const nameKey = (protocol: string, externalId: string): string => `${protocol} ${externalId}`;

/** The devices in memory, by name and by token: every message asks. Its size is bounded by the register. */
export function createDeviceRegister() {
  const byId = new Map<number, KnownDevice>();
  const byName = new Map<string, KnownDevice>();
  /** Ids of devices by the hash of a token that was sent. */
  const byToken = new Map<string, number>();
  const ofUnit = new Map<number, readonly Device[]>();
  const unknownUntilMs = new Map<string, number>();

  return {
    /** Takes units as they are now: their devices, and which they had before and have no more. */
    setUnits(units: readonly RegisteredUnit[]): void {
      for (const unit of units) {
        for (const { id, protocol, externalId } of ofUnit.get(unit.id) ?? []) {
          byId.delete(id);
          byName.delete(nameKey(protocol, externalId));
        }
        ofUnit.set(unit.id, unit.devices);
        for (const device of unit.devices) {
          const key = nameKey(device.protocol, device.externalId);
          const known = { device, unit };
          byId.set(device.id, known);
          byName.set(key, known);
          unknownUntilMs.delete(key);
        }
      }
    },
    findByName: (protocol: string, externalId: string): KnownDevice | undefined =>
      byName.get(nameKey(protocol, externalId)),
    findByToken(tokenHash: string): KnownDevice | undefined {
      const id = byToken.get(tokenHash);
      const known = id === undefined ? undefined : byId.get(id);
      if (!known) byToken.delete(tokenHash);
      return known;
    },
    /** From now on the token is that of a device; `isOnly`: and no other is. */
    noteToken(tokenHash: string, deviceId: number, isOnly: boolean): void {
      if (isOnly) for (const [hash, id] of byToken) if (id === deviceId) byToken.delete(hash);
      byToken.set(tokenHash, deviceId);
    },
    /** Whether it was looked for a moment ago, by name or hash, and not found. */
    isUnknown: (key: string): boolean => (unknownUntilMs.get(key) ?? 0) > Date.now(),
    noteUnknown(key: string): void {
      unknownUntilMs.set(key, Date.now() + UNKNOWN_FOR_MS);
      if (unknownUntilMs.size <= MAX_UNKNOWN) return;
      for (const oldest of unknownUntilMs.keys()) {
        unknownUntilMs.delete(oldest);
        break;
      }
    },
  };
}

export type DeviceRegister = ReturnType<typeof createDeviceRegister>;
