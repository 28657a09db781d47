import type { Layer } from '@deck.gl/core';
import { TextLayer } from '@deck.gl/layers';
import type { Unit } from '@liaowang/shared/schemas/unit';
import type { Language } from '../../lib/format.ts';
import { localName } from '../../lib/use-language.ts';
import type { PositionBuffer } from '../../live/position-buffer.ts';
import type { MapPalette } from '../../map/palette.ts';
import { estimateTextWidth, type LabelObstacle } from '../../map/label-obstacles.ts';
import { computePixelsPerDegree } from '../../map/redraw-pace.ts';
import { textStyle } from '../../map/text-style.ts';
import { GlideExtension, findGlideBehind, type GlideProps } from './glide.extension.ts';

/** Names are read, not scanned: beyond this they would only cover the map. */
const MAX_UNIT_LABELS = 250;

/** A unit in view and its slot in the buffer. */
export interface LabelledUnit {
  unit: Unit;
  slot: number;
}

/** Pixels of the map: a name's box beside its mark, and the room around marks that no name may cover. */
const LABEL_BOX = { offsetX: 13, textSize: 11.5, height: 16, markRadius: 6 } as const;

export interface LabelledUnitsOptions {
  /** In order of precedence. */
  units: Iterable<Unit>;
  /** Named whatever it covers: somebody selected it. */
  pinnedUnitId: number | null;
  buffer: PositionBuffer;
  /** West, south, east, north. */
  bounds: readonly [number, number, number, number];
  zoom: number;
  nowMs: number;
  isShown(unit: Unit): boolean;
  /** Larger marks, and names that are there already. */
  obstacles: readonly LabelObstacle[];
  language: Language;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** The units in view whose names fit: but for the pinned one, no name covers another or any mark. First come, first named. */
export function findLabelledUnits({
  units,
  pinnedUnitId,
  buffer,
  bounds: [west, south, east, north],
  zoom,
  nowMs,
  isShown,
  obstacles,
  language,
}: LabelledUnitsOptions): LabelledUnit[] {
  const pixelsPerLng = computePixelsPerDegree(zoom);
  const pixelsPerLat = pixelsPerLng / Math.cos((((south + north) / 2) * Math.PI) / 180);
  const isInView = ([lng, lat]: readonly [number, number]): boolean =>
    lng >= west && lng <= east && lat >= south && lat <= north;
  const boxAt = ([lng, lat]: readonly [number, number], around: Box): Box => {
    const x = (lng - west) * pixelsPerLng;
    const y = (north - lat) * pixelsPerLat;
    return { left: x + around.left, right: x + around.right, top: y + around.top, bottom: y + around.bottom };
  };
  const { markRadius } = LABEL_BOX;
  const markBox: Box = { left: -markRadius, right: markRadius, top: -markRadius, bottom: markRadius };
  const inView = new Map<number, { unit: Unit; mark: Box }>();
  for (const unit of units) {
    const slot = buffer.slotOf(unit.id);
    if (slot === undefined || !isShown(unit) || Number.isNaN(buffer.slots.timeSteps[slot]!)) continue;
    const place = buffer.gliddenPosition(slot, nowMs);
    if (isInView(place) && !inView.has(slot)) inView.set(slot, { unit, mark: boxAt(place, markBox) });
  }
  const taken = [
    ...obstacles.filter(({ place }) => isInView(place)).map((obstacle) => boxAt(obstacle.place, obstacle)),
    ...[...inView.values()].map(({ mark }) => mark),
  ];
  const labelled: LabelledUnit[] = [];
  for (const [slot, { unit, mark }] of inView) {
    const left = mark.right - LABEL_BOX.markRadius + LABEL_BOX.offsetX;
    const middle = (mark.top + mark.bottom) / 2;
    const box: Box = {
      left,
      right: left + estimateTextWidth(localName(unit.name, language), LABEL_BOX.textSize),
      top: middle - LABEL_BOX.height / 2,
      bottom: middle + LABEL_BOX.height / 2,
    };
    if (
      unit.id !== pinnedUnitId &&
      taken.some(
        (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top,
      )
    )
      continue;
    taken.push(box);
    labelled.push({ unit, slot });
    if (labelled.length === MAX_UNIT_LABELS) break;
  }
  return labelled;
}

export interface UnitLabelOptions {
  labelled: readonly LabelledUnit[];
  buffer: PositionBuffer;
  language: Language;
  palette: MapPalette;
  /** Changes with every fix that sends marks on their way. */
  version: number;
  reducedMotion: boolean;
}

const GLIDING = [new GlideExtension()];

/** Names of units beside their marks, at every frame. Places are computed anew when fixes come; between them the shader moves them. */
export function createUnitLabelLayer({
  labelled,
  buffer,
  language,
  palette,
  version,
  reducedMotion,
}: UnitLabelOptions): Layer {
  return new TextLayer<LabelledUnit, GlideProps<LabelledUnit>>({
    ...textStyle(palette),
    id: 'unit-labels',
    data: labelled,
    getText: ({ unit }) => localName(unit.name, language),
    getPosition: ({ slot }) => buffer.gliddenPosition(slot, Infinity),
    getGlideBehind: ({ slot }) => findGlideBehind(buffer, slot),
    glideBuffer: buffer,
    areGlidesShown: !reducedMotion,
    extensions: GLIDING,
    getColor: [...palette.text, 210],
    getSize: LABEL_BOX.textSize,
    getTextAnchor: 'start',
    getPixelOffset: [LABEL_BOX.offsetX, 0],
    updateTriggers: { getText: language, getColor: palette, getPosition: version, getGlideBehind: version },
  });
}
