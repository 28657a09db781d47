import type { Layer } from '@deck.gl/core';
import { ColumnLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { MapPalette, Rgb } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const SITING_BANDS: LayerBands = {
  'siting-demand': 'grounds',
  'siting-ranges': 'ranges',
  'siting-candidates': 'posts',
  'siting-rims': 'posts',
  'siting-others': 'posts',
  'siting-sites': 'posts',
  'siting-numbers': 'posts',
};

type Place = readonly [number, number];

/** Demand on the map: one soft dot a cell. The three arrays are equally long. */
export interface DemandDots {
  readonly lngs: readonly number[];
  readonly lats: readonly number[];
  /** 0–1, the heaviest cell 1. */
  readonly strengths: readonly number[];
  readonly cellMeters: number;
}

/** What a search for places shows. */
export interface SitingPicture {
  /** Places where a post may stand. */
  candidates: readonly Place[];
  /** The chosen places, in the order of their numbers. */
  sites: readonly Place[];
  /** Places that only the other solution chose. */
  others: readonly Place[];
  rangeMeters: number;
  /** Place in {@link sites}. */
  hoveredSite: number | null;
  demand: DemandDots | null;
}

/** CSS pixels from the middle of a hexagon to its corners. */
const SITE_RADIUS_PIXELS = 12;
const RIM_PIXELS = 2;
/** A heap of strong cells must not become a blot. */
const DEMAND_ALPHA = { least: 24, most: 190 } as const;

const place = (position: Place): [number, number] => [position[0], position[1]];

/** Cells with demand, shared out by `incidentMix` as the search weighs them; cells without any are left out. */
export function toDemandDots(
  {
    cellMeters,
    lngs,
    lats,
    incidentWeights,
    households,
  }: {
    cellMeters: number;
    lngs: readonly number[];
    lats: readonly number[];
    incidentWeights: readonly number[];
    households: readonly number[];
  },
  incidentMix: number,
): DemandDots {
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const incidentTotal = sum(incidentWeights) || 1;
  const householdTotal = sum(households) || 1;
  const weights = lngs.map(
    (_, i) =>
      (incidentMix * incidentWeights[i]!) / incidentTotal + ((1 - incidentMix) * households[i]!) / householdTotal,
  );
  const shown = weights.flatMap((weight, i) => (weight > 0 ? [i] : []));
  const heaviest = shown.reduce((most, i) => Math.max(most, weights[i]!), 0);
  // The root: a few very heavy cells would leave the rest unseen.
  return {
    cellMeters,
    lngs: shown.map((i) => lngs[i]!),
    lats: shown.map((i) => lats[i]!),
    strengths: shown.map((i) => Math.sqrt(weights[i]! / heaviest)),
  };
}

/** The layers of a search: demand, where posts may stand, where they should. */
export function createSitingLayers(
  { candidates, sites, others, rangeMeters, hoveredSite, demand }: SitingPicture,
  palette: MapPalette,
): Layer[] {
  const isHovered = (index: number): boolean => index === hoveredSite;
  const rims: Hexagon[] = [
    ...others.map((position) => ({ position, color: palette.lookout })),
    ...sites.map((position, index) => ({ position, color: isHovered(index) ? palette.selection : palette.halo })),
  ];
  return [
    new ScatterplotLayer<number>({
      id: 'siting-demand',
      data: demand?.strengths ?? [],
      getPosition: (_, { index }) => [demand!.lngs[index]!, demand!.lats[index]!],
      getRadius: (demand?.cellMeters ?? 0) * 0.48,
      radiusUnits: 'meters',
      radiusMinPixels: 1.2,
      getFillColor: (strength) => [
        ...palette.incident.low,
        DEMAND_ALPHA.least + (DEMAND_ALPHA.most - DEMAND_ALPHA.least) * strength,
      ],
      updateTriggers: { getFillColor: palette, getPosition: demand },
    }),
    new ScatterplotLayer<Place>({
      id: 'siting-ranges',
      data: sites,
      getPosition: place,
      getRadius: rangeMeters,
      radiusUnits: 'meters',
      stroked: true,
      getFillColor: (_, { index }) => [...palette.lookout, isHovered(index) ? 46 : 18],
      getLineColor: (_, { index }) => [...palette.lookout, isHovered(index) ? 255 : 190],
      lineWidthUnits: 'pixels',
      getLineWidth: (_, { index }) => (isHovered(index) ? 2.4 : 1.4),
      updateTriggers: {
        getRadius: rangeMeters,
        getFillColor: [palette, hoveredSite],
        getLineColor: [palette, hoveredSite],
        getLineWidth: hoveredSite,
      },
    }),
    new ScatterplotLayer<Place>({
      id: 'siting-candidates',
      data: candidates,
      getPosition: place,
      getRadius: 3.2,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.lookout, 210],
      getLineColor: [...palette.halo, 230],
      lineWidthUnits: 'pixels',
      getLineWidth: 1,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    // Rims are hexagons below: deck measures the stroke of a column in metres even where its radius is in pixels.
    createHexagonLayer('siting-rims', rims, SITE_RADIUS_PIXELS + RIM_PIXELS),
    createHexagonLayer(
      'siting-others',
      others.map((position) => ({ position, color: palette.halo })),
      SITE_RADIUS_PIXELS,
    ),
    createHexagonLayer(
      'siting-sites',
      sites.map((position) => ({ position, color: palette.lookout })),
      SITE_RADIUS_PIXELS,
    ),
    new TextLayer<Place>({
      ...textStyle(palette, 600),
      id: 'siting-numbers',
      data: sites,
      getText: (_, { index }) => String(index + 1),
      getPosition: place,
      getSize: 12,
      outlineWidth: 0,
      getColor: [...palette.halo, 255],
      updateTriggers: { getColor: palette },
    }),
  ];
}

interface Hexagon {
  position: Place;
  color: Rgb;
}

/** Flat hexagons of one size on screen: the shape of a lookout. */
function createHexagonLayer(id: string, data: readonly Hexagon[], radius: number): Layer {
  return new ColumnLayer<Hexagon>({
    id,
    data,
    diskResolution: 6,
    angle: 30,
    extruded: false,
    radius,
    radiusUnits: 'pixels',
    getPosition: ({ position }) => place(position),
    getFillColor: ({ color }) => [...color, 255],
  });
}
