import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { KeyArea, KeyAreaChange, KeyAreaKind, NewKeyArea } from '@liaowang/shared/schemas/key-area';
import { trimName, type LocalizedName } from '@liaowang/shared/schemas/text';
import { isFitName } from '../../components/fit-name.ts';
import { isFitGround } from '../../entities/places/fit-ground.ts';

/** The branch on whose ground the middle of a new one lies, as the server finds it. */
export const BY_PLACE = 'by-place';

export const MOST_CODE_CHARACTERS = 40;

/** A key area as its form has it; its fields are called as those that are sent. */
export interface KeyAreaDraft {
  name: LocalizedName;
  kind: KeyAreaKind;
  branchId: number | null | typeof BY_PLACE;
  /** Empty of a new one: the server makes one. */
  code: string;
  geometry: PolygonGeometry | null;
}

export const EMPTY_KEY_AREA: KeyAreaDraft = {
  name: { zh: '', en: '' },
  kind: 'town-core',
  branchId: BY_PLACE,
  code: '',
  geometry: null,
};

/** A key area that is there, for its form. */
export function toKeyAreaDraft({ name, kind, branchId, code, geometry }: KeyArea): KeyAreaDraft {
  return { name, kind, branchId, code, geometry };
}

type KeyAreaProblem = 'name' | 'code' | 'geometry';

/** What of a draft does not fit yet. */
export function findKeyAreaProblems(
  { name, code, geometry }: KeyAreaDraft,
  isNew: boolean,
): ReadonlySet<KeyAreaProblem> {
  const length = code.trim().length;
  const problems: Array<KeyAreaProblem | false> = [
    !isFitName(name) && 'name',
    (length > MOST_CODE_CHARACTERS || (length === 0 && !isNew)) && 'code',
    (geometry === null || !isFitGround(geometry)) && 'geometry',
  ];
  return new Set(problems.filter((problem) => problem !== false));
}

/** What is sent of a change, of a new one of all its fields. */
export function toKeyAreaChange({ name, kind, branchId, code, geometry }: Partial<KeyAreaDraft>): KeyAreaChange {
  return {
    ...(name && { name: trimName(name) }),
    ...(kind && { kind }),
    ...(branchId !== undefined && branchId !== BY_PLACE && { branchId }),
    ...(code?.trim() && { code: code.trim() }),
    ...(geometry && { geometry }),
  };
}

/** What is sent of one that is added. @throws Error without ground, which the form asks for first */
export function toNewKeyArea(draft: KeyAreaDraft): NewKeyArea {
  const { name, kind, geometry } = draft;
  if (geometry === null) throw new Error('A key area needs ground.');
  return { ...toKeyAreaChange(draft), name: trimName(name), kind, geometry };
}
