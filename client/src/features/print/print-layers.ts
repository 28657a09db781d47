import type { Layer } from '@deck.gl/core';
import { PathStyleExtension, type PathStyleExtensionProps } from '@deck.gl/extensions';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { FreshUnits } from '@liaowang/shared/analysis/coverage/plan-observers';
import type { GapFeature } from '@liaowang/shared/schemas/coverage';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Place } from '@liaowang/shared/schemas/registry';
import type { Language } from '../../lib/format.ts';
import { HatchExtension } from '../../map/hatch.extension.ts';
import { createKeyAreaLayers } from '../../entities/key-areas/key-areas.layer.ts';
import { createLookoutLayers } from '../../entities/lookouts/lookouts.layer.ts';
import { createPlaceLabelLayer, findLabelledPlaces } from '../../entities/places/place-labels.layer.ts';
import type { MarkAtlas } from '../../map/mark-atlas.ts';
import { PALETTES } from '../../map/palette.ts';
import { ZOOM_STOPS } from '../../map/zoom-stops.ts';

export interface PrintLayersOptions {
  /** As computed by the server, together with the figures beside the map. */
  gaps: readonly GapFeature[];
  keyAreas: readonly KeyArea[];
  lookouts: readonly LookoutFeature[];
  places: readonly Place[];
  /** Where units are; null = the account may not see them. */
  units: FreshUnits | null;
  selectedKeyAreaId: number | null;
  /** Lookouts' icons of {@link PRINT_PALETTE}. */
  atlas: MarkAtlas;
  language: Language;
  zoom: number;
}

const hatch = new HatchExtension();
const dashes = new PathStyleExtension({ dash: true });
/** Paper is light, whatever the page is. */
export const PRINT_PALETTE = PALETTES.light;
const palette = PRINT_PALETTE;
const OBSERVED_ALPHA = 40;
const HATCH_ALPHA = { keyArea: 190, jurisdiction: 55 } as const;

/** Dots of the units, small: they say why a place is seen, not who is there. */
function createUnitDots({ length, lngs, lats }: FreshUnits): Layer {
  const positions = new Float64Array(length * 2);
  for (let i = 0; i < length; i++) {
    positions[i * 2] = lngs[i]!;
    positions[i * 2 + 1] = lats[i]!;
  }
  return new ScatterplotLayer({
    id: 'print-units',
    data: { length, attributes: { getPosition: { value: positions, size: 2 } } },
    getRadius: 1.6,
    radiusUnits: 'pixels',
    getFillColor: [...palette.foot, 230],
  });
}

/**
 * The map of a brief: on light ground, readable without colour. Seen ground of key areas is tinted, gaps are cut out and
 * hatched.
 */
export function createPrintLayers({
  gaps,
  keyAreas,
  lookouts,
  places,
  units,
  selectedKeyAreaId,
  atlas,
  language,
  zoom,
}: PrintLayersOptions): Layer[] {
  const isKeyAreaGap = ({ properties }: GapFeature): boolean => properties.areaId.startsWith('key-area:');
  const keyAreaGaps = gaps.filter(isKeyAreaGap);
  const otherGaps = zoom >= ZOOM_STOPS.jurisdictionGaps ? gaps.filter((gap) => !isKeyAreaGap(gap)) : [];
  const getPolygon = ({ geometry }: GapFeature): [number, number][][] => geometry.coordinates;
  const createHatch = (id: string, data: readonly GapFeature[], alpha: number): Layer =>
    new SolidPolygonLayer<GapFeature>({
      id,
      data,
      getPolygon,
      extensions: [hatch],
      getFillColor: [...palette.gap, alpha],
    });
  return [
    createHatch('print-jurisdiction-gaps', otherGaps, HATCH_ALPHA.jurisdiction),
    new SolidPolygonLayer<KeyArea>({
      id: 'print-observed',
      data: keyAreas,
      getPolygon: ({ geometry }) => geometry.coordinates,
      getFillColor: [...palette.foot, OBSERVED_ALPHA],
    }),
    new SolidPolygonLayer<GapFeature>({
      id: 'print-gap-ground',
      data: keyAreaGaps,
      getPolygon,
      getFillColor: [255, 255, 255, 235],
    }),
    createHatch('print-gaps', keyAreaGaps, HATCH_ALPHA.keyArea),
    new PathLayer<[number, number][], PathStyleExtensionProps>({
      id: 'print-gap-edges',
      data: keyAreaGaps.flatMap(({ geometry }) => geometry.coordinates),
      getPath: (ring) => ring,
      getColor: [...palette.gap, 230],
      widthUnits: 'pixels',
      getWidth: 1.2,
      extensions: [dashes],
      getDashArray: [5, 4],
      dashJustified: true,
    }),
    ...createKeyAreaLayers({ keyAreas, selectedId: selectedKeyAreaId, hoveredId: null, language, palette, zoom }),
    ...(units ? [createUnitDots(units)] : []),
    ...createLookoutLayers({ lookouts, hoveredId: null, language, palette, atlas, zoom }),
    createPlaceLabelLayer({ places: findLabelledPlaces(places, zoom, language), language, palette, zoom }),
  ];
}
