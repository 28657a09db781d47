import type { IconLayerProps } from '@deck.gl/layers';
import type { MapPalette } from './palette.ts';

/** One image with all icons of a kind in a palette, and where each is in it. */
export interface MarkAtlas {
  image: NonNullable<IconLayerProps['iconAtlas']>;
  mapping: Record<string, { x: number; y: number; width: number; height: number }>;
}

/** Draws an icon on a grid of {@link MARK_UNITS} a side. */
export type DrawMark = (context: CanvasRenderingContext2D, palette: MapPalette) => void;

/** Pixels of a cell: twice the largest size on screen, for dense displays. */
const CELL_PIXELS = 96;
const COLUMNS = 11;
/** Icons are drawn on a grid of so many units a cell. */
export const MARK_UNITS = 32;

/** A regular polygon in the middle of the icon, or at `centerY`. */
export function polygonPath(corners: number, radius: number, startDegrees: number, centerY = MARK_UNITS / 2): Path2D {
  const path = new Path2D();
  for (let corner = 0; corner < corners; corner++) {
    const angle = ((startDegrees + (corner * 360) / corners) * Math.PI) / 180;
    path.lineTo(MARK_UNITS / 2 + radius * Math.cos(angle), centerY + radius * Math.sin(angle));
  }
  path.closePath();
  return path;
}

/** A star of `points` points around a middle, the first one up. */
export function starPath(points: number, outerRadius: number, innerRadius: number, middle = MARK_UNITS / 2): Path2D {
  const path = new Path2D();
  for (let corner = 0; corner < 2 * points; corner++) {
    const angle = (corner / points) * Math.PI - Math.PI / 2;
    const radius = corner % 2 === 0 ? outerRadius : innerRadius;
    path.lineTo(middle + radius * Math.cos(angle), middle + radius * Math.sin(angle));
  }
  path.closePath();
  return path;
}

/** Strokes an outline given on a 24 × 24 grid, `size` units large, in the middle of the icon across. */
export function strokeGlyph(
  context: CanvasRenderingContext2D,
  glyph: string,
  colour: string,
  size: number,
  centerY = MARK_UNITS / 2,
): void {
  context.save();
  context.translate(MARK_UNITS / 2 - size / 2, centerY - size / 2);
  context.scale(size / 24, size / 24);
  context.strokeStyle = colour;
  context.lineWidth = 2.6;
  context.stroke(new Path2D(glyph));
  context.restore();
}

function drawAtlas(palette: MapPalette, marks: ReadonlyArray<readonly [name: string, draw: DrawMark]>): MarkAtlas {
  const canvas = document.createElement('canvas');
  canvas.width = COLUMNS * CELL_PIXELS;
  canvas.height = Math.ceil(marks.length / COLUMNS) * CELL_PIXELS;
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.lineJoin = 'round';
  context.lineCap = 'round';
  const mapping: MarkAtlas['mapping'] = {};
  marks.forEach(([name, draw], index) => {
    const x = (index % COLUMNS) * CELL_PIXELS;
    const y = Math.floor(index / COLUMNS) * CELL_PIXELS;
    context.save();
    context.translate(x, y);
    context.scale(CELL_PIXELS / MARK_UNITS, CELL_PIXELS / MARK_UNITS);
    draw(context, palette);
    context.restore();
    mapping[name] = { x, y, width: CELL_PIXELS, height: CELL_PIXELS };
  });
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  // deck makes a texture of any image here; its types know only of addresses and textures.
  return { image: pixels as unknown as MarkAtlas['image'], mapping };
}

/** The icons of one kind of thing, by palette; drawn when first asked for, once for all who show some. */
export function createMarkAtlas(
  marks: ReadonlyArray<readonly [name: string, draw: DrawMark]>,
): (palette: MapPalette) => MarkAtlas {
  const atlases = new WeakMap<MapPalette, MarkAtlas>();
  return (palette) => {
    const atlas = atlases.get(palette) ?? drawAtlas(palette, marks);
    atlases.set(palette, atlas);
    return atlas;
  };
}
