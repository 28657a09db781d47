import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';

/** Charges change slowly; phones tell them with each message. */
const BATTERIES_EVERY_MS = 60_000;

/** Percent of charge by unit, once a minute while it is asked for; null = not known yet. The live frames do not carry it. */
export function useBatteries(isWanted: boolean): ReadonlyMap<number, number> | null {
  const fetched = useFetched({
    queryKey: ['units', 'batteries'],
    enabled: isWanted,
    staleTime: BATTERIES_EVERY_MS,
    refetchInterval: BATTERIES_EVERY_MS,
    queryFn: async () => {
      const { unitIds, percents } = await callApi('GET /units/batteries');
      return new Map(unitIds.map((unitId, index) => [unitId, percents[index]!]));
    },
  });
  return fetched.data ?? null;
}
