import type { Alert } from '@liaowang/shared/schemas/alert';
import type { FastifyInstance } from 'fastify';
import type { AlertViews } from './alerts.repository.ts';

/** The alert for those who may look but not take: who took it is not their business. */
export function withoutTaker(alert: Alert): Alert {
  return { ...alert, acknowledgedBy: null };
}

/** Sends an alert to the viewers of the city and of each branch it concerns, each as they may see it. */
export function publishViews(
  live: FastifyInstance['live'],
  event: 'alerts:raised' | 'alerts:changed',
  { city, branches }: AlertViews,
): void {
  for (const { branchId, alert } of [{ branchId: null, alert: city }, ...branches]) {
    live.publishByPermission(event, branchId, 'alerts:acknowledge', {
      holders: [alert],
      others: [withoutTaker(alert)],
    });
  }
}
