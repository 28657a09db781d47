import { DEGREES_PER_STEP } from '@liaowang/shared/contract/position-frame';
import { UNIT_KINDS, type UnitKind } from '@liaowang/shared/schemas/unit';
import type { UnitSlots } from '../../live/unit-slots.ts';
import { KIND_INDEX, STATE_INDEX } from '../../live/unit-slots.ts';

/** Units near one place: those on foot or bicycle, and vehicles. Lost ones do not count: nobody knows where they are. */
export interface TownCount {
  foot: number;
  vehicles: number;
}

/** Cells a side of the grid that remembers the nearest place: 64 × 64 over the city is under a kilometre a cell. */
const GRID_CELLS = 64;

/** Finds the nearest of a few places in constant time, exact to a grid cell. */
export interface PlaceGrid {
  placeCount: number;
  findNearest(lng: number, lat: number): number;
}

/** A grid over the places' box and a fifth around it; positions further out count for the nearest edge cell. */
export function createPlaceGrid(positions: ReadonlyArray<readonly [number, number]>): PlaceGrid {
  const lngs = positions.map(([lng]) => lng);
  const lats = positions.map(([, lat]) => lat);
  const pad = (low: number, high: number): [number, number] => [
    low - (high - low) * 0.2 - 0.01,
    high + (high - low) * 0.2 + 0.01,
  ];
  const [west, east] = pad(Math.min(...lngs), Math.max(...lngs));
  const [south, north] = pad(Math.min(...lats), Math.max(...lats));
  const squeeze = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const cells = new Uint16Array(GRID_CELLS * GRID_CELLS);
  for (let row = 0; row < GRID_CELLS; row++) {
    for (let column = 0; column < GRID_CELLS; column++) {
      const lng = west + ((column + 0.5) / GRID_CELLS) * (east - west);
      const lat = south + ((row + 0.5) / GRID_CELLS) * (north - south);
      let nearest = 0;
      let nearestDistance = Infinity;
      positions.forEach(([placeLng, placeLat], place) => {
        const distance = ((placeLng - lng) * squeeze) ** 2 + (placeLat - lat) ** 2;
        if (distance < nearestDistance) {
          nearestDistance = distance;
          nearest = place;
        }
      });
      cells[row * GRID_CELLS + column] = nearest;
    }
  }
  const toCell = (share: number): number => Math.min(GRID_CELLS - 1, Math.max(0, Math.floor(share * GRID_CELLS)));
  return {
    placeCount: positions.length,
    findNearest: (lng, lat) =>
      cells[toCell((lat - south) / (north - south)) * GRID_CELLS + toCell((lng - west) / (east - west))]!,
  };
}

/** Units of the shown kinds by nearest place, in the order of the grid's places. */
export function countByPlace(slots: UnitSlots, grid: PlaceGrid, visibleKinds: readonly UnitKind[]): TownCount[] {
  const isShown = UNIT_KINDS.map((kind) => visibleKinds.includes(kind));
  const counts = Array.from({ length: grid.placeCount }, (): TownCount => ({ foot: 0, vehicles: 0 }));
  if (grid.placeCount === 0) return counts;
  for (let slot = 0; slot < slots.count; slot++) {
    const state = slots.states[slot]!;
    if (state !== STATE_INDEX.fresh && state !== STATE_INDEX.stale) continue;
    const kind = slots.kinds[slot]!;
    if (!isShown[kind]) continue;
    const count =
      counts[grid.findNearest(slots.lngSteps[slot]! * DEGREES_PER_STEP, slots.latSteps[slot]! * DEGREES_PER_STEP)]!;
    if (kind === KIND_INDEX.foot || kind === KIND_INDEX.bicycle) count.foot++;
    else count.vehicles++;
  }
  return counts;
}
