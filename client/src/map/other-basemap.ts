import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';
import { createBorderLayers, createOutlineSources, createOutsideLayer } from './jurisdiction-outline.ts';
import { PALETTES, type Theme } from './palette.ts';

/** What lies under the city's outline where the basemap is not the built-in one. */
export interface BasemapGround {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
  /** Of a style of others: where its letters and its icons come from. */
  glyphs?: string;
  sprite?: StyleSpecification['sprite'];
}

const GROUND_SOURCE = /^(?:pictures-|tile-file$|style-)/;

/** Whether a source is of a basemap of others, by its name. */
export const isGroundSource = (sourceId: unknown): boolean =>
  typeof sourceId === 'string' && GROUND_SOURCE.test(sourceId);

/** Streets outside are still read: a neighbouring place may be where somebody stands. */
const OUTSIDE_OPACITY = 0.4;

/** A basemap of others as a MapLibre style: its ground, what lies outside the jurisdiction dimmed, the border over all. */
export function createOtherBasemapStyle(
  ground: BasemapGround,
  boundary: Jurisdiction['boundary'],
  theme: Theme,
): StyleSpecification {
  const palette = PALETTES[theme];
  const { sources, layers, ...more } = ground;
  return {
    version: 8,
    ...more,
    sources: { ...sources, ...createOutlineSources(boundary) },
    layers: [
      { id: 'ground', type: 'background', paint: { 'background-color': palette.ground } },
      ...layers,
      createOutsideLayer(palette, OUTSIDE_OPACITY),
      ...createBorderLayers(palette),
    ],
  };
}
