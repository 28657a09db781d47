import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { EvidenceCheck, HotspotEvent, HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import type { LocalizedName } from '@liaowang/shared/schemas/text';
import type { TFunction } from 'i18next';
import type { StatusTone } from '../../components/status-tag.tsx';
import { formatArea, formatDate, type Language } from '../../lib/format.ts';

/** When it is to be looked at: overdue, today, in so many days, or not. */
export function describeDue(t: TFunction, daysLeft: number | null): string {
  if (daysLeft === null) return t('records.due.none');
  if (daysLeft < 0) return t('records.due.overdue', { count: -daysLeft });
  return daysLeft === 0 ? t('records.due.today') : t('records.due.left', { count: daysLeft });
}

/** Due today is amber, long overdue the colour of what is severe; red stays with SOS. */
export function findDueTone(daysLeft: number | null): StatusTone {
  if (daysLeft === null) return 'quiet';
  if (daysLeft > 0) return 'plain';
  return daysLeft === 0 ? 'warn' : 'severe';
}

export const CHECK_TONES: Record<EvidenceCheck['state'], StatusTone> = {
  holds: 'good',
  faded: 'warn',
  'too-few-events': 'quiet',
};

/** Whether the evidence still stands, when that was found, and by how many incidents. */
export function describeCheck(t: TFunction, check: EvidenceCheck | null, timeZone: string): string {
  if (check === null) return t('records.check.never');
  return t(`records.check.${check.state}`, {
    date: formatDate(parseInstant(check.checkedAt), timeZone),
    count: check.incidentCount,
  });
}

/** What one entry of a record's history says, without its reason or comment. */
export function describeEvent(
  t: TFunction,
  { kind, by, detail, text }: HotspotEvent,
  language: Language,
  nameIn: (name: LocalizedName) => string,
): string {
  const valueOf = (key: string): string =>
    detail[key] == null || detail[key] === '' ? t('records.event.nothing') : String(detail[key]);
  const statusOf = (key: string): string => t(`records.status.${valueOf(key) as HotspotStatus}`);
  switch (kind) {
    case 'proposed':
      return t(by === null ? 'records.event.proposedByJob' : 'records.event.proposed');
    case 'status':
      return t('records.event.status', { from: statusOf('from'), to: statusOf('to') });
    case 'renamed':
      return t('records.event.renamed', { from: valueOf('from'), to: valueOf('to') });
    case 'owner':
      return detail['zh'] == null
        ? t('records.event.noOwner')
        : t('records.event.owner', { name: nameIn({ zh: valueOf('zh'), en: String(detail['en'] ?? '') }) });
    case 'review-date':
      return t('records.event.review-date', { from: valueOf('from'), to: valueOf('to') });
    case 'reshaped':
      return t('records.event.reshaped', {
        from: formatArea(Number(detail['fromSquareMeters']), language),
        to: formatArea(Number(detail['toSquareMeters']), language),
      });
    case 'comment':
      return t('records.event.comment');
    case 'attachment':
      return t('records.event.attachment', { name: text });
    case 'attachment-removed':
      return t('records.event.attachment-removed', { name: text });
    case 'evidence-faded':
      return t('records.event.evidence-faded');
    case 'evidence-holds':
      return t('records.event.evidence-holds');
  }
}

/** What one person did in one step, oldest first: a change of status with its date and owner is told once. */
interface EventGroup {
  first: HotspotEvent;
  events: HotspotEvent[];
}

/** Events of one change together: the server writes them at one instant, the reason with the first. Comments and files stay by themselves. */
export function groupEvents(events: readonly HotspotEvent[]): EventGroup[] {
  const groups: EventGroup[] = [];
  for (const event of events) {
    const last = groups.at(-1);
    const isSame =
      last !== undefined &&
      last.first.at === event.at &&
      last.first.by?.zh === event.by?.zh &&
      event.text === '' &&
      event.kind !== 'comment' &&
      last.first.kind !== 'comment';
    if (isSame) last.events.push(event);
    else groups.push({ first: event, events: [event] });
  }
  return groups;
}

/** `3.4 MB`, `210 KB`: powers of ten. */
export function formatBytes(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1_000))} KB`;
}
