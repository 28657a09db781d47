import type { IconLayerProps } from '@deck.gl/layers';
import {
  INCIDENT_CATEGORIES,
  INCIDENT_SEVERITIES,
  type IncidentCategory,
  type IncidentSeverity,
} from '@liaowang/shared/schemas/incident';
import { CATEGORY_GLYPHS, LOOKOUT_GLYPH } from './mark-glyphs.ts';
import { toHex, type MapPalette } from './palette.ts';

/** One image with all icons of a palette, and where each is in it. */
export interface MarkAtlas {
  image: NonNullable<IconLayerProps['iconAtlas']>;
  mapping: Record<string, { x: number; y: number; width: number; height: number }>;
}

/** Pixels of a cell: twice the largest size on screen, for dense displays. */
const CELL_PIXELS = 96;
const COLUMNS = 11;
/** Icons are drawn on a grid of 32 units a cell. */
const UNITS = 32;

/** Name of an incident's icon; without a category it is the plain triangle of city zoom. */
export function incidentIcon(severity: IncidentSeverity, category: IncidentCategory | null): string {
  return `incident-${severity}-${category ?? 'plain'}`;
}

/** Name of a lookout's icon. */
export function lookoutIcon(onDuty: boolean, isSmall: boolean): string {
  return `lookout-${onDuty ? 'on' : 'off'}-${isSmall ? 'small' : 'full'}`;
}

type Draw = (context: CanvasRenderingContext2D, palette: MapPalette) => void;

function polygonPath(corners: number, radius: number, startDegrees: number, centerY = UNITS / 2): Path2D {
  const path = new Path2D();
  for (let corner = 0; corner < corners; corner++) {
    const angle = ((startDegrees + (corner * 360) / corners) * Math.PI) / 180;
    path.lineTo(UNITS / 2 + radius * Math.cos(angle), centerY + radius * Math.sin(angle));
  }
  path.closePath();
  return path;
}

function strokeGlyph(
  context: CanvasRenderingContext2D,
  glyph: string,
  colour: string,
  size: number,
  centerY: number,
): void {
  context.save();
  context.translate(UNITS / 2 - size / 2, centerY - size / 2);
  context.scale(size / 24, size / 24);
  context.strokeStyle = colour;
  context.lineWidth = 2.6;
  context.stroke(new Path2D(glyph));
  context.restore();
}

/** At city zoom a lookout is its hexagon with a dot: the watchtower would be a smudge. */
function drawLookout(onDuty: boolean, isSmall: boolean): Draw {
  return (context, palette) => {
    const hexagon = polygonPath(6, isSmall ? 13 : 14, -90);
    const colour = toHex(palette.lookout);
    context.globalAlpha = onDuty ? 1 : 0.6;
    context.fillStyle = toHex(palette.halo);
    context.fill(hexagon);
    if (onDuty) {
      context.globalAlpha = 0.22;
      context.fillStyle = colour;
      context.fill(hexagon);
      context.globalAlpha = 1;
    }
    context.strokeStyle = colour;
    context.lineWidth = (onDuty ? 2.4 : 1.6) * (isSmall ? 1.6 : 1);
    if (!onDuty) context.setLineDash([3, 2.4]);
    context.stroke(hexagon);
    context.setLineDash([]);
    if (!isSmall) strokeGlyph(context, LOOKOUT_GLYPH, colour, 17, UNITS / 2);
    else if (onDuty) {
      context.fillStyle = colour;
      context.fill(polygonPath(6, 4.5, -90));
    }
  };
}

function drawIncident(severity: IncidentSeverity, category: IncidentCategory | null): Draw {
  return (context, palette) => {
    const triangle = polygonPath(3, 17, -90, 19.5);
    context.lineWidth = 4;
    context.strokeStyle = toHex(palette.halo);
    context.stroke(triangle);
    context.fillStyle = toHex(palette.incident[severity]);
    // A low one is hollow: severity shows without colour too.
    context.globalAlpha = severity === 'low' ? 0.55 : 1;
    context.fill(triangle);
    context.globalAlpha = 1;
    context.lineWidth = 1.6;
    context.strokeStyle = toHex(palette.incident[severity]);
    context.stroke(triangle);
    if (category !== null) strokeGlyph(context, CATEGORY_GLYPHS[category], toHex(palette.halo), 14, 20.6);
    else if (severity === 'critical') strokeGlyph(context, 'M12 4v10M12 20h0.01', toHex(palette.halo), 16, 20);
  };
}

/** Draws the icons of a palette on a canvas. */
export function createMarkAtlas(palette: MapPalette): MarkAtlas {
  const drawings: Array<[string, Draw]> = [
    ...[true, false].flatMap((onDuty) =>
      [true, false].map((isSmall): [string, Draw] => [lookoutIcon(onDuty, isSmall), drawLookout(onDuty, isSmall)]),
    ),
    ...INCIDENT_SEVERITIES.flatMap((severity) =>
      [null, ...INCIDENT_CATEGORIES].map((category): [string, Draw] => [
        incidentIcon(severity, category),
        drawIncident(severity, category),
      ]),
    ),
  ];
  const canvas = document.createElement('canvas');
  canvas.width = COLUMNS * CELL_PIXELS;
  canvas.height = Math.ceil(drawings.length / COLUMNS) * CELL_PIXELS;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const mapping: MarkAtlas['mapping'] = {};
  drawings.forEach(([name, draw], index) => {
    const x = (index % COLUMNS) * CELL_PIXELS;
    const y = Math.floor(index / COLUMNS) * CELL_PIXELS;
    context.save();
    context.translate(x, y);
    context.scale(CELL_PIXELS / UNITS, CELL_PIXELS / UNITS);
    draw(context, palette);
    context.restore();
    mapping[name] = { x, y, width: CELL_PIXELS, height: CELL_PIXELS };
  });
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  // deck makes a texture of any image here; its types know only of addresses and textures.
  return { image: pixels as unknown as MarkAtlas['image'], mapping };
}

const atlases = new WeakMap<MapPalette, MarkAtlas>();

/** The icons of a palette, drawn once for all who show some. */
export function markAtlasOf(palette: MapPalette): MarkAtlas {
  const known = atlases.get(palette) ?? createMarkAtlas(palette);
  atlases.set(palette, known);
  return known;
}
