import { createRandom } from '@liaowang/shared/analysis/statistics/seeded-random';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';

/** Where the areas lie, degrees, and how they are cut. */
interface Tiling {
  west: number;
  south: number;
  east: number;
  north: number;
  columns: number;
  rows: number;
  /** Pieces of each border between two corners: more make it more winding. */
  pieces: number;
  seed?: number;
}

/**
 * Areas that cover a rectangle without gap or overlap: neighbours share a winding border, place by place, each ring drawn
 * anticlockwise. Row by row from the south-west.
 */
export function createAreaTiling({
  west,
  south,
  east,
  north,
  columns,
  rows,
  pieces,
  seed = 1,
}: Tiling): PolygonGeometry[] {
  const random = createRandom(seed);
  const [width, height] = [(east - west) / columns, (north - south) / rows];
  const shift = (isFree: boolean, size: number): number => (isFree ? (random() - 0.5) * 0.3 * size : 0);
  const corners = Array.from({ length: rows + 1 }, (_, row) =>
    Array.from({ length: columns + 1 }, (__, column): [number, number] => [
      west + column * width + shift(column > 0 && column < columns, width),
      south + row * height + shift(row > 0 && row < rows, height),
    ]),
  );
  const border = (from: [number, number], to: [number, number], isStraight: boolean): Array<[number, number]> =>
    Array.from({ length: pieces + 1 }, (_, i) => {
      const share = i / pieces;
      const isFree = !isStraight && i > 0 && i < pieces;
      return [
        from[0] + (to[0] - from[0]) * share + shift(isFree, width / 8),
        from[1] + (to[1] - from[1]) * share + shift(isFree, height / 8),
      ];
    });
  const level = corners.map((line, row) =>
    line.slice(1).map((to, column) => border(line[column]!, to, row === 0 || row === rows)),
  );
  const upright = corners
    .slice(1)
    .map((line, row) =>
      line.map((to, column) => border(corners[row]![column]!, to, column === 0 || column === columns)),
    );
  return Array.from({ length: rows * columns }, (_, i): PolygonGeometry => {
    const [row, column] = [Math.floor(i / columns), i % columns];
    const ring = [
      ...level[row]![column]!.slice(0, -1),
      ...upright[row]![column + 1]!.slice(0, -1),
      ...level[row + 1]![column]!.toReversed().slice(0, -1),
      ...upright[row]![column]!.toReversed(),
    ];
    return { type: 'Polygon', coordinates: [ring] };
  });
}
