import * as Type from 'typebox';
import type { Static } from 'typebox';
import { LngLat, PolygonGeometry } from './geometry.ts';
import { IncidentFilter } from './incident-filter.ts';
import { Instant, textOf } from './text.ts';
import { ZoneMethod } from './zone-method.ts';

/** proposed → confirmed / rejected / watching → closed. */
export const HOTSPOT_STATUSES = ['proposed', 'confirmed', 'rejected', 'watching', 'closed'] as const;
export const HotspotStatus = Type.Enum(HOTSPOT_STATUSES);
export type HotspotStatus = (typeof HOTSPOT_STATUSES)[number];

/** Where a status may go from here; reopening is proposing anew. */
export const NEXT_STATUSES: Record<HotspotStatus, readonly HotspotStatus[]> = {
  proposed: ['confirmed', 'watching', 'rejected'],
  confirmed: ['watching', 'closed'],
  watching: ['confirmed', 'closed', 'rejected'],
  rejected: ['proposed'],
  closed: ['proposed'],
};

const closed = { additionalProperties: false };
const Day = Type.String({ format: 'date' });

/** What a zone rests on: with these the same zone is found again. */
export const HotspotEvidence = Type.Object(
  {
    method: ZoneMethod,
    filter: IncidentFilter,
    incidentCount: Type.Integer({ minimum: 0 }),
    areaSquareMeters: Type.Number({ minimum: 0 }),
    /** What the method says, by its own names (`ZoneEvidence` in analysis/hotspots/zone-result.ts). */
    figures: Type.Record(Type.String(), Type.Union([Type.Number(), Type.String()])),
  },
  closed,
);
export type HotspotEvidence = Static<typeof HotspotEvidence>;

export const NewHotspot = Type.Object(
  {
    name: textOf({ minLength: 1, maxLength: 80 }),
    geometry: PolygonGeometry,
    evidence: HotspotEvidence,
    reason: Type.Optional(textOf({ maxLength: 1_000 })),
    nextReviewOn: Type.Optional(Day),
  },
  closed,
);
export type NewHotspot = Static<typeof NewHotspot>;

/** Whether the evidence still stands, by the nightly job: the same method over the newest window of the same length. */
export const EvidenceCheck = Type.Object({
  checkedAt: Instant,
  from: Instant,
  to: Instant,
  incidentCount: Type.Integer(),
  /** `holds`: a zone of the same method overlaps it; `faded`: none does; `too-few-events`: nothing can be said. */
  state: Type.Enum(['holds', 'faded', 'too-few-events']),
});
export type EvidenceCheck = Static<typeof EvidenceCheck>;

export const HotspotRecord = Type.Object({
  hotspotId: Type.Integer(),
  name: Type.String(),
  geometry: PolygonGeometry,
  labelPoint: LngLat,
  areaSquareMeters: Type.Number(),
  status: HotspotStatus,
  /** Of the last change of status. */
  reason: Type.String(),
  evidence: HotspotEvidence,
  check: Type.Union([EvidenceCheck, Type.Null()]),
  /** Proposed by the nightly job, not by a person. */
  proposedByJob: Type.Boolean(),
  /** Account that answers for it; names are those of staff accounts. */
  owner: Type.Union([
    Type.Object({ accountId: Type.Integer(), name: Type.Object({ zh: Type.String(), en: Type.String() }) }),
    Type.Null(),
  ]),
  nextReviewOn: Type.Union([Day, Type.Null()]),
  /** When it was confirmed, i.e. from when patrols may have been sent; null = never. */
  confirmedAt: Type.Union([Instant, Type.Null()]),
  createdAt: Instant,
  updatedAt: Instant,
  /** Goes up with every change; a change that names an older one is refused. */
  version: Type.Integer(),
  comments: Type.Integer(),
  attachments: Type.Integer(),
});
export type HotspotRecord = Static<typeof HotspotRecord>;
export const HotspotRecordList = Type.Object({ hotspots: Type.Array(HotspotRecord) });

export const HotspotEvent = Type.Object({
  eventId: Type.Integer(),
  at: Instant,
  kind: Type.Enum([
    'proposed',
    'status',
    'renamed',
    'owner',
    'review-date',
    'reshaped',
    'comment',
    'attachment',
    'attachment-removed',
    'evidence-faded',
    'evidence-holds',
  ]),
  /** Null = the nightly job. */
  by: Type.Union([Type.Object({ zh: Type.String(), en: Type.String() }), Type.Null()]),
  text: Type.String(),
  detail: Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()])),
});
export type HotspotEvent = Static<typeof HotspotEvent>;

/** Largest file that is taken. */
export const MAX_ATTACHMENT_BYTES = 10 * 1_048_576;

export const HotspotAttachment = Type.Object({
  attachmentId: Type.Integer(),
  fileName: Type.String(),
  mediaType: Type.String(),
  bytes: Type.Integer(),
  createdAt: Instant,
});
export type HotspotAttachment = Static<typeof HotspotAttachment>;

export const HotspotDetail = Type.Object({
  hotspot: HotspotRecord,
  events: Type.Array(HotspotEvent),
  attachments: Type.Array(HotspotAttachment),
});
export type HotspotDetail = Static<typeof HotspotDetail>;

/** What is left out stays as it is. `reason` is asked for with a new status. */
export const HotspotChange = Type.Object(
  {
    version: Type.Integer({ minimum: 1 }),
    name: Type.Optional(textOf({ minLength: 1, maxLength: 80 })),
    status: Type.Optional(HotspotStatus),
    reason: Type.Optional(textOf({ maxLength: 1_000 })),
    ownerAccountId: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])),
    nextReviewOn: Type.Optional(Type.Union([Day, Type.Null()])),
    geometry: Type.Optional(PolygonGeometry),
  },
  closed,
);
export type HotspotChange = Static<typeof HotspotChange>;

export const HotspotComment = Type.Object({ text: textOf({ minLength: 1, maxLength: 2_000 }) }, closed);
