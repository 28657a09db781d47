import { Group, Stack, Text, Textarea } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotDetail, HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import { DateField } from '../../components/date-field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import type { Day } from './calendar-days.ts';
import { ChangeProblem } from './change-problem.tsx';
import { OwnerField } from './owner-field.tsx';
import styles from './record-detail.module.css';
import { findDefaultReviewDay } from './record-order.ts';
import { Field } from '../../components/field.tsx';
import { useRecordChange } from './use-record-change.ts';

/** As the schema says; the field cuts off, so nobody sees a refusal. */
const MAX_REASON_LENGTH = 1_000;
const QUICK_REASONS = ['first', 'second', 'third'] as const;

interface StatusFormProps {
  detail: HotspotDetail;
  status: HotspotStatus;
  today: Day;
  onDone: () => void;
}

/** A new status with its reason, the next review and who answers for it. */
export function StatusForm({ detail, status, today, onDone }: StatusFormProps) {
  const { t } = useTranslation();
  const reasonId = useId();
  const { hotspot } = detail;
  const { send, isPending, error, meanwhile } = useRecordChange(detail);
  const [reason, setReason] = useState('');
  const [nextReviewOn, setNextReviewOn] = useState(findDefaultReviewDay(status, today) ?? '');
  const [ownerAccountId, setOwner] = useState(hotspot.owner?.accountId ?? null);
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const isReasonMissing = wasSubmitted && reason.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasSubmitted(true);
    if (reason.trim() !== '')
      send({ status, reason: reason.trim(), nextReviewOn: nextReviewOn || null, ownerAccountId }, onDone);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t(`records.action.${status}`)}>
      <Field label={t('records.reason')} htmlFor={reasonId}>
        <Stack gap="xs" align="flex-start" role="group" aria-label={t('records.quickLabel')}>
          {QUICK_REASONS.map((which) => (
            <TextButton key={which} wraps onClick={() => setReason(t(`records.quick.${status}.${which}`))}>
              {t(`records.quick.${status}.${which}`)}
            </TextButton>
          ))}
        </Stack>
        <Textarea
          id={reasonId}
          autoFocus
          value={reason}
          maxLength={MAX_REASON_LENGTH}
          placeholder={t('records.reasonHint')}
          error={isReasonMissing && t('records.needReason')}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
        />
      </Field>
      <Group grow align="stretch" wrap="nowrap">
        <DateField
          label={t('records.nextReview')}
          value={nextReviewOn}
          today={today}
          min={today}
          onChange={setNextReviewOn}
        />
        <OwnerField owner={hotspot.owner} value={ownerAccountId} onChange={setOwner} />
      </Group>
      <Text size="xs" c="dimmed">
        {t('records.noUndo')}
      </Text>
      <ChangeProblem meanwhile={meanwhile} error={error} />
      <Group gap="sm" justify="flex-end">
        <TextButton onClick={onDone}>{t('common.cancel')}</TextButton>
        <TextButton type="submit" tone="primary" disabled={isPending}>
          {t(`records.action.${status}`)}
        </TextButton>
      </Group>
    </form>
  );
}
