import type { Layer } from '@deck.gl/core';
import { BitmapLayer, PathLayer } from '@deck.gl/layers';
import type { DensitySurface, HotspotZoneFeature } from '@liaowang/shared/schemas/hotspot';
import { plasmaAt, type Theme } from './palette.ts';
import { interpolateStops } from './zoom-stops.ts';
import type { LayerBands } from './drawn-layers.store.ts';

/** Where each layer lies. */
export const DENSITY_BANDS: LayerBands = {
  'hotspot-surface': 'surfaces',
  'hotspot-contours': 'zones',
};

/** How the surface fades in: transparent at zero, never opaque, so that the map stays readable through it. */
const SURFACE = {
  /** Share of the maximum below which a cell is clear: density there is a single distant incident. */
  clearBelow: 0.04,
  maxAlpha: { dark: 0.74, light: 0.6 },
  /** Exponent of the alpha's rise; below 1 lets weak zones show early. */
  alphaExponent: 0.8,
} as const;

/** Close up one zone fills the screen: there the surface steps back behind the streets, and its contour says enough. */
const OPACITY_STOPS = [
  [12, 1],
  [14, 0.45],
  [16, 0.22],
] as const;

/** RGBA pixels of a surface, row 0 the northernmost; null when its values do not match its size. */
export function paintSurface(
  { columns, rows, values }: Pick<DensitySurface, 'columns' | 'rows' | 'values'>,
  theme: Theme,
): Uint8ClampedArray<ArrayBuffer> | null {
  const bytes = atob(values);
  if (bytes.length !== columns * rows) return null;
  const lookup = new Uint8ClampedArray(256 * 4);
  for (let value = 0; value < 256; value++) {
    const share = value / 255;
    const rise = Math.max(0, (share - SURFACE.clearBelow) / (1 - SURFACE.clearBelow));
    // The darkest third of plasma sinks into a dark ground: begin above it.
    const [red, green, blue] = plasmaAt(0.22 + 0.7 * share);
    lookup.set([red, green, blue, 255 * SURFACE.maxAlpha[theme] * rise ** SURFACE.alphaExponent], value * 4);
  }
  const pixels = new Uint8ClampedArray(columns * rows * 4);
  for (let cell = 0; cell < bytes.length; cell++) {
    const value = bytes.charCodeAt(cell) * 4;
    pixels[cell * 4] = lookup[value]!;
    pixels[cell * 4 + 1] = lookup[value + 1]!;
    pixels[cell * 4 + 2] = lookup[value + 2]!;
    pixels[cell * 4 + 3] = lookup[value + 3]!;
  }
  return pixels;
}

/** The density surface as a soft image over the ground. */
export function createHotspotSurfaceLayer(image: ImageData, corners: DensitySurface['corners'], zoom: number): Layer {
  const [northWest, northEast, southEast, southWest] = corners as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  return new BitmapLayer({
    id: 'hotspot-surface',
    image,
    opacity: interpolateStops(OPACITY_STOPS, zoom),
    // deck wants south-west, north-west, north-east, south-east.
    bounds: [southWest, northWest, northEast, southEast],
    textureParameters: {
      minFilter: 'linear',
      magFilter: 'linear',
      addressModeU: 'clamp-to-edge',
      addressModeV: 'clamp-to-edge',
    },
  });
}

interface Contour {
  path: [number, number][];
  share: number;
}

/** Thin contours of the zones; the innermost, which holds the largest density, is the brightest. */
export function createHotspotContourLayer(zones: readonly HotspotZoneFeature[], theme: Theme): Layer {
  const maxDensity = Math.max(1e-9, ...zones.map(({ properties }) => properties.densityPerSquareKilometer));
  const contours = zones.flatMap(({ geometry, properties }) =>
    geometry.coordinates.flatMap((rings) =>
      rings.map((path): Contour => ({ path, share: properties.densityPerSquareKilometer / maxDensity })),
    ),
  );
  return new PathLayer<Contour>({
    id: 'hotspot-contours',
    data: contours,
    getPath: ({ path }) => path,
    getColor: ({ share }) => [...plasmaAt(theme === 'dark' ? 0.45 + 0.45 * share : 0.25 + 0.35 * share), 190],
    getWidth: 1,
    widthUnits: 'pixels',
    jointRounded: true,
    updateTriggers: { getColor: theme },
  });
}
