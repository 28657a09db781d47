import gcoord from 'gcoord';
import { createOffsetLookup } from '@liaowang/shared/analysis/time/local-hours';
import type { Datum } from '@liaowang/shared/schemas/device';
import type { DeviceMessage, Place } from './device-protocol.ts';

/** A place in WGS-84. GCJ-02 and BD-09 shift places in China only, by some 500 m, and are undone to about 1 m. */
function toWgs84(place: Place, datum: Datum): Place {
  if (datum === 'wgs84') return place;
  const [lng, lat] = gcoord.transform(
    [place.lng, place.lat] as [number, number],
    datum === 'gcj02' ? gcoord.GCJ02 : gcoord.BD09,
    gcoord.WGS84,
  );
  return { lat, lng };
}

/** The instant that a clock of a zone shows as `localMs`, which is the same date and time in UTC. Where it shows one twice, the later; epoch milliseconds. */
function toInstant(localMs: number, timeZone: string): number {
  const offsetOf = createOffsetLookup(timeZone);
  return localMs - offsetOf(localMs - offsetOf(localMs));
}

/** The message in WGS-84 and UTC: its degrees are of `datum`, and a time that names no zone is of `timeZone` (null: UTC). */
export function toGlobalMessage<M extends DeviceMessage>(message: M, datum: Datum, timeZone: string | null): M {
  const { place, timeMs, isZoneless } = message;
  const isShifted = datum !== 'wgs84' && place !== null;
  const isLocal = timeZone !== null && timeMs !== null && isZoneless;
  if (!isShifted && !isLocal) return message;
  return {
    ...message,
    place: isShifted ? toWgs84(place, datum) : place,
    timeMs: isLocal ? toInstant(timeMs, timeZone) : timeMs,
  };
}
