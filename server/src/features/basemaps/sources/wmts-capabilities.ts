import { DOMParser, type Document, type Element } from '@xmldom/xmldom';
import { OutsideFailed } from '../outside/outside-server.ts';
import type { WmtsFacts } from './basemap-facts.ts';

/** Half the side of the square of Web Mercator, metres. */
const WORLD_HALF_METERS = 20_037_508.342_789_244;
/** OGC: the side of a pixel, metres, by which scales are meant. */
const PIXEL_METERS = 0.000_28;
/** By how much of a tile a corner may be off, and of a zoom a scale. */
const TOLERANCE = 0.01;
const MAX_ZOOM = 22;
const WEB_MERCATOR = /(?:EPSG|epsg)(?::|\/)[^:/]*(?::|\/)?(?:3857|900913|102100|102113)$|GoogleMapsCompatible$/;
/** Pictures that we pass on, the wanted first: one with holes can lie over others. */
const FORMATS = ['image/png', 'image/webp', 'image/jpeg', 'image/jpg', 'image/png8', 'image/gif'];

/** A layer of a WMTS with a set of tiles that fits ours. */
interface UsableSet {
  name: string;
  tileSize: 256 | 512;
  minZoom: number;
  matrices: string[];
}

const childrenOf = (parent: Element | Document, name: string): Element[] =>
  [...parent.childNodes].filter((node): node is Element => node.nodeType === 1 && (node as Element).localName === name);
const childOf = (parent: Element, name: string): Element | undefined => childrenOf(parent, name)[0];
const textOf = (parent: Element, name: string): string => childOf(parent, name)?.textContent?.trim() ?? '';

/** An address of the document. @throws OutsideFailed */
function parseAddress(address: string, base: string): URL {
  if (!URL.canParse(address, base)) throw new OutsideFailed('its capabilities name an address that cannot be read');
  return new URL(address, base);
}

function parseXml(text: string): Element {
  const broken = new OutsideFailed('it answered with no WMTS capabilities');
  // Entities, by which XML is made to grow without end, need one.
  if (/<!DOCTYPE/i.test(text)) throw broken;
  let root: Element | null;
  try {
    root = new DOMParser({
      onError: (level) => {
        if (level !== 'warning') throw broken;
      },
    }).parseFromString(text, 'text/xml').documentElement;
  } catch {
    throw broken;
  }
  if (root?.localName !== 'Capabilities') throw broken;
  return root;
}

/** Zooms of a set, by what its matrices cover: their names may be anything. Null where it is not of the usual tiles. */
function readSet(set: Element): UsableSet | null {
  if (!WEB_MERCATOR.test(textOf(set, 'SupportedCRS')) && !WEB_MERCATOR.test(textOf(set, 'WellKnownScaleSet')))
    return null;
  const names = new Map<number, string>();
  let tileSize: number | undefined;
  for (const matrix of childrenOf(set, 'TileMatrix')) {
    const width = Number(textOf(matrix, 'TileWidth'));
    const tileMeters = Number(textOf(matrix, 'ScaleDenominator')) * PIXEL_METERS * width;
    const zoom = Math.log2((2 * WORLD_HALF_METERS) / tileMeters);
    const [left = Number.NaN, top = Number.NaN] = textOf(matrix, 'TopLeftCorner').split(/\s+/).map(Number);
    const isOurs =
      Math.abs(zoom - Math.round(zoom)) < TOLERANCE &&
      Math.abs(left + WORLD_HALF_METERS) < tileMeters * TOLERANCE &&
      Math.abs(top - WORLD_HALF_METERS) < tileMeters * TOLERANCE &&
      (tileSize ?? width) === width;
    const rounded = Math.round(zoom);
    if (!isOurs || rounded < 0 || rounded > MAX_ZOOM) continue;
    tileSize = width;
    names.set(rounded, textOf(matrix, 'Identifier'));
  }
  if (tileSize !== 256 && tileSize !== 512) return null;
  const minZoom = Math.min(...names.keys());
  const matrices: string[] = [];
  for (let zoom = minZoom; names.has(zoom); zoom++) matrices.push(names.get(zoom)!);
  return { name: textOf(set, 'Identifier'), tileSize, minZoom, matrices };
}

function readBounds(layer: Element): WmtsFacts['bounds'] {
  const box = childOf(layer, 'WGS84BoundingBox');
  if (!box) return null;
  const [west = 0, south = 0] = textOf(box, 'LowerCorner').split(/\s+/).map(Number);
  const [east = 0, north = 0] = textOf(box, 'UpperCorner').split(/\s+/).map(Number);
  return west < east && south < north ? [west, south, east, north] : null;
}

function findStyle(layer: Element): string {
  const styles = childrenOf(layer, 'Style');
  const style = styles.find((each) => each.getAttribute('isDefault') === 'true') ?? styles[0];
  return style ? textOf(style, 'Identifier') : 'default';
}

