import { useMutation } from '@tanstack/react-query';
import type { BranchChange, NewBranch } from '@liaowang/shared/schemas/branch';
import type { NewStation, StationChange } from '@liaowang/shared/schemas/station';
import { useMemo } from 'react';
import { refreshRegisters, useBranchesAsOf, useStationsAsOf } from '../../entities/places/places.api.ts';
import { callApi } from '../../lib/call-api.ts';
import type { Office, OfficeRef } from './office.ts';

/** All offices as they are (null) or were at an instant; undefined until both lists are here. */
export function useOffices(asOf: string | null) {
  const branches = useBranchesAsOf(asOf);
  const stations = useStationsAsOf(asOf);
  const offices = useMemo(
    (): readonly Office[] | undefined =>
      branches.data &&
      stations.data && [
        ...branches.data.map((branch): Office => ({ kind: 'branch', ...branch })),
        ...stations.data.map((station): Office => ({ kind: 'station', ...station })),
      ],
    [branches.data, stations.data],
  );
  return { offices, missing: branches.data ? stations : branches };
}

/** The office as the server has it now; null = it is gone. */
export async function readOffice({ kind, id }: OfficeRef): Promise<Office | null> {
  await refreshRegisters();
  if (kind === 'branch') {
    const branch = (await callApi('GET /branches')).find((each) => each.id === id);
    return branch ? { kind, ...branch } : null;
  }
  const station = (await callApi('GET /stations')).find((each) => each.id === id);
  return station ? { kind, ...station } : null;
}

/** Adds a branch or a station. @throws ApiError when the server refuses or is away */
export async function addOffice(
  input: ({ kind: 'branch' } & NewBranch) | ({ kind: 'station' } & NewStation),
): Promise<OfficeRef> {
  const { kind, ...body } = input;
  const { id } =
    kind === 'branch'
      ? await callApi('POST /branches', { body: body as NewBranch })
      : await callApi('POST /stations', { body: body as NewStation });
  await refreshRegisters();
  return { kind, id };
}

/** Changes a branch or a station. @throws ApiError when the server refuses or is away, or somebody else was faster */
export async function changeOffice(
  { kind, id }: OfficeRef,
  version: number,
  body: BranchChange | StationChange,
): Promise<void> {
  if (kind === 'branch')
    await callApi('PATCH /branches/:branchId', { params: { branchId: id }, version, body: body as BranchChange });
  else await callApi('PATCH /stations/:stationId', { params: { stationId: id }, version, body: body as StationChange });
  await refreshRegisters();
}

/** Takes an office away. */
export const useRemoveOffice = () =>
  useMutation({
    mutationFn: ({ kind, id, version }: OfficeRef & { version: number }) =>
      kind === 'branch'
        ? callApi('DELETE /branches/:branchId', { params: { branchId: id }, version })
        : callApi('DELETE /stations/:stationId', { params: { stationId: id }, version }),
    // Refused, too: what the page knew of it may be old.
    onSettled: refreshRegisters,
  });
