import { Group } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotDetail } from '@liaowang/shared/schemas/hotspot-record';
import { DateField } from '../../components/date-field.tsx';
import { TextField } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import type { Day } from './calendar-days.ts';
import { ChangeProblem } from './change-problem.tsx';
import { OwnerField } from './owner-field.tsx';
import styles from './record-detail.module.css';
import { useRecordChange } from './use-record-change.ts';

const MAX_NAME_LENGTH = 80;

/** A record's name, who answers for it and when it is looked at again. `shownName` is offered where nobody has named it. */
export function EditForm({
  detail,
  shownName,
  today,
  onDone,
}: {
  detail: HotspotDetail;
  shownName: string;
  today: Day;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const { hotspot } = detail;
  const { send, isPending, error, meanwhile } = useRecordChange(detail);
  const [name, setName] = useState(shownName);
  const [nextReviewOn, setNextReviewOn] = useState(hotspot.nextReviewOn ?? '');
  const [ownerAccountId, setOwner] = useState(hotspot.owner?.accountId ?? null);
  const isNameMissing = name.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isNameMissing) return;
    // Untouched, a name made up for the screen stays one.
    const renamed = name.trim() === shownName ? {} : { name: name.trim() };
    send({ ...renamed, nextReviewOn: nextReviewOn || null, ownerAccountId }, onDone);
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-label={t('records.edit')}>
      <TextField
        label={t('records.name')}
        value={name}
        problem={isNameMissing ? t('records.needName') : undefined}
        onChange={(text) => setName(text.slice(0, MAX_NAME_LENGTH))}
      />
      <Group grow align="stretch" wrap="nowrap">
        <DateField label={t('records.nextReview')} value={nextReviewOn} today={today} onChange={setNextReviewOn} />
        <OwnerField owner={hotspot.owner} value={ownerAccountId} onChange={setOwner} />
      </Group>
      <ChangeProblem meanwhile={meanwhile} error={error} />
      <Group gap="sm" justify="flex-end">
        <TextButton onClick={onDone}>{t('common.cancel')}</TextButton>
        <TextButton type="submit" tone="primary" disabled={isPending || isNameMissing}>
          {t('records.save')}
        </TextButton>
      </Group>
    </form>
  );
}
