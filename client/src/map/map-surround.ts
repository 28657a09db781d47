import { computeScaleBar } from './scale-bar.ts';
import { formatDistance } from '../lib/format.ts';
import type { MapFrame } from './capture.ts';
import { starPath } from './mark-atlas.ts';
import { toHex, type MapPalette, type Rgb } from './palette.ts';

/** What stands for a thing in the legend, as on the map. */
export type LegendShape =
  | 'disc'
  | 'bar'
  | 'hexagon'
  | 'triangle'
  | 'diamond'
  | 'burst'
  | 'hatch'
  | 'tint'
  | 'outline'
  | 'surface';

export interface LegendEntry {
  shape: LegendShape;
  color: Rgb;
  text: string;
}

/** What makes a picture of the map readable without the page around it. */
export interface MapSurround {
  /** Top left, e.g. city and moment; null = none. */
  title: string | null;
  legend: readonly LegendEntry[];
  /** Where the map comes from. */
  attribution: string;
  /** Letter under the north arrow. */
  north: string;
  palette: MapPalette;
}

const FONT = '"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
/** CSS pixels; all of it is drawn at the picture's own pixel ratio. */
const SIZES = { margin: 12, padding: 9, row: 18, mark: 12, gap: 7, scaleBar: 120, radius: 6 } as const;

type Context = CanvasRenderingContext2D;

function hexagon(size: number): Path2D {
  const path = new Path2D();
  for (let corner = 0; corner < 6; corner++) {
    const angle = (Math.PI / 3) * corner - Math.PI / 2;
    path.lineTo(size / 2 + (size / 2) * Math.cos(angle), size / 2 + (size / 2) * Math.sin(angle));
  }
  path.closePath();
  return path;
}

const shapeOf = (description: string): Path2D => new Path2D(description);

/** Draws a mark into the square from 0, 0 to `SIZES.mark`. */
function drawMark(context: Context, { shape, color }: LegendEntry): void {
  const size = SIZES.mark;
  const box = shapeOf(`M0.5 0.5H${size - 0.5}V${size - 0.5}H0.5z`);
  context.strokeStyle = toHex(color);
  context.fillStyle = toHex(color);
  context.lineWidth = 1.4;
  if (shape === 'hexagon') context.stroke(hexagon(size));
  else if (shape === 'outline') context.stroke(box);
  else if (shape === 'bar') context.fillRect(size / 2 - 2.5, 0, 5, size);
  else if (shape === 'triangle') context.fill(shapeOf(`M${size / 2} 0L${size} ${size}H0z`));
  else if (shape === 'diamond')
    context.fill(shapeOf(`M${size / 2} 0L${size} ${size / 2}L${size / 2} ${size}L0 ${size / 2}z`));
  else if (shape === 'burst') context.fill(starPath(8, size / 2, size * 0.36, size / 2));
  else if (shape === 'disc' || shape === 'surface') {
    context.globalAlpha = shape === 'disc' ? 1 : 0.6;
    context.beginPath();
    context.arc(size / 2, size / 2, size / 2 - (shape === 'disc' ? 2 : 0), 0, 2 * Math.PI);
    context.fill();
  } else if (shape === 'tint') {
    context.globalAlpha = 0.25;
    context.fill(box);
  } else {
    context.lineWidth = 1.1;
    context.save();
    context.clip(box);
    context.stroke(
      shapeOf(`M0 ${size}L${size} 0M${-size / 2} ${size}L${size / 2} 0M${size / 2} ${size}L${size * 1.5} 0`),
    );
    context.restore();
    context.setLineDash([2.6, 1.6]);
    context.stroke(box);
    context.setLineDash([]);
  }
  context.globalAlpha = 1;
}

function drawPlate(context: Context, palette: MapPalette, x: number, y: number, width: number, height: number): void {
  context.fillStyle = toHex(palette.halo);
  context.globalAlpha = 0.88;
  context.beginPath();
  context.roundRect(x, y, width, height, SIZES.radius);
  context.fill();
  context.globalAlpha = 1;
}

