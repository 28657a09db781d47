import type { FastifyInstance } from 'fastify';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { ErrorCode } from '@liaowang/shared/schemas/error-code';
import type {
  HotspotChange,
  HotspotDetail,
  HotspotEvent,
  HotspotEvidence,
  HotspotRecord,
  HotspotStatus,
  NewHotspot,
} from '@liaowang/shared/schemas/hotspot-record';
import { NEXT_STATUSES } from '@liaowang/shared/schemas/hotspot-record';
import type { PolygonGeometry } from '@liaowang/shared/schemas/geometry';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { EventBus } from '../../plugins/event-bus.ts';
import type { Database, Queryable } from '../../plugins/postgres.ts';
import type { AttachmentsRepository } from './attachments.repository.ts';
import type { EventToStore, RecordEdit, RecordsRepository, Reviewer } from './records.repository.ts';

/** Zones have some tens of vertices, contours of a whole town thousands. */
const LIMITS = { ringsPerPolygon: 200, verticesPerRing: 5_000, firstReviewYear: 2000 };

function refuse(status: number, code: ErrorCode, field: string, reason: string): never {
  throw new RequestRefused(status, { code, field, reason });
}

/** Refuses what the database cannot read as a polygon, or nobody means. */
function refuseShape({ coordinates }: PolygonGeometry): void {
  if (
    coordinates.length > LIMITS.ringsPerPolygon ||
    coordinates.some((ring) => ring.length > LIMITS.verticesPerRing + 1)
  ) {
    refuse(
      400,
      'too-many-vertices',
      'body.geometry',
      `A zone has at most ${LIMITS.verticesPerRing} vertices a ring and ${LIMITS.ringsPerPolygon} rings.`,
    );
  }
  for (const [n, ring] of coordinates.entries()) {
    const [first, last] = [ring[0]!, ring.at(-1)!];
    if (first[0] !== last[0] || first[1] !== last[1])
      refuse(400, 'invalid-polygon', `body.geometry.coordinates.${n}`, 'A ring ends where it begins.');
  }
}

function refuseEvidence({ filter }: HotspotEvidence, nowMs: number): void {
  const fromMs = parseInstant(filter.from);
  if (fromMs >= parseInstant(filter.to))
    refuse(400, 'empty-window', 'body.evidence.filter.to', 'The window ends before it begins.');
  if (fromMs > nowMs) refuse(400, 'in-the-future', 'body.evidence.filter.from', 'Evidence cannot begin in the future.');
}

function refuseReviewDate(day: string | null | undefined): void {
  if (day && Number(day.slice(0, 4)) < LIMITS.firstReviewYear)
    refuse(400, 'invalid-input', 'body.nextReviewOn', 'This day is long past.');
}

/** What a change does to a record: what to write, and what to tell of it. */
function planChange(
  before: HotspotRecord,
  change: HotspotChange,
  owner: Reviewer | null,
  areaSquareMeters: number,
): { edit: RecordEdit; events: EventToStore[] } {
  const edit: RecordEdit = {};
  const events: EventToStore[] = [];
  const text = change.reason ?? '';
  if (change.status !== undefined && change.status !== before.status) {
    if (!NEXT_STATUSES[before.status].includes(change.status))
      refuse(409, 'status-not-allowed', 'body.status', `From ${before.status} it cannot become ${change.status}.`);
    if (text.trim() === '')
      refuse(
        400,
        'reason-required',
        'body.reason',
        'Say why: whoever reads the record later has nothing else to go by.',
      );
    edit.status = change.status;
    edit.reason = text;
    events.push({ kind: 'status', text, detail: { from: before.status, to: change.status } });
  }
  if (change.name !== undefined && change.name !== before.name) {
    edit.name = change.name;
    events.push({ kind: 'renamed', text: '', detail: { from: before.name, to: change.name } });
  }
  if (change.ownerAccountId !== undefined && change.ownerAccountId !== (before.owner?.accountId ?? null)) {
    edit.ownerAccountId = change.ownerAccountId;
    events.push({
      kind: 'owner',
      text: '',
      detail: { accountId: change.ownerAccountId, zh: owner?.name.zh ?? null, en: owner?.name.en ?? null },
    });
  }
  if (change.nextReviewOn !== undefined && change.nextReviewOn !== before.nextReviewOn) {
    edit.nextReviewOn = change.nextReviewOn;
    events.push({ kind: 'review-date', text: '', detail: { from: before.nextReviewOn, to: change.nextReviewOn } });
  }
  if (
    change.geometry !== undefined &&
    JSON.stringify(change.geometry.coordinates) !== JSON.stringify(before.geometry.coordinates)
  ) {
    edit.geometry = change.geometry;
    events.push({
      kind: 'reshaped',
      text: '',
      detail: { fromSquareMeters: Math.round(before.areaSquareMeters), toSquareMeters: Math.round(areaSquareMeters) },
    });
  }
  // A reason without a new status is of whatever else changed; it is told once.
  if (events[0]) events[0].text = text;
  return { edit, events };
}

