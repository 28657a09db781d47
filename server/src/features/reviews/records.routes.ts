import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import {
  HOTSPOT_STATUSES,
  HotspotChange,
  HotspotComment,
  HotspotDetail,
  HotspotEvent,
  HotspotRecord,
  HotspotRecordList,
  NewHotspot,
  type HotspotStatus,
} from '@liaowang/shared/schemas/hotspot-record';
import { RowId } from '@liaowang/shared/schemas/row-id';
import { LocalizedName } from '@liaowang/shared/schemas/text';
import type { RecordsService } from './records.service.ts';

const ONE_STATUS = `(${HOTSPOT_STATUSES.join('|')})`;
/** `?status=proposed&status=watching` or `?status=proposed,watching`. */
const Statuses = Type.Array(Type.String({ pattern: `^${ONE_STATUS}(,${ONE_STATUS})*$` }), {
  maxItems: HOTSPOT_STATUSES.length,
});

/** `/hotspots/records`: to read for everybody who sees hotspots, to change for those who review. */
export const recordsRoutes: FastifyPluginAsyncTypebox<{ records: RecordsService }> = async (app, { records }) => {
  const tags = ['hotspots'];
  const view = { requires: 'hotspots:view' as const };
  const review = { requires: 'hotspots:review' as const };
  const params = Type.Object({ hotspotId: RowId });

  app.get(
    '/hotspots/records',
    {
      config: view,
      schema: {
        tags,
        summary: 'Records of any of the statuses (all by default), touched last first',
        querystring: Type.Object({ status: Type.Optional(Statuses) }, { additionalProperties: false }),
        response: { 200: HotspotRecordList },
      },
    },
    async ({ query: { status } }) => ({
      hotspots: await records.findAll(
        status ? (status.flatMap((each) => each.split(',')) as HotspotStatus[]) : HOTSPOT_STATUSES,
      ),
    }),
  );
  app.get(
    '/hotspots/records/:hotspotId',
    {
      config: view,
      schema: {
        tags,
        summary: 'A record, what happened to it (oldest first) and its attachments',
        params,
        response: { 200: HotspotDetail },
      },
    },
    async (request) => records.findDetail(request.params.hotspotId),
  );
  app.post(
    '/hotspots/records',
    {
      config: review,
      schema: {
        tags,
        summary: 'Makes a zone a record, to be reviewed',
        body: NewHotspot,
        response: { 201: HotspotRecord },
      },
    },
    async (request, reply) => reply.code(201).send(await records.propose(request.body, request.account.id)),
  );
  app.put(
    '/hotspots/records/:hotspotId',
    {
      config: review,
      schema: {
        tags,
        summary: 'Changes what the body names; `version` is the one that was read',
        params,
        body: HotspotChange,
        response: { 200: HotspotRecord },
      },
    },
    async (request) => records.change(request.params.hotspotId, request.body, request.account.id),
  );
  app.post(
    '/hotspots/records/:hotspotId/comments',
    {
      config: review,
      schema: { tags, summary: 'Adds a comment', params, body: HotspotComment, response: { 201: HotspotEvent } },
    },
    async (request, reply) =>
      reply.code(201).send(await records.comment(request.params.hotspotId, request.body.text, request.account.id)),
  );
  app.get(
    '/hotspots/owners',
    {
      config: review,
      schema: {
        tags,
        summary: 'Accounts that may answer for a record',
        response: { 200: Type.Array(Type.Object({ accountId: Type.Integer(), name: LocalizedName })) },
      },
    },
    async () => records.findReviewers(),
  );
};
