import { MORAN_BINS } from '@liaowang/shared/analysis/hotspots/zones/local-moran-zones';
import type { DrawnCells } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { MORAN_CLUSTERS, type MoranCluster } from '@liaowang/shared/analysis/hotspots/local-moran/local-moran';
import { findEmergingGroup, type EmergingGroup } from '@liaowang/shared/analysis/hotspots/emerging/emerging-groups';
import { plasmaAt, type MapPalette, type Rgb, type Rgba, type Theme } from '../../map/palette.ts';

const CELL_MEANINGS = ['counts', 'gi-star', 'local-moran', 'emerging'] as const;
/** What the colour of cells stands for. */
export type CellMeaning = (typeof CELL_MEANINGS)[number];

/** What the cells of a method are coloured by; null for methods whose cells are not painted. */
export function findCellMeaning(method: string | undefined): CellMeaning | null {
  return CELL_MEANINGS.find((meaning) => meaning === method) ?? null;
}

const FILL_ALPHA = 168;
/** Cells with incidents but no verdict: seen to be there, without a colour that would mean something. */
const QUIET_ALPHA = 26;
const CLEAR: Rgba = [0, 0, 0, 0];

const withAlpha = ([red, green, blue]: Rgb, alpha: number): Rgba => [red, green, blue, alpha];

/** Colour of a Gi* bin, −3…3; 0 = not significant. */
export function giStarColor(bin: number, palette: MapPalette): Rgba {
  if (bin === 0) return withAlpha(palette.textSoft, QUIET_ALPHA);
  const shade = Math.min(3, Math.abs(bin)) - 1;
  return withAlpha((bin > 0 ? palette.hotCells : palette.coldCells)[shade]!, FILL_ALPHA);
}

/** Colour of a cluster or outlier of local Moran's I: warm where the cell is high, cold where it is low, paler where its neighbours are not. */
export function moranColor(cluster: MoranCluster | null, palette: MapPalette): Rgba {
  if (cluster === null) return withAlpha(palette.textSoft, QUIET_ALPHA);
  const shades = cluster.startsWith('high') ? palette.hotCells : palette.coldCells;
  return withAlpha(shades[cluster === 'high-high' || cluster === 'low-low' ? 2 : 0]!, FILL_ALPHA);
}

/** Colour of a group of emerging categories. */
export function emergingColor(group: EmergingGroup, palette: MapPalette): Rgba {
  if (group === 'none') return withAlpha(palette.textSoft, QUIET_ALPHA);
  return withAlpha(group === 'cold' ? palette.coldCells[1] : palette.emerging[group], FILL_ALPHA);
}

/** Colour of a cell by its share of the fullest cell's incidents; cells outside the zones step back. */
export function countColor(share: number, isInZone: boolean, theme: Theme): Rgba {
  // The root, as a few very full cells would leave the rest unseen; the darkest of plasma sinks into a dark ground.
  const position = Math.sqrt(share);
  const color = theme === 'dark' ? plasmaAt(0.22 + 0.7 * position) : plasmaAt(0.85 - 0.7 * position);
  return withAlpha(color, isInZone ? 190 : 44);
}

/** The colour of each drawn cell. */
export function colorCells(cells: DrawnCells, meaning: CellMeaning, palette: MapPalette, theme: Theme): Rgba[] {
  const fullest = cells.counts.reduce((most, count) => Math.max(most, count), 1);
  return Array.from(cells.counts, (count, cell) => {
    // Hatched in a layer of their own.
    if (cells.tooFew[cell]) return CLEAR;
    if (meaning === 'counts') return countColor(count / fullest, cells.bins[cell] === 1, theme);
    if (meaning === 'emerging')
      return emergingColor(cells.emerging ? findEmergingGroup(cells.emerging.categories[cell]!) : 'none', palette);
    if (meaning === 'local-moran')
      return moranColor(MORAN_CLUSTERS.find((cluster) => MORAN_BINS[cluster] === cells.bins[cell]) ?? null, palette);
    return giStarColor(cells.bins[cell]!, palette);
  });
}