/** Address of tiles by GetTile, with what else the address of the capabilities asks for: a key perhaps. */
function buildGetTile(root: Element, capabilitiesUrl: string, values: Record<string, string>): string {
  const operation = childrenOf(root, 'OperationsMetadata')
    .flatMap((metadata) => childrenOf(metadata, 'Operation'))
    .find((each) => each.getAttribute('name') === 'GetTile');
  const href =
    operation &&
    [...operation.getElementsByTagNameNS('*', 'Get')][0]?.getAttributeNS('http://www.w3.org/1999/xlink', 'href');
  const url = parseAddress(href ?? capabilitiesUrl, capabilitiesUrl);
  for (const [name, value] of new URL(capabilitiesUrl).searchParams)
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  const said = [...url.searchParams.keys()].filter((name) => /^(service|request|version)$/i.test(name));
  for (const name of said) url.searchParams.delete(name);
  for (const [name, value] of Object.entries({ SERVICE: 'WMTS', REQUEST: 'GetTile', VERSION: '1.0.0', ...values }))
    url.searchParams.set(name, value);
  return `${url.href}&TILEMATRIX={TileMatrix}&TILEROW={TileRow}&TILECOL={TileCol}`;
}

function buildTemplate(root: Element, layer: Element, set: UsableSet, capabilitiesUrl: string): string {
  const style = findStyle(layer);
  const resources = childrenOf(layer, 'ResourceURL').filter((each) => each.getAttribute('resourceType') === 'tile');
  const formatOf = (formats: string[]) => FORMATS.find((format) => formats.includes(format));
  const format = formatOf(resources.map((each) => each.getAttribute('format') ?? ''));
  const resource = resources.find((each) => each.getAttribute('format') === format);
  const dimensions = childrenOf(layer, 'Dimension').map(
    (each) => [textOf(each, 'Identifier'), textOf(each, 'Default')] as const,
  );
  if (resource) {
    let template = resource.getAttribute('template') ?? '';
    for (const [name, value] of [
      ['Style', style],
      ['style', style],
      ['TileMatrixSet', set.name],
      ...dimensions,
    ] as const)
      template = template.replaceAll(`{${name}}`, encodeURIComponent(value));
    // Resolved around the braces, which an address must not hold.
    const holes = ['{TileMatrix}', '{TileRow}', '{TileCol}'];
    const marked = holes.reduce((text, hole, i) => text.replaceAll(hole, `liaowang-hole-${i}`), template);
    return holes.reduce(
      (text, hole, i) => text.replaceAll(`liaowang-hole-${i}`, hole),
      parseAddress(marked, capabilitiesUrl).href,
    );
  }
  const named = formatOf(childrenOf(layer, 'Format').map((each) => each.textContent?.trim() ?? '')) ?? 'image/png';
  return buildGetTile(root, capabilitiesUrl, {
    LAYER: textOf(layer, 'Identifier'),
    STYLE: style,
    FORMAT: named,
    TILEMATRIXSET: set.name,
    ...Object.fromEntries(dimensions.map(([name, value]) => [name.toUpperCase(), value])),
  });
}

/** What a WMTS offers in tiles that fit ours. */
export interface WmtsOffer {
  /** Layers that can be chosen. */
  layers: string[];
  /** The one asked for; null = it is none of {@link layers}. */
  facts: WmtsFacts | null;
}

/**
 * Reads a GetCapabilities document of WMTS 1.0.0 that came from `capabilitiesUrl`.
 * @throws OutsideFailed where it is none, or names no address that can be asked
 */
export function readCapabilities(text: string, capabilitiesUrl: string, wanted: string): WmtsOffer {
  const root = parseXml(text);
  const contents = childrenOf(root, 'Contents');
  const sets = contents
    .flatMap((each) => childrenOf(each, 'TileMatrixSet'))
    .map(readSet)
    .filter((set) => set !== null);
  const usable = contents
    .flatMap((each) => childrenOf(each, 'Layer'))
    .flatMap((layer) => {
      const links = childrenOf(layer, 'TileMatrixSetLink').map((link) => textOf(link, 'TileMatrixSet'));
      const set = sets
        .filter(({ name }) => links.includes(name))
        .toSorted((a, b) => b.matrices.length - a.matrices.length)[0];
      return set ? [{ layer, set, name: textOf(layer, 'Identifier') }] : [];
    });
  const layers = usable.map(({ name }) => name);
  const chosen = usable.find(({ name }) => name === wanted);
  if (!chosen) return { layers, facts: null };
  const provider = childOf(root, 'ServiceProvider');
  return {
    layers,
    facts: {
      kind: 'wmts',
      template: buildTemplate(root, chosen.layer, chosen.set, capabilitiesUrl),
      matrices: chosen.set.matrices,
      tileSize: chosen.set.tileSize,
      minZoom: chosen.set.minZoom,
      maxZoom: chosen.set.minZoom + chosen.set.matrices.length - 1,
      bounds: readBounds(chosen.layer),
      attribution: provider ? textOf(provider, 'ProviderName') : '',
    },
  };
}
