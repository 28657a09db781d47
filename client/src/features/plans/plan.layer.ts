import type { Layer } from '@deck.gl/core';
import { PathStyleExtension, type PathStyleExtensionProps } from '@deck.gl/extensions';
import { PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { MapPalette } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const PLAN_BANDS: LayerBands = {
  'plan-ghosts': 'ranges',
  'plan-moves': 'ranges',
  'plan-loops': 'ranges',
  'plan-range': 'ranges',
  'plan-draft': 'handles',
  'plan-marks': 'handles',
  'plan-handles': 'handles',
  'plan-labels': 'handles',
};

type Place = readonly [number, number];

/** Where a lookout stands today that the plan moves, changes or takes away. */
export interface PlanGhost {
  position: Place;
  rangeMeters: number;
  /** Where the plan puts it; null = nowhere. */
  movedTo: Place | null;
}

/** A round on the map; corners only, the way back is drawn too. */
export interface PlanLoopShape {
  path: readonly Place[];
  isSelected: boolean;
}

/** What a plan shows beside the lookouts it changes, which are drawn as lookouts. */
export interface PlanPicture {
  ghosts: readonly PlanGhost[];
  /** Posts that the plan changed or put up. */
  marks: ReadonlyArray<{ position: Place; isSelected: boolean }>;
  loops: readonly PlanLoopShape[];
  /** Ring of the selected post. */
  range: { position: Place; rangeMeters: number } | null;
  /** Points that can be dragged or that are being laid. */
  handles: readonly Place[];
  /** The loop that is being drawn, up to the pointer. */
  draft: readonly Place[];
  labels: ReadonlyArray<{ position: Place; text: string }>;
}

const dashes = new PathStyleExtension({ dash: true });

/** Removed and moved posts stay to be seen, but barely. */
const GHOST_ALPHA = 70;

/** The layers of a plan: what it changes, what can be dragged, what is being drawn. */
export function createPlanLayers(picture: PlanPicture, palette: MapPalette): Layer[] {
  const closed = ({ path }: PlanLoopShape): [number, number][] => [...path, path[0]!] as [number, number][];
  const moves = picture.ghosts.flatMap(({ position, movedTo }) => (movedTo ? [[position, movedTo]] : []));
  return [
    new ScatterplotLayer<PlanGhost>({
      id: 'plan-ghosts',
      data: picture.ghosts,
      getPosition: ({ position }) => position as [number, number],
      getRadius: ({ rangeMeters }) => rangeMeters,
      radiusUnits: 'meters',
      filled: false,
      stroked: true,
      getLineColor: [...palette.textSoft, GHOST_ALPHA],
      lineWidthUnits: 'pixels',
      getLineWidth: 1.2,
      updateTriggers: { getLineColor: palette },
    }),
    new PathLayer<Place[], PathStyleExtensionProps<Place[]>>({
      id: 'plan-moves',
      data: moves,
      getPath: (path) => path as [number, number][],
      getColor: [...palette.textSoft, 170],
      getWidth: 1.4,
      widthUnits: 'pixels',
      extensions: [dashes],
      getDashArray: [4, 3],
      updateTriggers: { getColor: palette },
    }),
    new PathLayer<PlanLoopShape>({
      id: 'plan-loops',
      data: picture.loops,
      getPath: closed,
      getColor: [...palette.foot, 220],
      getWidth: ({ isSelected }) => (isSelected ? 4 : 2.4),
      widthUnits: 'pixels',
      jointRounded: true,
      capRounded: true,
      updateTriggers: { getColor: palette },
    }),
    new ScatterplotLayer({
      id: 'plan-range',
      data: picture.range ? [picture.range] : [],
      getPosition: ({ position }) => position as [number, number],
      getRadius: ({ rangeMeters }) => rangeMeters,
      radiusUnits: 'meters',
      filled: false,
      stroked: true,
      getLineColor: [...palette.selection, 220],
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      updateTriggers: { getLineColor: palette },
    }),
    new PathLayer<readonly Place[], PathStyleExtensionProps<readonly Place[]>>({
      id: 'plan-draft',
      data: picture.draft.length > 1 ? [picture.draft] : [],
      getPath: (path) => path as [number, number][],
      getColor: [...palette.foot, 255],
      getWidth: 2.4,
      widthUnits: 'pixels',
      extensions: [dashes],
      getDashArray: [4, 2],
      updateTriggers: { getColor: palette },
    }),
    new ScatterplotLayer<PlanPicture['marks'][number]>({
      id: 'plan-marks',
      data: picture.marks,
      getPosition: ({ position }) => position as [number, number],
      getRadius: 15,
      radiusUnits: 'pixels',
      filled: false,
      stroked: true,
      getLineColor: ({ isSelected }) => [...palette.selection, isSelected ? 255 : 130],
      lineWidthUnits: 'pixels',
      getLineWidth: ({ isSelected }) => (isSelected ? 2.4 : 1.4),
      updateTriggers: { getLineColor: palette },
    }),
    new ScatterplotLayer<Place>({
      id: 'plan-handles',
      data: picture.handles,
      getPosition: (place) => place as [number, number],
      getRadius: 5.5,
      radiusUnits: 'pixels',
      stroked: true,
      getFillColor: [...palette.halo, 255],
      getLineColor: [...palette.selection, 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 2,
      updateTriggers: { getFillColor: palette, getLineColor: palette },
    }),
    new TextLayer<PlanPicture['labels'][number]>({
      ...textStyle(palette, 600),
      id: 'plan-labels',
      data: picture.labels,
      getText: ({ text }) => text,
      getPosition: ({ position }) => position as [number, number],
      getSize: 12,
      getColor: [...palette.text, 255],
      getPixelOffset: [0, -16],
      updateTriggers: { getColor: palette },
    }),
  ];
}
