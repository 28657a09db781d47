import { formatDuration, type Language } from '../../lib/format.ts';

/** An estimate of a way in whole minutes, one at least: seconds would claim more than is known. */
export function formatTravel(travelSeconds: number, language: Language): string {
  return formatDuration(Math.max(1, Math.round(travelSeconds / 60)) * 60_000, language);
}
