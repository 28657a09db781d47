import gcoord from 'gcoord';
import { findTile } from '@liaowang/shared/analysis/geometry/web-mercator';
import type { BasemapOrigin, BasemapSetting, BasemapTry } from '@liaowang/shared/schemas/basemap';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { MapServices } from '../../plugins/config.ts';
import { RequestRefused } from '../../plugins/error-handler.ts';
import { keepKey } from './basemaps.service.ts';
import type { BasemapList } from './basemap-list.ts';
import { OutsideFailed, type Outside } from './outside/outside-server.ts';
import { fetchPicture } from './outside/picture-cache.ts';
import { askCapabilities, readOrigin } from './read-origin.ts';
import { findPictureSource, type PictureSource } from './sources/picture-source.ts';
import { redactAddress } from './sources/redact-address.ts';
import { readTile } from './tile-file/read-tile.ts';
import type { TileFolder } from './tile-file/tile-folder.ts';

/** A town and its main streets are on one tile. */
const TRY_ZOOM = 12;
const GROUP = 'try';

interface Parts {
  list: BasemapList;
  folder: TileFolder;
  outside: Outside;
  services: MapServices;
  findMiddle(): Promise<LngLat>;
}

const clampZoom = ({ minZoom, maxZoom }: { minZoom: number; maxZoom: number }) =>
  Math.min(maxZoom, Math.max(minZoom, TRY_ZOOM));
const toDataUrl = ({ bytes, mediaType }: { bytes: Buffer; mediaType: string }) =>
  `data:${mediaType};base64,${bytes.toString('base64')}`;
const failed = (detail: string, layers: string[] = []): BasemapTry => ({ ok: false, detail, preview: null, layers });

/** Tries a basemap as somebody sets it, and stores nothing. */
export function createBasemapTrier({ list, folder, outside, services, findMiddle }: Parts) {
  async function tryPictures(source: PictureSource): Promise<BasemapTry> {
    const middle = await findMiddle();
    const place = source.datum === 'gcj02' ? gcoord.transform([...middle], gcoord.WGS84, gcoord.GCJ02) : middle;
    const tile = findTile(place, clampZoom(source));
    const said: string[] = [];
    let preview: string | null = null;
    for (const urlOf of source.layers) {
      const url = urlOf(tile);
      try {
        const picture = await fetchPicture(outside, { url, group: GROUP });
        preview ??= toDataUrl(picture);
        said.push(`GET ${redactAddress(url)}: ${picture.mediaType}, ${picture.bytes.length} bytes`);
      } catch (error) {
        if (!(error instanceof OutsideFailed)) throw error;
        return { ...failed([...said, `GET ${redactAddress(url)}: ${error.message}`].join('\n')), preview };
      }
    }
    return { ok: true, detail: said.join('\n'), preview, layers: [] };
  }

  async function tryFile(fileName: string): Promise<BasemapTry> {
    const found = await folder.find(fileName);
    if (!found?.file) return failed(found?.broken ?? `There is no ${fileName} in the folder of basemaps.`);
    const { drawing, tileType } = found.file;
    const tile = findTile(await findMiddle(), clampZoom(drawing));
    const picture = await readTile(folder.pathOf(fileName), tile);
    const name = `${fileName}, tile ${tile.z}/${tile.x}/${tile.y}`;
    if (!picture) return failed(`${name}: nothing is there; the file does not reach the middle of the city.`);
    const isVector = drawing.content === 'vector';
    return {
      ok: true,
      detail: `${name}: ${tileType}, ${picture.length} bytes${isVector ? `; layers ${drawing.vectorLayers.join(', ')}` : ''}`,
      preview: isVector ? null : toDataUrl({ bytes: picture, mediaType: `image/${tileType.toLowerCase()}` }),
      layers: [],
    };
  }

  async function tryStyle(origin: Extract<BasemapOrigin, { kind: 'style' }>): Promise<BasemapTry> {
    const facts = await readOrigin(origin, { outside, folder, group: GROUP });
    const urls = [origin.lightUrl, ...(origin.darkUrl === null ? [] : [origin.darkUrl])].map(redactAddress);
    const origins = facts?.kind === 'style' ? facts.origins : [];
    return {
      ok: true,
      detail: `GET ${urls.join(', ')}: a MapLibre style. Pages that show it ask ${origins.join(', ')} themselves.`,
      preview: null,
      layers: [],
    };
  }

  async function tryOrigin(origin: BasemapOrigin): Promise<BasemapTry> {
    if (origin.kind === 'pmtiles') return tryFile(origin.fileName);
    if (origin.kind === 'style') return tryStyle(origin);
    if (origin.kind === 'wmts') {
      const { facts, layers } = await askCapabilities(outside, origin, GROUP);
      const source = findPictureSource(origin, facts, services);
      if (source) return tryPictures(source);
      const asked = `GET ${redactAddress(origin.capabilitiesUrl)}`;
      return failed(`${asked}: it has no layer ${origin.layer} in Web Mercator tiles of 256 or 512 pixels.`, layers);
    }
    await readOrigin(origin, { outside, folder, group: GROUP });
    const source = findPictureSource(origin, null, services);
    return source ? tryPictures(source) : failed('Nothing of it can be asked.');
  }

  return async ({ origin }: BasemapSetting, basemapId: string | undefined): Promise<BasemapTry> => {
    const before = (await list.findAll()).find(({ row }) => row.basemapId === basemapId)?.row.origin;
    try {
      return await tryOrigin(keepKey(origin, before));
    } catch (error) {
      if (error instanceof OutsideFailed || error instanceof RequestRefused) return failed(error.message);
      throw error;
    } finally {
      // Somebody who mends an address is not made to wait for the one before.
      outside.forget(GROUP);
    }
  };
}

export type BasemapTrier = ReturnType<typeof createBasemapTrier>;
