import { createMarkAtlas, polygonPath, strokeGlyph, type DrawMark } from '../../map/mark-atlas.ts';
import { toHex } from '../../map/palette.ts';

/** A watchtower, on a 24 × 24 grid. */
const LOOKOUT_GLYPH = 'M7 5h10l-1.5 6h-7zM9.5 11L8 20M14.5 11L16 20M9 15.5h6';

/** Name of a lookout's icon. */
export function lookoutIcon(onDuty: boolean, isSmall: boolean): string {
  return `lookout-${onDuty ? 'on' : 'off'}-${isSmall ? 'small' : 'full'}`;
}

/** At city zoom a lookout is its hexagon with a dot: the watchtower would be a smudge. */
function drawLookout(onDuty: boolean, isSmall: boolean): DrawMark {
  return (context, palette) => {
    const hexagon = polygonPath(6, isSmall ? 13 : 14, -90);
    const colour = toHex(palette.lookout);
    context.globalAlpha = onDuty ? 1 : 0.6;
    context.fillStyle = toHex(palette.halo);
    context.fill(hexagon);
    context.globalAlpha = 1;
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
    if (!isSmall) strokeGlyph(context, LOOKOUT_GLYPH, colour, 17);
    else if (onDuty) {
      context.fillStyle = colour;
      context.fill(polygonPath(6, 4.5, -90));
    }
  };
}

/** The icons of lookouts. */
export const lookoutAtlasOf = createMarkAtlas(
  [true, false].flatMap((onDuty) =>
    [true, false].map((isSmall) => [lookoutIcon(onDuty, isSmall), drawLookout(onDuty, isSmall)] as const),
  ),
);
