import { Check } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { BasemapSetting, type BasemapOrigin, type StoredBasemap } from '@liaowang/shared/schemas/basemap';
import {
  ADDED_KINDS,
  EMPTY_DRAFT,
  findDraftProblems,
  toDraft,
  toSetting,
  type BasemapDraft,
} from '../../../../client/src/features/basemaps/basemap-draft.ts';
import { findPreviewTile } from '../../../../client/src/features/basemaps/preview-tile.ts';

const ORIGINS: BasemapOrigin[] = [
  { kind: 'pmtiles', fileName: '新沂 2026.pmtiles' },
  { kind: 'style', lightUrl: 'https://maps.example/light.json', darkUrl: null },
  {
    kind: 'style',
    lightUrl: 'https://tiles.openfreemap.org/styles/positron',
    darkUrl: 'https://tiles.openfreemap.org/styles/dark',
  },
  {
    kind: 'xyz',
    url: 'https://maps.example/{z}/{x}/{-y}.png',
    subdomains: [],
    tileSize: 256,
    minZoom: 3,
    maxZoom: 18,
    datum: 'gcj02',
    picture: 'imagery',
  },
  {
    kind: 'xyz',
    url: 'https://{s}.maps.example/{z}/{x}/{y}.png',
    subdomains: ['t0', 't1'],
    tileSize: 256,
    minZoom: 0,
    maxZoom: 19,
    datum: 'wgs84',
    picture: 'drawn',
  },
  { kind: 'wmts', capabilitiesUrl: 'https://maps.example/wmts', layer: 'streets', datum: 'wgs84', picture: 'drawn' },
  { kind: 'tianditu', content: 'terrain' },
  { kind: 'amap', content: 'imagery' },
];
const stored = (origin: BasemapOrigin): StoredBasemap => ({
  basemapId: 'x',
  name: { zh: '街道', en: 'Streets' },
  attribution: '© 某某',
  roles: ['analyst'],
  origin,
  drawing: { type: 'schematic' },
  hasKey: true,
  problem: null,
});

describe('the form of a basemap', () => {
  it.each(ORIGINS)('gives back what is set: $kind', (origin) => {
    const { name, attribution, roles } = stored(origin);
    expect(toSetting(toDraft(stored(origin)))).toEqual({ name, attribution, roles, origin });
    expect(findDraftProblems(toDraft(stored(origin)), true)).toEqual({});
  });

  it.each(ADDED_KINDS)('makes a setting that the server takes, once filled in: %s', (kind) => {
    const draft: BasemapDraft = {
      ...EMPTY_DRAFT,
      kind,
      nameZh: '底图',
      key: 'abc',
      url: 'https://maps.example/{z}/{x}/{y}',
      layer: 'a',
    };
    expect(findDraftProblems(draft, false)).toEqual({});
    expect(Check(BasemapSetting, toSetting(draft))).toBe(true);
  });

  it.each<[string, Partial<BasemapDraft>, object]>([
    ['a name', { nameZh: ' ' }, { nameZh: 'required' }],
    ['a key', { key: '' }, { key: 'required' }],
    ['an address', { kind: 'xyz', url: 'maps.example/{z}/{x}/{y}' }, { url: 'address' }],
    ['a place for the row', { kind: 'xyz', url: 'https://maps.example/{z}/{x}' }, { url: 'template' }],
    [
      'zooms in their order',
      { kind: 'xyz', url: 'https://a.b/{z}/{x}/{y}', minZoom: 9, maxZoom: 8 },
      { maxZoom: 'zooms' },
    ],
    ['a layer', { kind: 'wmts', url: 'https://a.b/wmts', layer: '' }, { layer: 'required' }],
    [
      'an address for the dark',
      { kind: 'style', url: 'https://a.b/s.json', darkUrl: 'ftp://a' },
      { darkUrl: 'address' },
    ],
  ])('asks for %s', (_, part, problems) => {
    expect(findDraftProblems({ ...EMPTY_DRAFT, nameZh: '底图', key: 'k', ...part }, false)).toEqual(problems);
  });

  it('keeps a key that is stored when none is typed', () => {
    const draft = toDraft(stored({ kind: 'tianditu', content: 'streets' }));
    expect(findDraftProblems(draft, true)).toEqual({});
    expect(toSetting(draft).origin).toEqual({ kind: 'tianditu', content: 'streets' });
  });
});

describe('the small picture beside a basemap', () => {
  const pictures = {
    type: 'pictures' as const,
    tiles: ['/t/{z}/{x}/{y}'],
    tileSize: 256 as const,
    datum: 'wgs84' as const,
    bounds: null,
  };
  it('is the tile of the middle of the city, at a zoom that there is', () => {
    // 118.3552 E, 34.3686 N by the formula of the slippy map.
    expect(findPreviewTile({ ...pictures, minZoom: 0, maxZoom: 18 }, [118.3552, 34.3686])).toBe('/t/12/3394/1631');
    expect(findPreviewTile({ ...pictures, minZoom: 0, maxZoom: 5 }, [118.3552, 34.3686])).toBe('/t/5/26/12');
    expect(findPreviewTile({ type: 'schematic' }, [118, 34])).toBeNull();
  });
});
