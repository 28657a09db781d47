import type { LayerSpecification, SourceSpecification, StyleSpecification } from 'maplibre-gl';

/** What is added to a basemap, over it and under the marks. */
export interface StyleOverlay {
  sources: Record<string, SourceSpecification>;
  layers: LayerSpecification[];
}

/** A basemap's style with more over it. */
export function withOverlay(style: StyleSpecification, { sources, layers }: StyleOverlay): StyleSpecification {
  if (layers.length === 0) return style;
  return { ...style, sources: { ...style.sources, ...sources }, layers: [...style.layers, ...layers] };
}
