import type { DeviceProtocol } from '../gateway/device-protocol.ts';
import { osmand } from './osmand/osmand.protocol.ts';
import { owntracks } from './owntracks/owntracks.protocol.ts';

/** Every protocol that devices may speak here: a folder and a line each. */
export const PROTOCOLS: readonly DeviceProtocol[] = [osmand, owntracks];
