import type { TObject } from 'typebox';
import type { Device, DeviceSetup } from '@liaowang/shared/schemas/device';

/** What the register has to know of the devices that speak a protocol. */
export interface DeviceKind {
  /** As the protocol calls itself in the register. */
  readonly name: string;
  /** What can be set of its devices besides what every device has: each with its default, nothing else. */
  readonly settings: TObject;
  /** Why no device of this protocol can call itself so; null = one can. */
  findIdFault(externalId: string): string | null;
  /**
   * How a phone is set up for a device. `origin` is this server's as phones reach it; `token` null: none can be shown,
   * since only hashes are kept.
   */
  createSetup(
    device: Device,
    context: { origin: string; token: string | null },
  ): Pick<DeviceSetup, 'app' | 'url' | 'parameters'>;
}
