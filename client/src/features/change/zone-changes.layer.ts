import type { Layer } from '@deck.gl/core';
import { PolygonLayer } from '@deck.gl/layers';
import type { ZoneChangeKind } from '@liaowang/shared/analysis/hotspots/change/zone-change';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { MapPalette, Rgb } from '../../map/palette.ts';
import type { LayerBands } from '../../map/drawn-layers.store.ts';

/** Where each layer lies. */
export const ZONE_CHANGE_BANDS: LayerBands = {
  'zone-changes-before': 'grounds',
  'zone-changes-now': 'grounds',
};

/** A zone of either window and what became of its ground. */
export interface ChangedZone {
  rings: LngLat[][];
  isNow: boolean;
  kind: ZoneChangeKind;
  isChance: boolean;
  isHovered: boolean;
}

function colorOf(kind: ZoneChangeKind, palette: MapPalette): Rgb {
  if (kind === 'appeared' || kind === 'grew') return palette.incident.high;
  if (kind === 'faded' || kind === 'shrank') return palette.coldCells[1];
  return kind === 'moved' ? palette.zone : palette.textSoft;
}

const FILL_ALPHA = { sure: 70, chance: 22, hovered: 120 } as const;

/** Zones of now filled, those of before as outlines only; what chance explains is faint. */
export function createZoneChangeLayers(zones: readonly ChangedZone[], palette: MapPalette): Layer[] {
  const alphaOf = ({ isChance, isHovered }: ChangedZone): number =>
    isHovered ? FILL_ALPHA.hovered : isChance ? FILL_ALPHA.chance : FILL_ALPHA.sure;
  return [
    new PolygonLayer<ChangedZone>({
      id: 'zone-changes-now',
      data: zones.filter(({ isNow }) => isNow),
      getPolygon: ({ rings }) => rings,
      getFillColor: (zone) => [...colorOf(zone.kind, palette), alphaOf(zone)],
      getLineColor: (zone) => [...colorOf(zone.kind, palette), zone.isChance ? 150 : 255],
      getLineWidth: ({ isHovered }) => (isHovered ? 3 : 1.5),
      lineWidthUnits: 'pixels',
    }),
    new PolygonLayer<ChangedZone>({
      id: 'zone-changes-before',
      data: zones.filter(({ isNow }) => !isNow),
      filled: false,
      getPolygon: ({ rings }) => rings,
      getLineColor: (zone) => [...colorOf(zone.kind, palette), zone.isHovered ? 255 : zone.isChance ? 110 : 190],
      getLineWidth: ({ isHovered }) => (isHovered ? 2.5 : 1),
      lineWidthUnits: 'pixels',
    }),
  ];
}
