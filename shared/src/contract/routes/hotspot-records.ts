import * as Type from 'typebox';
import {
  HOTSPOT_STATUSES,
  HotspotRecordList,
  HotspotDetail,
  MAX_ATTACHMENT_BYTES,
  NewHotspot,
  HotspotRecord,
  HotspotChange,
  HotspotComment,
  HotspotEvent,
  HotspotAttachment,
} from '../../schemas/hotspot-record.ts';
import { RowId } from '../../schemas/row-id.ts';
import { LocalizedName, textOf } from '../../schemas/text.ts';
import { NightlyReview } from '../../schemas/nightly-review.ts';
import { OutcomeQuery, HotspotOutcome, DosageQuery, DosageOverview } from '../../schemas/hotspot-outcome.ts';
import { Done, type RouteTable } from '../route.ts';

const ONE_STATUS = `(${HOTSPOT_STATUSES.join('|')})`;
/** `?status=proposed&status=watching` or `?status=proposed,watching`. */
const Statuses = Type.Array(Type.String({ pattern: `^${ONE_STATUS}(,${ONE_STATUS})*$` }), {
  maxItems: HOTSPOT_STATUSES.length,
});
const params = Type.Object({ hotspotId: RowId });

export const hotspotRecordsRoutes = {
  'GET /hotspots/records': {
    summary: 'Records of any of the statuses (all by default), touched last first',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    query: Type.Object({ status: Type.Optional(Statuses) }, { additionalProperties: false }),
    answers: { 200: HotspotRecordList },
    refusals: [],
  },
  'GET /hotspots/records/:hotspotId': {
    summary: 'A record, what happened to it (oldest first) and its attachments',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    params,
    answers: { 200: HotspotDetail },
    refusals: ['not-found'],
  },
  'POST /hotspots/records': {
    summary: 'Makes a zone a record, to be reviewed',
    tags: ['hotspots'],
    requires: 'hotspots:review',
    body: NewHotspot,
    answers: { 201: HotspotRecord },
    refusals: [
      'category-unknown',
      'empty-window',
      'in-the-future',
      'invalid-polygon',
      'outside-jurisdiction',
      'too-many-vertices',
    ],
  },
  'PUT /hotspots/records/:hotspotId': {
    summary: 'Changes what the body names; `version` is the one that was read',
    tags: ['hotspots'],
    requires: 'hotspots:review',
    params,
    body: HotspotChange,
    answers: { 200: HotspotRecord },
    refusals: [
      'changed-meanwhile',
      'invalid-polygon',
      'not-found',
      'outside-jurisdiction',
      'owner-not-permitted',
      'reason-required',
      'status-not-allowed',
      'too-many-vertices',
    ],
  },
  'POST /hotspots/records/:hotspotId/comments': {
    summary: 'Adds a comment',
    tags: ['hotspots'],
    requires: 'hotspots:review',
    params,
    body: HotspotComment,
    answers: { 201: HotspotEvent },
    refusals: ['not-found'],
  },
  'GET /hotspots/owners': {
    summary: 'Accounts that may answer for a record',
    tags: ['hotspots'],
    requires: 'hotspots:review',
    answers: { 200: Type.Array(Type.Object({ accountId: Type.Integer(), name: LocalizedName })) },
    refusals: [],
  },
  'POST /hotspots/records/:hotspotId/attachments': {
    summary: 'Attaches a file of at most 10 MB: the body as application/octet-stream',
    tags: ['hotspots'],
    requires: 'hotspots:review',
    params,
    query: Type.Object({ fileName: textOf({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false }),
    body: { mediaType: 'application/octet-stream', maxBytes: MAX_ATTACHMENT_BYTES },
    answers: { 201: HotspotAttachment },
    refusals: ['attachment-kind', 'not-found', 'too-many-attachments'],
  },
  'GET /hotspots/records/:hotspotId/attachments/:attachmentId': {
    summary: 'Downloads a file',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    params: Type.Object({ hotspotId: RowId, attachmentId: RowId }),
    answers: { 200: { mediaType: '*' } },
    refusals: ['not-found'],
  },
  'DELETE /hotspots/records/:hotspotId/attachments/:attachmentId': {
    summary: 'Takes a file away',
    tags: ['hotspots'],
    requires: 'hotspots:review',
    params: Type.Object({ hotspotId: RowId, attachmentId: RowId }),
    answers: { 204: Done },
    refusals: ['not-found'],
  },
  'GET /hotspots/nightly': {
    summary: 'What the last nightly review did, and when the next one comes',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    answers: { 200: NightlyReview },
    refusals: [],
  },
  'POST /hotspots/nightly': {
    summary: 'Runs the nightly review now, in the background, unless it is under way',
    tags: ['hotspots'],
    requires: 'hotspots:review',
    answers: { 202: NightlyReview },
    refusals: [],
  },
  'GET /hotspots/records/:hotspotId/outcome': {
    summary: 'Did patrolling help: dosage beside incidents before, during and after, with buffer and comparison zones',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    params,
    query: OutcomeQuery,
    answers: { 200: HotspotOutcome },
    refusals: ['empty-window', 'not-found'],
  },
  'GET /hotspots/dosage': {
    summary: 'Patrolling beside incidents by week, of every hotspot that is not rejected',
    tags: ['hotspots'],
    requires: 'hotspots:view',
    query: DosageQuery,
    answers: { 200: DosageOverview },
    refusals: [],
  },
} satisfies RouteTable;
