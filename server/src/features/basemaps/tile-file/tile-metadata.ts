import type { DecompressFunc, Header, Source } from 'pmtiles';
import * as Type from 'typebox';
import { Value } from 'typebox/value';
import type { TileSchema } from '@liaowang/shared/schemas/basemap';

/** Layers by which a known set is told. */
const KNOWN_SETS: ReadonlyArray<[schema: TileSchema, layers: readonly string[]]> = [
  ['protomaps', ['earth', 'water', 'roads']],
  ['openmaptiles', ['water', 'transportation']],
];

const VectorLayers = Type.Array(Type.Object({ id: Type.String() }));
const MAX_TEXT_LENGTH = 300;

interface TileMetadata {
  name: string | null;
  /** As it stands there, HTML often. */
  attribution: string | null;
  licence: string | null;
  vectorLayers: string[];
}

const textOrNull = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() !== ''
    ? value.trim().replaceAll('\u0000', '').slice(0, MAX_TEXT_LENGTH)
    : null;

/** Name, attribution, licence and layers out of a file's metadata; whatever else stands there is left alone. */
export async function readMetadata(source: Source, header: Header, unpack: DecompressFunc): Promise<TileMetadata> {
  if (header.jsonMetadataLength === 0) return { name: null, attribution: null, licence: null, vectorLayers: [] };
  const { data } = await source.getBytes(header.jsonMetadataOffset, header.jsonMetadataLength);
  const json = new TextDecoder().decode(await unpack(data, header.internalCompression));
  const metadata: unknown = JSON.parse(json);
  const fields = typeof metadata === 'object' && metadata !== null ? (metadata as Record<string, unknown>) : {};
  const layers = fields['vector_layers'];
  return {
    name: textOrNull(fields['name']),
    attribution: textOrNull(fields['attribution']),
    licence: textOrNull(fields['license']) ?? textOrNull(fields['licence']),
    vectorLayers: Value.Check(VectorLayers, layers) ? layers.map(({ id }) => id) : [],
  };
}

/** Which style of ours fits a vector file, by the names of its layers. */
export function findTileSchema(vectorLayers: readonly string[]): TileSchema {
  return KNOWN_SETS.find(([, layers]) => layers.every((layer) => vectorLayers.includes(layer)))?.[0] ?? 'other';
}
