import { Box, Group, Stack, Text } from '@mantine/core';
import { IconChevronLeft, IconFocusCentered, IconPencil } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { NEXT_STATUSES, type HotspotDetail, type HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import { IconButton } from '../../components/icon-button.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDate } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { AttachmentSection } from './attachment-section.tsx';
import type { Day } from './calendar-days.ts';
import { EditForm } from './edit-form.tsx';
import { EvidenceSection } from './evidence-section.tsx';
import styles from './record-detail.module.css';
import { findDaysLeft } from './record-order.ts';
import { RecordStatus } from './record-status.tsx';
import { describeDue, findDueTone } from './record-words.ts';
import { StatusForm } from './status-form.tsx';
import { Timeline } from './timeline.tsx';

interface RecordDetailProps {
  detail: HotspotDetail;
  name: string;
  today: Day;
  /** By the server's clock, as the record's times are. */
  nowMs: number;
  mayReview: boolean;
  /** Where the evidence leads: buttons. */
  actions: ReactNode;
  onShow: () => void;
  onBack: () => void;
}

/** One hotspot record: how it stands, what it rests on, what was done and said. */
export function RecordDetail({ detail, name, today, nowMs, mayReview, actions, onShow, onBack }: RecordDetailProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const [open, setOpen] = useState<HotspotStatus | 'edit' | null>(null);
  const { hotspot, events, attachments } = detail;
  const next = NEXT_STATUSES[hotspot.status];
  // Somebody else may have changed it meanwhile, so that it no longer can become what the form says.
  const target = open !== null && open !== 'edit' && next.includes(open) ? open : null;
  const daysLeft = findDaysLeft(hotspot, today);
  const close = (): void => setOpen(null);
  return (
    <Box component="article" pb={14} aria-label={name}>
      <header className={styles.head}>
        <IconButton label={t('records.back')} onClick={onBack}>
          <IconChevronLeft />
        </IconButton>
        <Text component="strong" truncate inherit fw={600} c="bright" flex={1} miw={0} title={name}>
          {name}
        </Text>
        <IconButton label={t('records.show')} onClick={onShow}>
          <IconFocusCentered />
        </IconButton>
        {mayReview && (
          <IconButton
            label={t('records.edit')}
            pressed={open === 'edit'}
            onClick={() => setOpen(open === 'edit' ? null : 'edit')}
          >
            <IconPencil />
          </IconButton>
        )}
      </header>
      {open === 'edit' && <EditForm detail={detail} shownName={name} today={today} onDone={close} />}
      <Stack component="section" className="lw-ruled" gap="sm" py={10} px={14} aria-label={t('records.state')}>
        <Group gap="var(--lw-space-xs) var(--lw-space-md)" fz="xs">
          <RecordStatus status={hotspot.status} />
          <StatusTag tone={findDueTone(daysLeft)}>
            {hotspot.nextReviewOn
              ? `${t('records.nextReview')} ${hotspot.nextReviewOn} · ${describeDue(t, daysLeft)}`
              : t('records.noReview')}
          </StatusTag>
        </Group>
        <p>
          {hotspot.reason === '' ? (
            <Text component="span" size="xs" c="dimmed">
              {t('records.noReason')}
            </Text>
          ) : (
            hotspot.reason
          )}
        </p>
        <Text size="xs" c="dimmed">
          {hotspot.owner ? t('records.ownedBy', { name: localName(hotspot.owner.name) }) : t('records.noOwner')}
          {hotspot.confirmedAt &&
            ` · ${t('records.confirmedOn', { date: formatDate(parseInstant(hotspot.confirmedAt), timeZone) })}`}
        </Text>
        {mayReview && target === null && (
          <Group gap="sm">
            {next.map((status, i) => (
              <TextButton key={status} tone={i === 0 ? 'primary' : 'plain'} onClick={() => setOpen(status)}>
                {t(`records.action.${status}`)}
              </TextButton>
            ))}
          </Group>
        )}
      </Stack>
      {target !== null && <StatusForm key={target} detail={detail} status={target} today={today} onDone={close} />}
      <EvidenceSection hotspot={hotspot} actions={actions} />
      <AttachmentSection hotspotId={hotspot.hotspotId} attachments={attachments} mayReview={mayReview} />
      <Timeline hotspotId={hotspot.hotspotId} events={events} mayReview={mayReview} nowMs={nowMs} />
    </Box>
  );
}
