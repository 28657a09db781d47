import type { BasemapOrigin } from '@liaowang/shared/schemas/basemap';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import { OutsideFailed, type Outside } from './outside/outside-server.ts';
import type { BasemapFacts } from './sources/basemap-facts.ts';
import { readStyles } from './sources/style-facts.ts';
import { readCapabilities, type WmtsOffer } from './sources/wmts-capabilities.ts';
import type { TileFolder } from './tile-file/tile-folder.ts';

const MAX_CAPABILITIES_BYTES = 16 * 1024 * 1024;

/** 502 for a basemap whose server did not do its part. */
export function unreachable({ message }: OutsideFailed): RequestRefused {
  return new RequestRefused(502, {
    code: 'basemap-unreachable',
    reason: `The basemap's server cannot be used: ${message}.`,
  });
}

const invalid = (field: string, reason: string) => new RequestRefused(400, { code: 'invalid-input', field, reason });

function checkXyz({ url, subdomains, minZoom, maxZoom }: Extract<BasemapOrigin, { kind: 'xyz' }>): void {
  const field = 'body.origin.url';
  for (const part of ['{z}', '{x}']) if (!url.includes(part)) throw invalid(field, `The address needs ${part}.`);
  if (!url.includes('{y}') && !url.includes('{-y}')) throw invalid(field, 'The address needs {y}, or {-y}.');
  if (url.includes('{s}') && subdomains.length === 0)
    throw invalid('body.origin.subdomains', 'The address has {s}: it needs subdomains.');
  if (minZoom > maxZoom) throw invalid('body.origin.minZoom', 'The lowest zoom is above the highest.');
}

/** The address of a WMTS's capabilities, also where only that of the service was given; a document by its name stays as it is. @throws RequestRefused */
function toCapabilitiesUrl(address: string): string {
  if (!URL.canParse(address)) throw invalid('body.origin.capabilitiesUrl', 'The address cannot be read.');
  const url = new URL(address);
  const asksAlready = [...url.searchParams.keys()].some((name) => name.toLowerCase() === 'request');
  if (asksAlready || /\.xml$/i.test(url.pathname)) return address;
  url.searchParams.set('SERVICE', 'WMTS');
  url.searchParams.set('REQUEST', 'GetCapabilities');
  return url.href;
}

/** What a WMTS offers. @throws OutsideFailed */
export async function askCapabilities(
  outside: Outside,
  { capabilitiesUrl, layer }: Extract<BasemapOrigin, { kind: 'wmts' }>,
  group: string,
): Promise<WmtsOffer> {
  const { bytes } = await outside.ask(toCapabilitiesUrl(capabilitiesUrl), {
    maxBytes: MAX_CAPABILITIES_BYTES,
    accept: 'application/xml, text/xml',
    group,
  });
  return readCapabilities(bytes.toString('utf8'), capabilitiesUrl, layer);
}

/**
 * Checks an origin before it is stored, and asks its server what must be known of it.
 * @throws RequestRefused `invalid-input`, `basemap-unreachable`, `wmts-layer-unknown`, `not-found` (no such file)
 */
export async function readOrigin(
  origin: BasemapOrigin,
  { outside, folder, group }: { outside: Outside; folder: TileFolder; group: string },
): Promise<BasemapFacts | null> {
  if (origin.kind === 'xyz') checkXyz(origin);
  if (origin.kind === 'tianditu' && origin.key === undefined) throw invalid('body.origin.key', 'Tianditu needs a key.');
  if (origin.kind === 'pmtiles' && !(await folder.find(origin.fileName))?.file)
    throw notFound('PMTiles file that can be read');
  try {
    if (origin.kind === 'style') {
      const urls = [origin.lightUrl, ...(origin.darkUrl === null ? [] : [origin.darkUrl])];
      return await readStyles(outside, urls, group);
    }
    if (origin.kind !== 'wmts') return null;
    const { facts } = await askCapabilities(outside, origin, group);
    if (facts) return facts;
  } catch (error) {
    throw error instanceof OutsideFailed ? unreachable(error) : error;
  }
  throw new RequestRefused(400, {
    code: 'wmts-layer-unknown',
    field: 'body.origin.layer',
    reason: 'This WMTS has no such layer in Web Mercator tiles of 256 or 512 pixels.',
  });
}
