import type { Role } from '@liaowang/shared/schemas/account';
import type {
  BasemapDatum,
  BasemapOrigin,
  BasemapPicture,
  BasemapSetting,
  StoredBasemap,
} from '@liaowang/shared/schemas/basemap';

/** What can be added by hand; files come by the command on the server. */
export const ADDED_KINDS = ['tianditu', 'amap', 'openfreemap', 'style', 'xyz', 'wmts'] as const;
export type AddedKind = (typeof ADDED_KINDS)[number];

/** A basemap as it stands in the form. Fields of other kinds keep what was typed. */
export interface BasemapDraft {
  kind: AddedKind | 'pmtiles';
  nameZh: string;
  nameEn: string;
  attribution: string;
  /** None = everybody. */
  roles: Role[];
  fileName: string;
  content: 'streets' | 'imagery' | 'terrain';
  key: string;
  url: string;
  /** What `{s}` stands for, with commas between. */
  subdomains: string;
  darkUrl: string;
  layer: string;
  minZoom: number | null;
  maxZoom: number | null;
  datum: BasemapDatum;
  picture: BasemapPicture;
}

/** Styles without a key whose maker asks for no more than the attribution (https://openfreemap.org). */
const OPENFREEMAP = {
  light: 'https://tiles.openfreemap.org/styles/positron',
  dark: 'https://tiles.openfreemap.org/styles/dark',
} as const;

export const EMPTY_DRAFT: BasemapDraft = {
  kind: 'tianditu',
  nameZh: '',
  nameEn: '',
  attribution: '',
  roles: [],
  fileName: '',
  content: 'streets',
  key: '',
  url: '',
  subdomains: 'a,b,c',
  darkUrl: '',
  layer: '',
  minZoom: 0,
  maxZoom: 18,
  datum: 'wgs84',
  picture: 'drawn',
};

/** The form's fields of a basemap that is set. */
export function toDraft({ name, attribution, roles, origin }: StoredBasemap): BasemapDraft {
  const shared = { ...EMPTY_DRAFT, nameZh: name.zh, nameEn: name.en, attribution, roles: roles ?? [] };
  switch (origin.kind) {
    case 'pmtiles':
      return { ...shared, kind: 'pmtiles', fileName: origin.fileName };
    case 'style':
      return origin.lightUrl === OPENFREEMAP.light && origin.darkUrl === OPENFREEMAP.dark
        ? { ...shared, kind: 'openfreemap' }
        : { ...shared, kind: 'style', url: origin.lightUrl, darkUrl: origin.darkUrl ?? '' };
    case 'xyz': {
      const { kind, url, subdomains, minZoom, maxZoom, datum, picture } = origin;
      return {
        ...shared,
        kind,
        url,
        ...(subdomains.length > 0 && { subdomains: subdomains.join(',') }),
        minZoom,
        maxZoom,
        datum,
        picture,
      };
    }
    case 'wmts': {
      const { kind, capabilitiesUrl, layer, datum, picture } = origin;
      return { ...shared, kind, url: capabilitiesUrl, layer, datum, picture };
    }
    case 'tianditu':
    case 'amap':
      return { ...shared, kind: origin.kind, content: origin.content };
  }
}

const listSubdomains = ({ subdomains }: BasemapDraft): string[] =>
  subdomains
    .split(/[,，\s]+/u)
    .filter((name) => name !== '')
    .slice(0, 20);

function toOrigin(draft: BasemapDraft): BasemapOrigin {
  const { kind, url, darkUrl, layer, minZoom, maxZoom, datum, picture, content, key, fileName } = draft;
  switch (kind) {
    case 'pmtiles':
      return { kind, fileName };
    case 'openfreemap':
      return { kind: 'style', lightUrl: OPENFREEMAP.light, darkUrl: OPENFREEMAP.dark };
    case 'style':
      return { kind, lightUrl: url.trim(), darkUrl: darkUrl.trim() || null };
    case 'xyz':
      return {
        kind,
        url: url.trim(),
        subdomains: url.includes('{s}') ? listSubdomains(draft) : [],
        tileSize: 256,
        minZoom: minZoom ?? 0,
        maxZoom: maxZoom ?? 18,
        datum,
        picture,
      };
    case 'wmts':
      return { kind, capabilitiesUrl: url.trim(), layer: layer.trim(), datum, picture };
    case 'tianditu':
      return { kind, content, ...(key.trim() && { key: key.trim() }) };
    case 'amap':
      return { kind, content: content === 'terrain' ? 'streets' : content };
  }
}

/** The setting that the form stands for. */
export function toSetting(draft: BasemapDraft): BasemapSetting {
  return {
    name: { zh: draft.nameZh.trim(), en: draft.nameEn.trim() },
    attribution: draft.attribution.trim(),
    roles: draft.roles.length > 0 ? draft.roles : null,
    origin: toOrigin(draft),
  };
}

export type DraftProblem = 'subdomains' | 'required' | 'address' | 'template' | 'zooms';

const isAddress = (text: string): boolean => /^https?:\/\/[^\s/]+/.test(text) && URL.canParse(text);

/** What does not fit yet, field by field. `hasKey`: a key is stored already. */
export function findDraftProblems(
  draft: BasemapDraft,
  hasKey: boolean,
): Partial<Record<keyof BasemapDraft, DraftProblem>> {
  const problems: Partial<Record<keyof BasemapDraft, DraftProblem>> = {};
  const url = draft.url.trim();
  if (draft.nameZh.trim() === '') problems.nameZh = 'required';
  if (draft.kind === 'tianditu' && draft.key.trim() === '' && !hasKey) problems.key = 'required';
  if (draft.kind === 'style' || draft.kind === 'xyz' || draft.kind === 'wmts') {
    if (url === '') problems.url = 'required';
    else if (!isAddress(url)) problems.url = 'address';
    else if (draft.kind === 'xyz' && !(/\{z\}/.test(url) && /\{x\}/.test(url) && /\{-?y\}/.test(url)))
      problems.url = 'template';
  }
  if (draft.kind === 'xyz' && url.includes('{s}')) {
    const names = listSubdomains(draft);
    if (names.length === 0 || names.some((name) => !/^[\w-]{1,20}$/.test(name))) problems.subdomains = 'subdomains';
  }
  if (draft.kind === 'style' && draft.darkUrl.trim() !== '' && !isAddress(draft.darkUrl.trim()))
    problems.darkUrl = 'address';
  if (draft.kind === 'wmts' && draft.layer.trim() === '') problems.layer = 'required';
  const { minZoom, maxZoom } = draft;
  const isZoom = (zoom: number | null): zoom is number => Number.isInteger(zoom) && zoom! >= 0 && zoom! <= 22;
  if (draft.kind === 'xyz' && !(isZoom(minZoom) && isZoom(maxZoom) && minZoom <= maxZoom)) problems.maxZoom = 'zooms';
  return problems;
}
