import { CompositeLayer, type Layer } from '@deck.gl/core';
import {
  MaskExtension,
  PathStyleExtension,
  type MaskExtensionProps,
  type PathStyleExtensionProps,
} from '@deck.gl/extensions';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Jurisdiction } from '@liaowang/shared/schemas/registry';
import type { MapPalette } from '../../map/palette.ts';
import { HatchExtension } from '../../map/hatch.extension.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const GAP_BANDS: LayerBands = {
  'observed-mask': 'gaps',
  'observed-tint': 'gaps',
  'jurisdiction-gaps': 'gaps',
  'coverage-gaps': 'gaps',
  'coverage-gap-edges': 'gaps',
};

/**
 * Who sees what now: disk centres in degrees (3 numbers each, as the mask demands) and radii in metres, and what is seen
 * and is no disk.
 */
export interface ObservingGround {
  /** How many there are. */
  observers: number;
  /** How many of them see a disk. */
  length: number;
  positions: Float64Array;
  radiiMeters: Float32Array;
  polygons: ReadonlyArray<ReadonlyArray<ReadonlyArray<readonly [number, number]>>>;
}

/** An area of responsibility as one polygon with its holes. */
export interface GapArea {
  id: string;
  rings: ReadonlyArray<ReadonlyArray<readonly [number, number]>>;
}

const MASK_ID = 'observed-mask';
/** Where it matters the hatch is plain; over all the rest of the city it is only a breath, or it would be all one sees. */
const HATCH_ALPHA = { keyArea: 140, jurisdiction: 42 } as const;
/** LOOK.md: what is observed is tinted at 10 %. */
const OBSERVED_ALPHA = 26;

/** Disks and polygons as one mask: a layer can be drawn through only one. */
class ObservedMaskLayer extends CompositeLayer<{ observing: ObservingGround }> {
  static override layerName = 'ObservedMaskLayer';

  override renderLayers(): Layer[] {
    const { length, positions, radiiMeters, polygons } = this.props.observing;
    return [
      new ScatterplotLayer({
        ...this.getSubLayerProps({ id: 'disks' }),
        data: {
          length,
          attributes: {
            // Size 3: with 2 the mask stays empty without a word.
            getPosition: { value: positions, size: 3 },
            getRadius: { value: radiiMeters, size: 1 },
          },
        },
        radiusUnits: 'meters',
        antialiasing: false,
      }),
      new SolidPolygonLayer<ObservingGround['polygons'][number]>({
        ...this.getSubLayerProps({ id: 'polygons' }),
        data: polygons,
        getPolygon: (rings) => rings as [number, number][][],
      }),
    ];
  }
}

const mask = new MaskExtension();
const hatch = new HatchExtension();
const dashes = new PathStyleExtension({ dash: true });

/** The polygons of key areas, for the layers below. */
export function toGapAreas(keyAreas: readonly KeyArea[]): GapArea[] {
  return keyAreas.map(({ id, geometry }) => ({ id: `key-area:${id}`, rings: geometry.coordinates }));
}

/** The polygons of the whole jurisdiction. */
export function toJurisdictionAreas({ boundary }: Pick<Jurisdiction, 'boundary'>): GapArea[] {
  const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
  return polygons.map((rings, index) => ({ id: `jurisdiction:${index}`, rings }));
}

export interface CoverageGapOptions {
  observing: ObservingGround;
  keyAreas: readonly GapArea[];
  /** Empty at city zoom: there nearly all of it is a gap. */
  jurisdiction: readonly GapArea[];
  palette: MapPalette;
}

/**
 * What nobody sees now, hatched, and what is seen, tinted. The shapes are never computed: what is observed is drawn into a
 * mask and the areas are drawn through it (docs: DESIGN, "Gaps on screen").
 */
export function createCoverageGapLayers({ observing, keyAreas, jurisdiction, palette }: CoverageGapOptions): Layer[] {
  const getPolygon = (area: GapArea): [number, number][][] => area.rings as [number, number][][];
  const createHatch = (id: string, areas: readonly GapArea[], alpha: number): Layer =>
    new SolidPolygonLayer<GapArea, MaskExtensionProps>({
      id,
      data: areas,
      getPolygon,
      extensions: [mask, hatch],
      getFillColor: [...palette.gap, alpha],
      maskId: MASK_ID,
      maskInverted: true,
      updateTriggers: { getFillColor: palette },
    });
  return [
    new ObservedMaskLayer({ id: MASK_ID, operation: 'mask', observing }),
    new SolidPolygonLayer<GapArea, MaskExtensionProps>({
      id: 'observed-tint',
      data: jurisdiction.length > 0 ? jurisdiction : keyAreas,
      getPolygon,
      extensions: [mask],
      getFillColor: [...palette.foot, OBSERVED_ALPHA],
      maskId: MASK_ID,
      updateTriggers: { getFillColor: palette },
    }),
    createHatch('jurisdiction-gaps', jurisdiction, HATCH_ALPHA.jurisdiction),
    createHatch('coverage-gaps', keyAreas, HATCH_ALPHA.keyArea),
    new PathLayer<GapArea, PathStyleExtensionProps<GapArea>>({
      id: 'coverage-gap-edges',
      data: keyAreas,
      getPath: (area) => area.rings[0] as [number, number][],
      getColor: [...palette.gap, 200],
      widthUnits: 'pixels',
      getWidth: 1.4,
      extensions: [dashes],
      getDashArray: [5, 4],
      dashJustified: true,
      updateTriggers: { getColor: palette },
    }),
  ];
}
