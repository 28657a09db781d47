import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat } from './geometry.ts';
import { LocalizedName } from './text.ts';

/** By how wide it is drawn and from which zoom: motorways and national roads, roads between towns, main streets, all others. */
export const ROAD_CLASSES = ['motorway', 'trunk', 'main', 'street'] as const;
export const RoadClass = Type.Enum(ROAD_CLASSES);
export type RoadClass = (typeof ROAD_CLASSES)[number];

/** A road or street of the city's own network, in as many pieces as it has. */
export const Road = Type.Object({
  id: Type.Integer(),
  /** Null for lanes that have none. */
  name: Type.Union([LocalizedName, Type.Null()]),
  roadClass: RoadClass,
  lines: Type.Array(Type.Array(LngLat, { minItems: 2 }), { minItems: 1 }),
});
export type Road = Static<typeof Road>;
