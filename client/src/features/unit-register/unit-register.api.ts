import { useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query';
import type { DeviceChange, NewDevice } from '@liaowang/shared/schemas/device';
import type { NewUnit, RegisteredUnit, UnitChange } from '@liaowang/shared/schemas/unit';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';
import { usePermission } from '../../lib/permission.store.ts';

const UNIT_REGISTER_KEY = ['units', 'register'] as const;
const keyAsOf = (asOf: string | null) => [...UNIT_REGISTER_KEY, asOf];

/** Units as they are registered now, with their devices; as of a past day without. */
export function useUnitRegister(asOf: string | null) {
  return useFetched({
    queryKey: keyAsOf(asOf),
    enabled: usePermission('units:manage'),
    // Whoever changes one must know its version of now.
    staleTime: 0,
    queryFn: () => callApi('GET /units/register', { query: { asOf } }),
  });
}

/** A unit as it was seen, by which the server knows whether it is still so. */
export type SeenUnit = Pick<RegisteredUnit, 'id' | 'version'>;

/** Changes a unit as it was seen. @throws ApiError `changed-meanwhile` when it is another by now */
export function changeUnit({ id, version }: SeenUnit, body: UnitChange): Promise<RegisteredUnit> {
  return callApi('PATCH /units/:unitId', { params: { unitId: id }, version, body });
}

/** Puts units as they were answered into what is shown, before the register is asked for anew. */
export function putUnits(client: QueryClient, changed: readonly RegisteredUnit[]): void {
  const byId = new Map(changed.map((unit) => [unit.id, unit]));
  client.setQueryData<RegisteredUnit[]>(keyAsOf(null), (units) => units?.map((unit) => byId.get(unit.id) ?? unit));
}

/** Asks for the register anew, also where a change failed: then somebody else was faster. Nothing waits for it. */
export function refreshUnits(client: QueryClient): void {
  void client.invalidateQueries({ queryKey: UNIT_REGISTER_KEY });
}

function useUnitMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    // Answers may hold a token.
    gcTime: 0,
    onSettled: () => refreshUnits(client),
  });
}

export const useAddUnit = () => useUnitMutation((body: NewUnit) => callApi('POST /units', { body }));
export const useChangeUnit = () =>
  useUnitMutation(({ seen, change }: { seen: SeenUnit; change: UnitChange }) => changeUnit(seen, change));
export const useRetireUnit = () =>
  useUnitMutation(({ id, version }: SeenUnit) => callApi('DELETE /units/:unitId', { params: { unitId: id }, version }));

export const useAddDevice = (unitId: number) =>
  useUnitMutation((body: NewDevice) => callApi('POST /units/:unitId/devices', { params: { unitId }, body }));
export const useChangeDevice = (unitId: number) =>
  useUnitMutation(({ deviceId, change }: { deviceId: number; change: DeviceChange }) =>
    callApi('PATCH /units/:unitId/devices/:deviceId', { params: { unitId, deviceId }, body: change }),
  );
export const useRemoveDevice = (unitId: number) =>
  useUnitMutation((deviceId: number) =>
    callApi('DELETE /units/:unitId/devices/:deviceId', { params: { unitId, deviceId } }),
  );
