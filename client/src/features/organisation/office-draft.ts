import type { AreaGeometry, LngLat } from '@liaowang/shared/schemas/geometry';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { isFitName } from '../../components/fit-name.ts';
import { isFitGround } from '../../entities/places/fit-ground.ts';
import type { Office } from './office.ts';

/** What the form of an office edits; empty texts = none. */
export interface OfficeDraft {
  name: LocalizedName;
  code: string;
  position: LngLat | null;
  area: AreaGeometry | null;
  /** Of a station; null = where it lies decides. */
  branchId: number | null;
  contact: string;
  openingHours: string;
  statisticalCode: string;
  policeCode: string;
  gridCode: string;
}

export const EMPTY_OFFICE: OfficeDraft = {
  name: { zh: '', en: '' },
  code: '',
  position: null,
  area: null,
  branchId: null,
  contact: '',
  openingHours: '',
  statisticalCode: '',
  policeCode: '',
  gridCode: '',
};

/** An office as its form has it. */
export function toOfficeDraft(office: Office): OfficeDraft {
  const { name, code, position, area, contact, openingHours, statisticalCode, policeCode, gridCode } = office;
  return {
    name,
    code,
    position,
    area,
    branchId: office.kind === 'station' ? office.branchId : null,
    contact: contact ?? '',
    openingHours: openingHours ?? '',
    statisticalCode: statisticalCode ?? '',
    policeCode: policeCode ?? '',
    gridCode: gridCode ?? '',
  };
}

const LINES = ['contact', 'openingHours', 'statisticalCode', 'policeCode', 'gridCode'] as const;
const MOST_LINE_CHARACTERS = 200;
const MOST_CODE_CHARACTERS = 40;
const CODE_DIGITS = { statisticalCode: 12, policeCode: 15 } as const;

/** Fields of a draft as the server takes them: blanks around texts cut, empty ones null; no place, branch or code where there is none. */
export function toOfficeBody(fields: Partial<OfficeDraft>) {
  const { name, code, position, area, branchId } = fields;
  const lines = Object.fromEntries(
    LINES.flatMap((field) => {
      const text = fields[field];
      return text === undefined ? [] : [[field, text.trim() === '' ? null : text.trim()]];
    }),
  ) as Partial<Record<(typeof LINES)[number], string | null>>;
  return {
    ...(name && { name: { zh: name.zh.trim(), en: name.en.trim() } }),
    ...(code !== undefined && code.trim() !== '' && { code: code.trim() }),
    ...(position && { position }),
    ...(area !== undefined && { area }),
    ...(branchId != null && { branchId }),
    ...lines,
  };
}

export type OfficeProblem = 'name' | 'code' | 'position' | 'area' | 'branchId' | (typeof LINES)[number];

/** The fields of a draft that do not fit. Only a new office may leave its code and its branch to the server. */
export function findOfficeProblems(draft: OfficeDraft, { isNew }: { isNew: boolean }): Set<OfficeProblem> {
  const problems = new Set<OfficeProblem>();
  if (!isFitName(draft.name)) problems.add('name');
  const code = draft.code.trim();
  if ((code === '' && !isNew) || code.length > MOST_CODE_CHARACTERS) problems.add('code');
  if (draft.position === null) problems.add('position');
  if (!isFitGround(draft.area)) problems.add('area');
  for (const field of LINES) if (draft[field].trim().length > MOST_LINE_CHARACTERS) problems.add(field);
  for (const [field, digits] of Object.entries(CODE_DIGITS) as Array<[keyof typeof CODE_DIGITS, number]>) {
    const text = draft[field].trim();
    if (text !== '' && !(text.length === digits && /^\d+$/.test(text))) problems.add(field);
  }
  return problems;
}
