import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import { useEffect } from 'react';
import { computePixelsPerDegree } from './redraw-pace.ts';
import type { Selection } from './selection.ts';

/** CSS pixels a pointer may miss a mark by. */
export const HIT_RADIUS_PIXELS = 8;
/** A post or an event is drawn larger than a unit: it wins when both are about as near. */
export const BIG_MARK_BONUS_PIXELS = 5;

/** Where the pointer is, with the scale of the map there. */
export interface Pointer {
  lngLat: readonly [number, number];
  pixelsPerLng: number;
  pixelsPerLat: number;
  /** Of `performance.now()`: marks that glide are hit where they are drawn. */
  nowMs: number;
}

/** The pointer at a place of the map. */
export function toPointer(lngLat: readonly [number, number], zoom: number, nowMs: number): Pointer {
  const pixelsPerLng = computePixelsPerDegree(zoom);
  return { lngLat, pixelsPerLng, pixelsPerLat: pixelsPerLng / Math.cos((lngLat[1] * Math.PI) / 180), nowMs };
}

/** A thing under the pointer: a mark with its distance in CSS pixels (less its bonus), or ground with its size. */
export type Hit =
  | { target: Selection; pixels: number }
  | {
      target: Selection;
      /** Square degrees: good only to compare neighbours. */
      ground: number;
    };

/** What of one kind is under the pointer. Found in the data that is drawn, so it needs no read-back from the GPU. */
export type HitTest = (pointer: Pointer) => Hit | null;

/** The distance of a place from the pointer, CSS pixels. */
export function measurePixels([lng, lat]: readonly [number, number], pointer: Pointer): number {
  return Math.hypot((lng - pointer.lngLat[0]) * pointer.pixelsPerLng, (lat - pointer.lngLat[1]) * pointer.pixelsPerLat);
}

/** The nearest of a few marks within {@link HIT_RADIUS_PIXELS} and their bonus; of equally near ones the last drawn. */
export function findNearestMark<T>(
  kind: string,
  marks: Iterable<T>,
  {
    idOf,
    positionOf,
    bonusPixels = 0,
  }: { idOf: (mark: T) => number; positionOf: (mark: T) => readonly [number, number]; bonusPixels?: number },
  pointer: Pointer,
): Hit | null {
  let best: Hit | null = null;
  let bestPixels = HIT_RADIUS_PIXELS;
  for (const mark of marks) {
    const pixels = measurePixels(positionOf(mark), pointer) - bonusPixels;
    if (pixels > bestPixels) continue;
    bestPixels = pixels;
    best = { target: { kind, id: idOf(mark) }, pixels };
  }
  return best;
}

/** The smallest of some grounds around the pointer. */
export function findSmallestGround<T>(
  kind: string,
  grounds: Iterable<T>,
  { idOf, geometryOf }: { idOf: (ground: T) => number; geometryOf: (ground: T) => PolygonGeometry },
  { lngLat }: Pointer,
): Hit | null {
  let best: { target: Selection; ground: number } | null = null;
  for (const ground of grounds) {
    const geometry = geometryOf(ground);
    if (!isInsideArea(lngLat, geometry)) continue;
    const size = computeRingSize(geometry.coordinates[0]!);
    if (!best || size < best.ground) best = { target: { kind, id: idOf(ground) }, ground: size };
  }
  return best;
}

/** What is under the pointer: the nearest mark (of equally near ones that of the later test), else the smallest ground, else null. */
export function findTargetUnder(tests: Iterable<HitTest>, pointer: Pointer): Selection | null {
  let mark: { target: Selection; pixels: number } | null = null;
  let around: { target: Selection; ground: number } | null = null;
  for (const test of tests) {
    const hit = test(pointer);
    if (hit === null) continue;
    if ('pixels' in hit) {
      if (!mark || hit.pixels <= mark.pixels) mark = hit;
    } else if (!around || hit.ground < around.ground) around = hit;
  }
  return (mark ?? around)?.target ?? null;
}

const hitTests = new Set<HitTest>();

/** Makes a kind of thing that is shown selectable by the pointer; null while it is not shown. Memoise the test. */
export function useHitTest(test: HitTest | null): void {
  useEffect(() => {
    if (!test) return undefined;
    hitTests.add(test);
    return () => {
      hitTests.delete(test);
    };
  }, [test]);
}

/** What is at a place of the map, of all that is shown. */
export function findTargetAt(lngLat: readonly [number, number], zoom: number): Selection | null {
  return findTargetUnder(hitTests, toPointer(lngLat, zoom, performance.now()));
}

/** Area of a ring in square degrees, good only to compare neighbours. */
function computeRingSize(ring: ReadonlyArray<readonly [number, number]>): number {
  let doubled = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++)
    doubled += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1];
  return Math.abs(doubled) / 2;
}
