import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat, PointGeometry, featureCollectionOf, featureOf } from './geometry.ts';
import { CategoryId } from './incident-category.ts';
import { Instant, textOf } from './text.ts';

export const INCIDENT_CATEGORIES = [
  'dispute',
  'theft',
  'vehicle-theft',
  'traffic',
  'lost-property',
  'help',
  'fraud',
  'noise',
  'fire-hazard',
  'other',
] as const;
export const IncidentCategory = Type.Enum(INCIDENT_CATEGORIES);
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number];

export const INCIDENT_SEVERITIES = ['low', 'medium', 'high', 'critical'] as const;
export const IncidentSeverity = Type.Enum(INCIDENT_SEVERITIES);
export type IncidentSeverity = (typeof INCIDENT_SEVERITIES)[number];

/** `reported` by people, or `found` by a patrol: kept apart so that patrolling does not make its own hotspots. */
export const INCIDENT_SOURCES = ['reported', 'found'] as const;
export const IncidentSource = Type.Enum(INCIDENT_SOURCES);
export type IncidentSource = (typeof INCIDENT_SOURCES)[number];

/** `withdrawn` = undone by whoever reported it: hidden everywhere, kept for the audit. */
export const INCIDENT_STATUSES = ['open', 'assigned', 'closed', 'withdrawn'] as const;
export const IncidentStatus = Type.Enum(INCIDENT_STATUSES);
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number];

/** How much of an incident's time is known; of a day or a month, `occurredAt` is the beginning. */
export const TIME_PRECISIONS = ['minute', 'day', 'month'] as const;
export type TimePrecision = (typeof TIME_PRECISIONS)[number];

export const IncidentProperties = Type.Object({
  incidentId: Type.Integer(),
  /** The top of the category's tree. */
  category: IncidentCategory,
  /** The category itself, as the city has it. */
  categoryId: CategoryId,
  severity: IncidentSeverity,
  source: IncidentSource,
  status: IncidentStatus,
  description: Type.String(),
  branchId: Type.Union([Type.Integer(), Type.Null()]),
  occurredAt: Instant,
  /** It was between `occurredAt` and this; null = at a moment. */
  occurredUntil: Type.Optional(Type.Union([Instant, Type.Null()])),
  timePrecision: Type.Optional(Type.Enum(TIME_PRECISIONS)),
  reportedAt: Instant,
});
export type IncidentProperties = Static<typeof IncidentProperties>;

export const IncidentFeature = featureOf(PointGeometry, IncidentProperties);
export type IncidentFeature = Static<typeof IncidentFeature>;
export const IncidentCollection = featureCollectionOf(IncidentFeature);
export type IncidentCollection = Static<typeof IncidentCollection>;

/** How long ago something may be that somebody reports who neither manages nor imports incidents: what is older comes from a register, by a file. */
export const REPORT_WITHIN_DAYS = 30;

export const NewIncident = Type.Object(
  {
    category: IncidentCategory,
    /** A kind below `category`. */
    categoryId: Type.Optional(CategoryId),
    severity: Type.Optional(IncidentSeverity),
    source: Type.Optional(IncidentSource),
    position: LngLat,
    description: Type.Optional(textOf({ maxLength: 500 })),
    occurredAt: Type.Optional(Instant),
  },
  { additionalProperties: false },
);
export type NewIncident = Static<typeof NewIncident>;

/** What happened around a place, newest first. */
export const NearbyIncidents = Type.Object({
  /** Of all that there are; the list may be shorter. */
  total: Type.Integer(),
  incidents: Type.Array(Type.Object({ incident: IncidentFeature, distanceMeters: Type.Number() })),
});
export type NearbyIncidents = Static<typeof NearbyIncidents>;

/** Today so far beside the usual: the same hours of the same weekday over the last weeks. */
export const IncidentSummary = Type.Object({
  /** Since the city's midnight. */
  today: Type.Integer(),
  /** The same incidents by category, most first; categories without one are left out. */
  todayByCategory: Type.Array(Type.Object({ category: IncidentCategory, count: Type.Integer() })),
  usualLow: Type.Union([Type.Number(), Type.Null()]),
  usualHigh: Type.Union([Type.Number(), Type.Null()]),
  weeksCompared: Type.Integer(),
});
export type IncidentSummary = Static<typeof IncidentSummary>;