function drawTitle(context: Context, title: string, palette: MapPalette, width: number): void {
  context.font = `600 14px ${FONT}`;
  // A plan's name makes it long: it is set narrower before it would leave a phone's picture.
  const textWidth = Math.min(context.measureText(title).width, width - 2 * (SIZES.margin + SIZES.padding));
  drawPlate(context, palette, SIZES.margin, SIZES.margin, textWidth + 2 * SIZES.padding, 28);
  context.fillStyle = toHex(palette.text);
  context.fillText(title, SIZES.margin + SIZES.padding, SIZES.margin + 14, textWidth);
}

function drawLegend(context: Context, legend: readonly LegendEntry[], palette: MapPalette, bottom: number): void {
  context.font = `12px ${FONT}`;
  const width =
    Math.max(...legend.map(({ text }) => context.measureText(text).width)) + SIZES.mark + SIZES.gap + 2 * SIZES.padding;
  const height = legend.length * SIZES.row + SIZES.padding;
  const top = bottom - height;
  drawPlate(context, palette, SIZES.margin, top, width, height);
  legend.forEach((entry, row) => {
    const middle = top + SIZES.padding / 2 + (row + 0.5) * SIZES.row;
    context.save();
    context.translate(SIZES.margin + SIZES.padding, middle - SIZES.mark / 2);
    drawMark(context, entry);
    context.restore();
    context.fillStyle = toHex(palette.text);
    context.fillText(entry.text, SIZES.margin + SIZES.padding + SIZES.mark + SIZES.gap, middle);
  });
}

/** Scale bar, north and attribution along the right and lower edge. */
function drawEdge(
  context: Context,
  { palette, attribution, north }: MapSurround,
  metersPerPixel: number,
  width: number,
  height: number,
): void {
  const { distanceMeters, widthPixels } = computeScaleBar(metersPerPixel, SIZES.scaleBar);
  const right = width - SIZES.margin;
  const bottom = height - SIZES.margin;
  context.font = `11px ${FONT}`;
  const plateWidth = Math.max(widthPixels + 34, context.measureText(attribution).width) + 2 * SIZES.padding;
  drawPlate(context, palette, right - plateWidth, bottom - 56, plateWidth, 56);
  context.fillStyle = toHex(palette.textSoft);
  context.textAlign = 'right';
  context.fillText(attribution, right - SIZES.padding, bottom - 12);
  context.textAlign = 'center';
  const barLeft = right - SIZES.padding - widthPixels;
  context.fillStyle = toHex(palette.text);
  context.fillText(formatDistance(distanceMeters), barLeft + widthPixels / 2, bottom - 44);
  context.strokeStyle = toHex(palette.text);
  context.lineWidth = 1.5;
  context.stroke(shapeOf(`M${barLeft} ${bottom - 33}v6h${widthPixels}v-6`));
  const arrowX = barLeft - 22;
  context.fill(shapeOf(`M${arrowX} ${bottom - 51}l6 15l-6 -4l-6 4z`));
  context.font = `600 10px ${FONT}`;
  context.fillText(north, arrowX, bottom - 29);
  context.textAlign = 'left';
}

/** Burns title, legend, scale, north and attribution into the picture; returns its canvas. */
export function drawSurround(
  { canvas, pixelRatio, metersPerPixel }: MapFrame,
  surround: MapSurround,
): HTMLCanvasElement {
  const context = canvas.getContext('2d')!;
  const width = canvas.width / pixelRatio;
  const height = canvas.height / pixelRatio;
  context.save();
  context.scale(pixelRatio, pixelRatio);
  context.textBaseline = 'middle';
  if (surround.title !== null) drawTitle(context, surround.title, surround.palette, width);
  if (surround.legend.length > 0) drawLegend(context, surround.legend, surround.palette, height - SIZES.margin);
  drawEdge(context, surround, metersPerPixel, width, height);
  context.restore();
  return canvas;
}
