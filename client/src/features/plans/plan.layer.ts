import type { Color, Layer } from '@deck.gl/core';
import { PathStyleExtension, type PathStyleExtensionProps } from '@deck.gl/extensions';
import { PathLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import { createHandleLayers, handleBands } from '../../map/handles.layer.ts';
import type { MapPalette } from '../../map/palette.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const PLAN_BANDS: LayerBands = {
  'plan-ghosts': 'ranges',
  'plan-ghost-outlines': 'ranges',
  'plan-moves': 'ranges',
  'plan-loops': 'ranges',
  'plan-range': 'ranges',
  'plan-range-outline': 'ranges',
  'plan-marks': 'handles',
  ...handleBands('plan'),
  'plan-labels': 'handles',
};

type Place = readonly [number, number];

/** What a post sees. */
export interface SeenGround {
  position: Place;
  rangeMeters: number;
  /** Closed; null = all within its range. */
  outline: readonly Place[] | null;
}

/** Where a lookout stands today that the plan moves, changes or takes away. */
export interface PlanGhost extends SeenGround {
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
  /** What the selected post sees. */
  range: SeenGround | null;
  /** Points that can be dragged or that are being laid. */
  handles: readonly Place[];
  /** The loop that is being drawn, up to the pointer. */
  draft: readonly Place[];
  labels: ReadonlyArray<{ position: Place; text: string }>;
}

const dashes = new PathStyleExtension({ dash: true });

/** Removed and moved posts stay to be seen, but barely. */
const GHOST_ALPHA = 70;

/** What posts see as lines: rings of their ranges, and the outlines of those that do not see all around. */
function createOutlineLayers(
  ids: { rings: string; outlines: string },
  grounds: readonly SeenGround[],
  { color, width, palette }: { color: Color; width: number; palette: MapPalette },
): Layer[] {
  return [
    new ScatterplotLayer<SeenGround>({
      id: ids.rings,
      data: grounds.filter(({ outline }) => outline === null),
      getPosition: ({ position }) => position as [number, number],
      getRadius: ({ rangeMeters }) => rangeMeters,
      radiusUnits: 'meters',
      filled: false,
      stroked: true,
      getLineColor: color,
      lineWidthUnits: 'pixels',
      getLineWidth: width,
      updateTriggers: { getLineColor: palette },
    }),
    new PathLayer<SeenGround>({
      id: ids.outlines,
      data: grounds.filter(({ outline }) => outline !== null),
      getPath: ({ outline }) => outline as [number, number][],
      getColor: color,
      getWidth: width,
      widthUnits: 'pixels',
      jointRounded: true,
      updateTriggers: { getColor: palette },
    }),
  ];
}

/** The layers of a plan: what it changes, what can be dragged, what is being drawn. */
export function createPlanLayers(picture: PlanPicture, palette: MapPalette): Layer[] {
  const closed = ({ path }: PlanLoopShape): [number, number][] => [...path, path[0]!] as [number, number][];
  const moves = picture.ghosts.flatMap(({ position, movedTo }) => (movedTo ? [[position, movedTo]] : []));
  return [
    ...createOutlineLayers({ rings: 'plan-ghosts', outlines: 'plan-ghost-outlines' }, picture.ghosts, {
      color: [...palette.textSoft, GHOST_ALPHA],
      width: 1.2,
      palette,
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
    ...createOutlineLayers(
      { rings: 'plan-range', outlines: 'plan-range-outline' },
      picture.range ? [picture.range] : [],
      { color: [...palette.selection, 220], width: 2, palette },
    ),
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
    ...createHandleLayers('plan', { ...picture, color: [...palette.foot, 255] }, palette),
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
