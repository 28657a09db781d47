import { layers as protomapsLayers, namedFlavor, type Flavor } from '@protomaps/basemaps';
import type { TileSchema } from '@liaowang/shared/schemas/basemap';
import type { ExpressionSpecification, FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Language } from '../lib/format.ts';
import { widthByZoom } from './jurisdiction-outline.ts';
import { PALETTES, type MapPalette, type Theme } from './palette.ts';
import { LOCAL_FONT } from './text-style.ts';

/** The one vector source of a tile file. */
export const VECTOR_SOURCE = 'tile-file';

/** Names in the reader's language first, then as they are written there. */
function nameIn(language: Language): ExpressionSpecification {
  const keys =
    language === 'en' ? ['name:en', 'name_en', 'name:latin', 'nameEn', 'name'] : ['name:zh-Hans', 'name:zh', 'name'];
  return [
    'coalesce',
    ...keys.map((key): ExpressionSpecification => ['get', key]),
    '',
  ] as unknown as ExpressionSpecification;
}

/** The calm flavour of Protomaps in the colours of our own ground: under marks nothing else may shine. */
function createFlavor(palette: MapPalette, theme: Theme): Flavor {
  const base = namedFlavor(theme === 'dark' ? 'dark' : 'light');
  const { ground, groundOutside, road, street, streetText, motorway, railway, water, waterText } = palette;
  const roads = Object.fromEntries(
    ['', 'tunnel_', 'bridges_'].flatMap((prefix) => [
      [`${prefix}highway`, motorway],
      [`${prefix}major`, road],
      [`${prefix}link`, road],
      [`${prefix}minor`, street],
      [`${prefix}other`, street],
    ]),
  );
  return {
    ...base,
    ...roads,
    background: groundOutside,
    earth: ground,
    water,
    minor_a: street,
    minor_b: street,
    minor_service: street,
    railway,
    buildings: palette.neighbourBorder,
    boundaries: palette.neighbourBorder,
    ...Object.fromEntries(
      ['roads_label_minor', 'roads_label_major', 'subplace_label', 'city_label', 'state_label'].flatMap((label) => [
        [label, streetText],
        [`${label}_halo`, ground],
      ]),
    ),
    ocean_label: waterText,
    country_label: streetText,
  };
}

/** Edges of roads, and what needs icons, are left out: each layer is another pass over the picture, and marks are ours. */
const LEFT_OUT = /casing|^pois$|shields|oneway|^address_label$|taxiway|landuse_(pier|zoo|beach)/;

/** Areas of land in the flavour of others are lighter or darker than our ground by a breath only. */
const LAND_OPACITY: Record<Theme, number> = { dark: 0.35, light: 0.5 };

function createProtomapsLayers(palette: MapPalette, theme: Theme, language: Language): LayerSpecification[] {
  const all = protomapsLayers(VECTOR_SOURCE, createFlavor(palette, theme), {
    lang: language === 'en' ? 'en' : 'zh-Hans',
  }) as LayerSpecification[];
  return all
    .filter(({ id }) => !LEFT_OUT.test(id))
    .map((layer): LayerSpecification => {
      if (layer.type === 'fill' && layer.id.startsWith('land'))
        return { ...layer, paint: { ...layer.paint, 'fill-opacity': LAND_OPACITY[theme] } };
      if (layer.type !== 'symbol') return layer;
      const { 'icon-image': _icon, 'icon-size': _size, ...layout } = layer.layout ?? {};
      return { ...layer, layout: { ...layout, 'text-field': nameIn(language), 'text-font': LOCAL_FONT } };
    });
}

interface Part {
  id: string;
  sourceLayer: string;
  filter?: FilterSpecification;
  minZoom?: number;
}
const fill = ({ id, sourceLayer, filter, minZoom }: Part, color: string, opacity = 1): LayerSpecification => ({
  id,
  type: 'fill',
  source: VECTOR_SOURCE,
  'source-layer': sourceLayer,
  ...(filter && { filter }),
  ...(minZoom !== undefined && { minzoom: minZoom }),
  paint: { 'fill-color': color, 'fill-opacity': opacity },
});
const line = (
  { id, sourceLayer, filter, minZoom }: Part,
  color: string,
  width: ExpressionSpecification,
): LayerSpecification => ({
  id,
  type: 'line',
  source: VECTOR_SOURCE,
  'source-layer': sourceLayer,
  ...(filter && { filter }),
  ...(minZoom !== undefined && { minzoom: minZoom }),
  layout: { 'line-cap': 'round', 'line-join': 'round' },
  paint: { 'line-color': color, 'line-width': width },
});
const names = (
  { id, sourceLayer, filter, minZoom }: Part,
  placement: 'line' | 'point',
  palette: MapPalette,
  language: Language,
  color = palette.streetText,
): LayerSpecification => ({
  id,
  type: 'symbol',
  source: VECTOR_SOURCE,
  'source-layer': sourceLayer,
  ...(filter && { filter }),
  ...(minZoom !== undefined && { minzoom: minZoom }),
  layout: {
    'symbol-placement': placement,
    'symbol-spacing': 380,
    'text-field': nameIn(language),
    'text-font': LOCAL_FONT,
    'text-size': placement === 'line' ? 11.5 : 12,
  },
  paint: { 'text-color': color, 'text-halo-color': palette.ground, 'text-halo-width': 1.6 },
});

