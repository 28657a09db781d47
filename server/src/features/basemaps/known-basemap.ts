import { API_PREFIX } from '@liaowang/shared/contract/api-prefix';
import type { Basemap, BasemapDrawing, StoredBasemap } from '@liaowang/shared/schemas/basemap';
import type { MapServices } from '../../plugins/config.ts';
import type { BasemapRow } from './basemaps.repository.ts';
import type { TileFile } from './tile-file/tile-file.ts';
import type { FolderFile } from './tile-file/tile-folder.ts';
import { findPictureSource, type PictureSource } from './sources/picture-source.ts';

/** A basemap that is set, or a file that is offered by itself, with how it is drawn. */
export interface KnownBasemap {
  row: BasemapRow;
  basemap: Basemap;
  /** Null where its pictures do not come from other servers. */
  pictures: PictureSource | null;
  problem: StoredBasemap['problem'];
}

const NO_FILE: TileFile['drawing'] = {
  type: 'tile-file',
  content: 'vector',
  tileSchema: 'other',
  vectorLayers: [],
  minZoom: 0,
  maxZoom: 0,
  bounds: null,
};

/** The row that a file would have, had anybody set it. */
export function rowOfFile(basemapId: string, { fileName, file, name }: FolderFile): BasemapRow {
  const said = (file?.name ?? fileName.replace(/\.pmtiles$/, '')).slice(0, 120);
  return {
    basemapId,
    name: name ?? { zh: said, en: said },
    attribution: '',
    roles: null,
    origin: { kind: 'pmtiles', fileName },
    facts: null,
    version: 1,
  };
}

function drawPictures({ basemapId, version }: BasemapRow, source: PictureSource): BasemapDrawing {
  const { tileSize, minZoom, maxZoom, bounds, datum } = source;
  return {
    type: 'pictures',
    tiles: source.layers.map((_, i) => `${API_PREFIX}/basemaps/${basemapId}/tiles/${i}/{z}/{x}/{y}?v=${version}`),
    tileSize,
    minZoom,
    maxZoom,
    bounds,
    datum,
  };
}

/** How a row is drawn. `file` is the one that it names, null where there is none. */
export function describeRow(row: BasemapRow, file: FolderFile | null, services: MapServices): KnownBasemap {
  const { basemapId, name, attribution, origin, facts } = row;
  const shared = { basemapId, name };
  if (origin.kind === 'pmtiles') {
    const path = `${API_PREFIX}/basemaps/${basemapId}/file`;
    const drawing: BasemapDrawing = { ...(file?.file?.drawing ?? NO_FILE), path };
    return {
      row,
      basemap: {
        ...shared,
        // Nobody can tell by a file alone; its JPEGs are photographs, as a rule.
        picture: file?.file?.tileType === 'Jpeg' ? 'imagery' : 'drawn',
        attribution: attribution || (file?.file?.attribution ?? ''),
        asksOutside: false,
        drawing,
      },
      pictures: null,
      problem: file === null ? 'file-missing' : file.file === null ? 'file-broken' : null,
    };
  }
  const pictures = findPictureSource(origin, facts, services);
  const drawing: BasemapDrawing =
    origin.kind === 'style'
      ? { type: 'style', lightUrl: origin.lightUrl, darkUrl: origin.darkUrl }
      : pictures
        ? drawPictures(row, pictures)
        : { type: 'schematic' };
  const usual = pictures?.attribution ?? (facts?.kind === 'style' ? facts.attribution : '');
  return {
    row,
    basemap: {
      ...shared,
      picture: pictures?.picture ?? 'drawn',
      attribution: attribution || usual,
      asksOutside: true,
      drawing,
    },
    pictures,
    problem: null,
  };
}

/** A setting as it may be told: without its key. */
export function toStored({ row, basemap, problem }: KnownBasemap): StoredBasemap {
  const { basemapId, name, attribution, roles, origin } = row;
  const hasKey = origin.kind === 'tianditu' && origin.key !== undefined;
  return {
    basemapId,
    name,
    attribution,
    roles,
    origin: withoutKey(origin),
    drawing: basemap.drawing,
    hasKey,
    problem,
  };
}

/** An origin without its key. */
export function withoutKey(origin: BasemapRow['origin']): BasemapRow['origin'] {
  return origin.kind === 'tianditu' ? { kind: origin.kind, content: origin.content } : origin;
}