/** The rules of hotspot records. Each change is an event of the record and an entry of the audit log, or did not happen. */
export function createRecordsService(options: {
  repository: RecordsRepository;
  attachments: AttachmentsRepository;
  categories: FastifyInstance['categories'];
  db: Database;
  bus: EventBus;
  audit: AuditRecorder;
}) {
  const { repository, attachments, categories, db, bus, audit } = options;

  /** The polygon as it is stored: valid, and no finer than anybody can see. */
  async function prepareGeometry(given: PolygonGeometry): Promise<PolygonGeometry> {
    refuseShape(given);
    const geometry = await repository.tidy(given);
    const { invalidReason, isOutside } = await repository.findFaults(geometry);
    if (invalidReason !== null)
      refuse(400, 'invalid-polygon', 'body.geometry', `This is no polygon: ${invalidReason}.`);
    if (isOutside) refuse(400, 'outside-jurisdiction', 'body.geometry', 'This zone lies outside the jurisdiction.');
    return geometry;
  }

  async function findStored(id: number, client: Queryable): Promise<HotspotRecord> {
    const record = await repository.findById(id, client);
    if (!record) throw notFound('hotspot');
    return record;
  }

  return {
    findAll: (statuses: readonly HotspotStatus[]) => repository.findAll(statuses),
    findReviewers: repository.findReviewers,
    async findDetail(id: number): Promise<HotspotDetail> {
      const hotspot = await findStored(id, db);
      return { hotspot, events: await repository.findEvents(id), attachments: await attachments.findAll(id) };
    },
    /** A zone becomes a record, to be reviewed. */
    async propose(
      { name, geometry: given, evidence, reason = '', nextReviewOn }: NewHotspot,
      accountId: number,
    ): Promise<HotspotRecord> {
      refuseEvidence(evidence, Date.now());
      refuseReviewDate(nextReviewOn);
      await categories.refuseUnknown(evidence.filter.categories, 'body.evidence.filter.categories');
      const geometry = await prepareGeometry(given);
      const proposed = await db.transaction(async (client) => {
        const id = await repository.insert(
          { name, geometry, evidence, reason, nextReviewOn: nextReviewOn ?? null, proposedByJob: false },
          client,
        );
        await repository.insertEvent(id, accountId, { kind: 'proposed', text: reason, detail: {} }, client);
        await audit.record(
          { accountId, action: 'hotspot.proposed', subject: `hotspot:${id}`, detail: { name } },
          client,
        );
        return findStored(id, client);
      });
      bus.emit('hotspots.changed');
      return proposed;
    },
    /** Changes what the change names; one that changes nothing leaves the version as it is. */
    async change(id: number, given: HotspotChange, accountId: number): Promise<HotspotRecord> {
      const change: HotspotChange = given.geometry
        ? { ...given, geometry: await prepareGeometry(given.geometry) }
        : given;
      refuseReviewDate(change.nextReviewOn);
      const areaSquareMeters = change.geometry ? await repository.findAreaSquareMeters(change.geometry) : 0;
      const owner =
        change.ownerAccountId == null
          ? null
          : ((await repository.findReviewers()).find((reviewer) => reviewer.accountId === change.ownerAccountId) ??
            null);
      const changed = await db.transaction(async (client) => {
        const before = await repository.findForUpdate(id, client);
        if (!before) throw notFound('hotspot');
        if (before.version !== change.version)
          refuse(
            409,
            'changed-meanwhile',
            'body.version',
            `Somebody changed this record: it is version ${before.version} now. Read it again.`,
          );
        const isNewOwner = change.ownerAccountId != null && change.ownerAccountId !== before.owner?.accountId;
        if (isNewOwner && !owner)
          refuse(
            400,
            'owner-not-permitted',
            'body.ownerAccountId',
            'This account may not review hotspots, so it cannot answer for one.',
          );
        const { edit, events } = planChange(before, change, owner, areaSquareMeters);
        if (events.length === 0) return before;
        await repository.update(id, edit, client);
        for (const event of events) await repository.insertEvent(id, accountId, event, client);
        await audit.record(
          {
            accountId,
            action: 'hotspot.changed',
            subject: `hotspot:${id}`,
            detail: { version: before.version + 1, changes: events },
          },
          client,
        );
        return findStored(id, client);
      });
      bus.emit('hotspots.changed');
      return changed;
    },
    async comment(id: number, text: string, accountId: number): Promise<HotspotEvent> {
      const commentId = await db.transaction(async (client) => {
        if (!(await repository.findForUpdate(id, client))) throw notFound('hotspot');
        const eventId = await repository.insertEvent(id, accountId, { kind: 'comment', text, detail: {} }, client);
        await audit.record(
          { accountId, action: 'hotspot.commented', subject: `hotspot:${id}`, detail: { eventId } },
          client,
        );
        return eventId;
      });
      bus.emit('hotspots.changed');
      return (await repository.findEvents(id)).find(({ eventId }) => eventId === commentId)!;
    },
  };
}

export type RecordsService = ReturnType<typeof createRecordsService>;
