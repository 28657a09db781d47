import { Group, Stack, Text, Textarea } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotEvent } from '@liaowang/shared/schemas/hotspot-record';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatMoment } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import styles from './record-detail.module.css';
import { describeEvent, groupEvents } from './record-words.ts';
import { useCommentHotspot } from './records.api.ts';

const MAX_COMMENT_LENGTH = 2_000;

function CommentForm({ hotspotId }: { hotspotId: number }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const comment = useCommentHotspot(hotspotId);
  const isEmpty = text.trim() === '';
  const send = (): void => {
    if (!isEmpty && !comment.isPending) comment.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    send();
  };
  return (
    <Stack component="form" gap="sm" onSubmit={submit}>
      <Textarea
        aria-label={t('records.comment')}
        value={text}
        maxLength={MAX_COMMENT_LENGTH}
        placeholder={t('records.commentHint')}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
          event.preventDefault();
          send();
        }}
      />
      {comment.isError && <Problem>{errorText(t, comment.error)}</Problem>}
      <Group gap="sm" justify="flex-end">
        <TextButton type="submit" disabled={isEmpty || comment.isPending} keyHint="Ctrl+Enter">
          {t('records.send')}
        </TextButton>
      </Group>
    </Stack>
  );
}

interface TimelineProps {
  hotspotId: number;
  /** Oldest first. */
  events: readonly HotspotEvent[];
  mayReview: boolean;
  nowMs: number;
}

/** What happened to a record and what was said of it, newest first. */
export function Timeline({ hotspotId, events, mayReview, nowMs }: TimelineProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const hasOwnText = ({ kind, text }: HotspotEvent): boolean =>
    text !== '' && kind !== 'attachment' && kind !== 'attachment-removed';
  return (
    <Stack component="section" className="lw-ruled" gap="sm" py={10} px={14} aria-label={t('records.timeline')}>
      <SectionHead quiet>{t('records.timeline')}</SectionHead>
      {mayReview && <CommentForm hotspotId={hotspotId} />}
      <ol className={styles.events}>
        {groupEvents(events)
          .toReversed()
          .map(({ first, events: together }) => (
            <li key={first.eventId} data-kind={first.kind}>
              <Stack gap={0}>
                {together.map((event) => (
                  <Text component="span" inherit c="bright" key={event.eventId}>
                    {describeEvent(t, event, language, localName)}
                  </Text>
                ))}
                <Text component="time" size="xs" c="dimmed" dateTime={first.at}>
                  {first.by ? localName(first.by) : t('records.nightly.name')} ·{' '}
                  {formatMoment(parseInstant(first.at), nowMs, timeZone)}
                </Text>
              </Stack>
              {hasOwnText(first) && <p>{first.text}</p>}
            </li>
          ))}
      </ol>
    </Stack>
  );
}