const isClass = (...classes: string[]): FilterSpecification =>
  ['match', ['get', 'class'], classes, true, false] as unknown as FilterSpecification;

/** Layers of the OpenMapTiles schema that a city is read by (https://openmaptiles.org/schema). */
function createOpenMapTilesLayers(palette: MapPalette, language: Language): LayerSpecification[] {
  const road = (id: string, classes: string[], minZoom: number): Part => ({
    id,
    sourceLayer: 'transportation',
    filter: isClass(...classes),
    minZoom,
  });
  return [
    fill({ id: 'land', sourceLayer: 'landcover' }, palette.neighbourBorder, 0.35),
    fill({ id: 'water', sourceLayer: 'water' }, palette.water),
    line({ id: 'waterways', sourceLayer: 'waterway' }, palette.water, widthByZoom(0.6, 1.2, 5)),
    fill({ id: 'buildings', sourceLayer: 'building', minZoom: 14 }, palette.neighbourBorder),
    line(road('paths', ['path', 'track', 'service'], 14), palette.street, widthByZoom(0.2, 0.4, 2)),
    line(road('streets', ['minor'], 12), palette.street, widthByZoom(0.2, 0.6, 6)),
    line(road('main-roads', ['secondary', 'tertiary'], 9), palette.road, widthByZoom(0.4, 1.1, 9)),
    line(road('trunk-roads', ['primary', 'trunk'], 7), palette.road, widthByZoom(0.8, 1.6, 10)),
    line(road('rails', ['rail'], 9), palette.railway, widthByZoom(0.5, 1, 2)),
    line(road('motorways', ['motorway'], 5), palette.motorway, widthByZoom(1.2, 2.6, 10)),
    names({ id: 'road-names', sourceLayer: 'transportation_name', minZoom: 12 }, 'line', palette, language),
    names({ id: 'water-names', sourceLayer: 'water_name' }, 'point', palette, language, palette.waterText),
    names({ id: 'place-names', sourceLayer: 'place' }, 'point', palette, language),
  ];
}

/** Layers nobody told us of: ground, lines and names by what their shapes are. */
function createUnknownLayers(
  vectorLayers: readonly string[],
  palette: MapPalette,
  language: Language,
): LayerSpecification[] {
  const shape = (type: 'Polygon' | 'LineString' | 'Point'): FilterSpecification => ['==', ['geometry-type'], type];
  return [
    ...vectorLayers.map((sourceLayer) =>
      fill({ id: `${sourceLayer}-areas`, sourceLayer, filter: shape('Polygon') }, palette.neighbourBorder, 0.5),
    ),
    ...vectorLayers.map((sourceLayer) =>
      line(
        { id: `${sourceLayer}-lines`, sourceLayer, filter: shape('LineString') },
        palette.road,
        widthByZoom(0.5, 1.2, 7),
      ),
    ),
    ...vectorLayers.flatMap((sourceLayer) => [
      names(
        { id: `${sourceLayer}-line-names`, sourceLayer, filter: shape('LineString'), minZoom: 13 },
        'line',
        palette,
        language,
      ),
      names(
        { id: `${sourceLayer}-names`, sourceLayer, filter: shape('Point'), minZoom: 11 },
        'point',
        palette,
        language,
      ),
    ]),
  ];
}

/** The layers of a vector tile file in a style of ours, calm under the marks, by the set of layers that the file has. */
export function createVectorLayers(
  { tileSchema, vectorLayers }: { tileSchema: TileSchema; vectorLayers: readonly string[] },
  theme: Theme,
  language: Language,
): LayerSpecification[] {
  const palette = PALETTES[theme];
  if (tileSchema === 'protomaps') return createProtomapsLayers(palette, theme, language);
  if (tileSchema === 'openmaptiles') return createOpenMapTilesLayers(palette, language);
  return createUnknownLayers(vectorLayers, palette, language);
}
