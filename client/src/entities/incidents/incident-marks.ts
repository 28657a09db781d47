import {
  INCIDENT_CATEGORIES,
  INCIDENT_SEVERITIES,
  type IncidentCategory,
  type IncidentSeverity,
} from '@liaowang/shared/schemas/incident';
import { createMarkAtlas, polygonPath, starPath, strokeGlyph, type DrawMark } from '../../map/mark-atlas.ts';
import { toHex } from '../../map/palette.ts';

/** Outlines on a 24 × 24 grid, drawn for this map, stroked. */
const CATEGORY_GLYPHS: Record<IncidentCategory, string> = {
  // Two arrows against each other.
  dispute: 'M4 9h8M9 6l3 3l-3 3M20 15h-8M15 12l-3 3l3 3',
  // A bag with its handle.
  theft: 'M6 9h12l1 10H5zM9 9V7a3 3 0 0 1 6 0v2',
  // A car from the side.
  'vehicle-theft': 'M3 16v-4l3 -1l2 -4h7l3 4l3 1v4zM8 16a1.5 1.5 0 1 0 0.01 0M16 16a1.5 1.5 0 1 0 0.01 0',
  // Lights.
  traffic: 'M8 4h8v16H8zM12 8h0.01M12 12h0.01M12 16h0.01',
  'lost-property': 'M9 9a3 3 0 1 1 4.5 2.6c-1 0.6 -1.5 1.2 -1.5 2.4M12 18h0.01',
  // A lifebelt.
  help: 'M12 4a8 8 0 1 0 0.01 0M12 9a3 3 0 1 0 0.01 0M6.5 6.5l3.3 3.3M17.5 6.5l-3.3 3.3M6.5 17.5l3.3 -3.3M17.5 17.5l-3.3 -3.3',
  // A bank card.
  fraud: 'M4 7h16v10H4zM4 11h16M7 14h3',
  // A loudspeaker.
  noise: 'M5 10h3l4 -4v12l-4 -4H5zM15 9a4 4 0 0 1 0 6M17.5 6.5a8 8 0 0 1 0 11',
  'fire-hazard': 'M12 3c1 4 5 6 5 11a5 5 0 0 1 -10 0c0 -2 1 -3 2 -4c0.5 2 1.5 2 2 1c1 -2 0 -5 1 -8z',
  other: 'M6 12h0.01M12 12h0.01M18 12h0.01',
};

/** Name of an incident's icon; without a category it is the plain shape of city zoom. */
export function incidentIcon(severity: IncidentSeverity, category: IncidentCategory | null, isClosed: boolean): string {
  return `incident-${severity}-${category ?? 'plain'}${isClosed ? '-closed' : ''}`;
}

/** Severity is told by the outline, so at every zoom and for every eye: triangle, diamond, burst. */
const OUTLINES: Record<IncidentSeverity, { path: () => Path2D; glyphSize: number; glyphY: number }> = {
  low: { path: () => polygonPath(3, 17, -90, 19.5), glyphSize: 14, glyphY: 20.6 },
  medium: { path: () => polygonPath(3, 17, -90, 19.5), glyphSize: 14, glyphY: 20.6 },
  high: { path: () => polygonPath(4, 15, -90), glyphSize: 14, glyphY: 16 },
  critical: { path: () => starPath(8, 15, 10.8), glyphSize: 14, glyphY: 16 },
};

function drawIncident(severity: IncidentSeverity, category: IncidentCategory | null, isClosed: boolean): DrawMark {
  return (context, palette) => {
    const { path, glyphSize, glyphY } = OUTLINES[severity];
    const outline = path();
    const halo = toHex(palette.halo);
    const color = toHex(isClosed ? palette.lost : palette.incident[severity]);
    context.lineWidth = 4;
    context.strokeStyle = halo;
    context.stroke(outline);
    // A closed one steps back: hollow and grey, but as sharp as the others.
    context.fillStyle = isClosed ? halo : color;
    context.globalAlpha = isClosed ? 0.6 : severity === 'low' ? 0.55 : 1;
    context.fill(outline);
    context.globalAlpha = 1;
    context.lineWidth = isClosed ? 2.2 : 1.6;
    context.strokeStyle = color;
    context.stroke(outline);
    if (category !== null) strokeGlyph(context, CATEGORY_GLYPHS[category], isClosed ? color : halo, glyphSize, glyphY);
  };
}

/** The icons of incidents. */
export const incidentAtlasOf = createMarkAtlas(
  INCIDENT_SEVERITIES.flatMap((severity) =>
    [null, ...INCIDENT_CATEGORIES].flatMap((category) =>
      [false, true].map(
        (isClosed) => [incidentIcon(severity, category, isClosed), drawIncident(severity, category, isClosed)] as const,
      ),
    ),
  ),
);
