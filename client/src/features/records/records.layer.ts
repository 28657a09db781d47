import type { Layer } from '@deck.gl/core';
import { PolygonLayer, ScatterplotLayer, TextLayer } from '@deck.gl/layers';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import type { MapPalette, Rgb } from '../../map/palette.ts';
import { computePixelsPerDegree } from '../../map/redraw-pace.ts';
import { textStyle } from '../../map/text-style.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const RECORD_BANDS: LayerBands = {
  'hotspot-records': 'grounds',
  'hotspot-record-marks': 'selection',
  'hotspot-record-names': 'names',
};

export interface HotspotRecordsOptions {
  /** Each with the name to show. */
  records: readonly HotspotRecord[];
  chosenId: number | null;
  hoveredId: number | null;
  palette: MapPalette;
  zoom: number;
}

/** CSS pixels across from which a record has room for its name, and below which it is too small to be found without a mark. */
const NAMED_FROM_PIXELS = 70;
const MARKED_BELOW_PIXELS = 22;
/** Confirmed ones are acted upon: they carry a fill; the others stand back. The chosen one has its outline, so that one sees what lies in it. */
const FILL_ALPHA = { plain: 20, chosen: 34, confirmed: 46, hovered: 84 } as const;

function findWidthPixels({ geometry }: HotspotRecord, zoom: number): number {
  const [west, , east] = computeBounds(geometry);
  return (east - west) * computePixelsPerDegree(zoom);
}

/** Where a name stands clear of what is inside: above the northern edge. */
function findNamePosition({ geometry, labelPoint }: HotspotRecord): [number, number] {
  return [labelPoint[0], computeBounds(geometry)[3]];
}

/** Hotspot records in the colour of their status: areas, a mark where the area is only a few pixels, names where there is room. */
export function createHotspotRecordLayers({
  records,
  chosenId,
  hoveredId,
  palette,
  zoom,
}: HotspotRecordsOptions): Layer[] {
  const isEmphasised = ({ hotspotId }: HotspotRecord): boolean => hotspotId === chosenId || hotspotId === hoveredId;
  const fillAlphaOf = ({ hotspotId, status }: HotspotRecord): number =>
    FILL_ALPHA[
      hotspotId === hoveredId
        ? 'hovered'
        : hotspotId === chosenId
          ? 'chosen'
          : status === 'confirmed'
            ? 'confirmed'
            : 'plain'
    ];
  const colorOf = (record: HotspotRecord): Rgb => palette.hotspotRecord[record.status];
  const lineColorOf = (record: HotspotRecord): Rgb =>
    record.hotspotId === chosenId ? palette.selection : colorOf(record);
  const emphasis = [palette, chosenId, hoveredId];
  return [
    new PolygonLayer<HotspotRecord>({
      id: 'hotspot-records',
      data: records,
      stroked: true,
      filled: true,
      getPolygon: ({ geometry }) => geometry.coordinates,
      getFillColor: (record) => [...colorOf(record), fillAlphaOf(record)],
      getLineColor: (record) => [...lineColorOf(record), 240],
      getLineWidth: (record) => (isEmphasised(record) ? 2.4 : 1.4),
      lineWidthUnits: 'pixels',
      updateTriggers: { getFillColor: emphasis, getLineColor: emphasis, getLineWidth: emphasis },
    }),
    new ScatterplotLayer<HotspotRecord>({
      id: 'hotspot-record-marks',
      data: records.filter((record) => findWidthPixels(record, zoom) < MARKED_BELOW_PIXELS),
      getPosition: ({ labelPoint }) => labelPoint,
      getRadius: (record) => (isEmphasised(record) ? 9 : 7),
      radiusUnits: 'pixels',
      filled: true,
      stroked: true,
      getFillColor: (record) => [...colorOf(record), isEmphasised(record) ? 120 : 60],
      getLineColor: (record) => [...lineColorOf(record), 255],
      lineWidthUnits: 'pixels',
      getLineWidth: 1.8,
      updateTriggers: { getRadius: emphasis, getFillColor: emphasis, getLineColor: emphasis },
    }),
    new TextLayer<HotspotRecord>({
      ...textStyle(palette, 600),
      id: 'hotspot-record-names',
      data: records.filter((record) => isEmphasised(record) || findWidthPixels(record, zoom) >= NAMED_FROM_PIXELS),
      getText: (record: HotspotRecord) => record.name,
      getPosition: findNamePosition,
      getSize: 12,
      getColor: (record) => [...colorOf(record), 255],
      getAlignmentBaseline: 'bottom',
      getPixelOffset: [0, -10],
      updateTriggers: { getColor: palette },
    }),
  ];
}
