import * as Type from 'typebox';
import { Value } from 'typebox/value';
import { OutsideFailed, type Outside } from '../outside/outside-server.ts';
import { toPlainText } from '../plain-text.ts';
import { redactAddress } from './redact-address.ts';
import type { StyleFacts } from './basemap-facts.ts';

const MAX_STYLE_BYTES = 4 * 1024 * 1024;
const MAX_SOURCES = 30;

const Source = Type.Object({
  type: Type.String(),
  url: Type.Optional(Type.String()),
  tiles: Type.Optional(Type.Array(Type.String())),
  data: Type.Optional(Type.Unknown()),
  attribution: Type.Optional(Type.String()),
});
const Style = Type.Object({
  version: Type.Literal(8),
  sources: Type.Record(Type.String(), Source),
  layers: Type.Array(Type.Object({ id: Type.String(), type: Type.String() })),
  glyphs: Type.Optional(Type.String()),
  sprite: Type.Optional(Type.Union([Type.String(), Type.Array(Type.Object({ url: Type.String() }))])),
});
const TileJson = Type.Object({
  tiles: Type.Array(Type.String(), { minItems: 1 }),
  attribution: Type.Optional(Type.String()),
});

async function askJson(outside: Outside, url: string, group: string): Promise<unknown> {
  const { bytes } = await outside.ask(url, { maxBytes: MAX_STYLE_BYTES, accept: 'application/json', group });
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new OutsideFailed('it answered with no JSON');
  }
}

/** A name, an IPv4 address or an IPv6 one in brackets: URLs allow more, which would mean something else in the page's policy. */
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])$/i;

/** Scheme and host of an address in a style. @throws OutsideFailed for what a browser cannot ask without help */
function originOf(address: string, base: string): string {
  const url = URL.canParse(address, base) ? new URL(address, base) : null;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
    throw new OutsideFailed(
      `its style asks for ${redactAddress(address).slice(0, 60)}, which is neither http nor https`,
    );
  if (!HOST.test(url.hostname))
    throw new OutsideFailed(`its style asks for ${redactAddress(address).slice(0, 60)}, whose host is none`);
  return url.origin;
}

async function readStyle(
  outside: Outside,
  styleUrl: string,
  group: string,
): Promise<{ origins: string[]; attributions: string[] }> {
  const style = await askJson(outside, styleUrl, group);
  if (!Value.Check(Style, style)) throw new OutsideFailed('it answered with no MapLibre style of version 8');
  const sources = Object.values(style.sources);
  if (sources.length > MAX_SOURCES) throw new OutsideFailed(`its style has more than ${MAX_SOURCES} sources`);
  const sprites = typeof style.sprite === 'string' ? [style.sprite] : (style.sprite ?? []).map(({ url }) => url);
  const asked = [styleUrl, ...sprites, ...(style.glyphs === undefined ? [] : [style.glyphs])];
  const origins = asked.map((address) => originOf(address, styleUrl));
  const attributions: string[] = [];
  for (const { type, url, tiles = [], data, attribution } of sources) {
    if (attribution !== undefined) attributions.push(attribution);
    if (typeof data === 'string') origins.push(originOf(data, styleUrl));
    origins.push(...tiles.map((address) => originOf(address, styleUrl)));
    if (url === undefined) continue;
    origins.push(originOf(url, styleUrl));
    if (type === 'image' || type === 'video') continue;
    const tileJsonUrl = new URL(url, styleUrl).href;
    const tileJson = await askJson(outside, tileJsonUrl, group);
    if (!Value.Check(TileJson, tileJson)) throw new OutsideFailed('a source of its style is no TileJSON');
    origins.push(...tileJson.tiles.map((address) => originOf(address, tileJsonUrl)));
    if (tileJson.attribution !== undefined && attribution === undefined) attributions.push(tileJson.attribution);
  }
  return { origins, attributions };
}

/** What a light style, and a dark one where there is one, say of themselves. @throws OutsideFailed */
export async function readStyles(outside: Outside, urls: readonly string[], group: string): Promise<StyleFacts> {
  const styles = [];
  for (const url of urls) styles.push(await readStyle(outside, url, group));
  const attributions = styles.flatMap((style) => style.attributions.map(toPlainText));
  return {
    kind: 'style',
    origins: [...new Set(styles.flatMap((style) => style.origins))].toSorted(),
    attribution: [...new Set(attributions)].filter((text) => text !== '').join(' '),
  };
}
