import { findFarthestMeters } from '@liaowang/shared/analysis/coverage/seen-shape';
import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import { POST_RANGE_METERS, type LookoutRange } from '@liaowang/shared/schemas/lookout';
import { Value } from 'typebox/value';
import type { AuditRecorder } from '../../plugins/audit-recorder.ts';
import { RequestRefused, notFound } from '../../plugins/error-handler.ts';
import type { Queryable } from '../../plugins/postgres.ts';
import type { createLookoutsRepository } from './lookouts.repository.ts';

/** What is wrong with drawn ground, for those who send it. */
const REASONS = {
  'ground-not-closed': 'A ring ends where it begins.',
  'ground-crosses-itself': 'The outline crosses or touches itself.',
  'ground-too-small': 'The ground is smaller than 100 m².',
  'ground-too-far': 'The ground lies more than 500 m from its lookout, or reaches farther than 10 km.',
};

/**
 * Changes what a lookout sees, inside the transaction of `client`, with an entry in the audit log that says how it was.
 * Throws a refusal for a lookout that does not stand, for ground that cannot be seen from it, and where `was` is not how
 * it is.
 */
export async function changeLookoutRange({
  lookoutId,
  range: { shape, detectionRangeMeters, was },
  accountId,
  client,
  repository,
  audit,
}: {
  lookoutId: number;
  range: LookoutRange;
  accountId: number;
  client: Queryable;
  repository: ReturnType<typeof createLookoutsRepository>;
  audit: AuditRecorder;
}): Promise<void> {
  await repository.lock(client);
  const lookout = (await repository.findAll(client)).find(({ properties }) => properties.lookoutId === lookoutId);
  if (!lookout || lookout.isRemoved) throw notFound('lookout');
  const { position, properties } = lookout;
  const before = { detectionRangeMeters: properties.detectionRangeMeters, shape: properties.shape };
  if (was && !Value.Equal(was, before)) {
    throw new RequestRefused(409, {
      code: 'changed-meanwhile',
      field: 'body.was',
      reason: 'Somebody changed what this lookout sees meanwhile. Read it again.',
    });
  }
  const problem = findShapeProblem(position, shape);
  if (problem !== null)
    throw new RequestRefused(400, { code: problem, field: 'body.shape.geometry', reason: REASONS[problem] });
  const farthest =
    shape.kind === 'ground'
      ? Math.max(POST_RANGE_METERS.minimum, Math.ceil(findFarthestMeters(position, shape.geometry)))
      : before.detectionRangeMeters;
  const after = { detectionRangeMeters: detectionRangeMeters ?? farthest, shape };
  await repository.update({ ...lookout, properties: { ...properties, ...after } }, client);
  await audit.record(
    { accountId, action: 'lookout.range-changed', subject: `lookout:${lookoutId}`, detail: { before, after } },
    client,
  );
}
