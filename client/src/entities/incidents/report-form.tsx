import { Group, Stack, Text, Textarea } from '@mantine/core';
import { useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import {
  INCIDENT_CATEGORIES,
  INCIDENT_SEVERITIES,
  INCIDENT_SOURCES,
  type IncidentCategory,
  type IncidentFeature,
  type IncidentSeverity,
  type IncidentSource,
} from '@liaowang/shared/schemas/incident';
import { readOccurred, type OccurredChoice } from './occurred-choice.ts';
import { OccurredField } from './occurred-field.tsx';
import { CategorySelect } from './category-select.tsx';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useCategoryOptions } from './category-names.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { formatLngLat } from '../../lib/format.ts';
import { formatLocal } from '../../lib/local-time.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { CATEGORY_ICONS } from './category-icons.ts';
import { useReportIncident } from './incidents.api.ts';
import { useOwnReportsStore } from './own-reports.store.ts';
import styles from './report-form.module.css';

/** As the schema says; the field cuts off, so nobody sees a refusal. */
const MAX_DESCRIPTION_LENGTH = 500;

/** Which field of the form a refusal speaks of; null = the form as a whole. */
function findRefusedField(error: unknown): string | null {
  return error instanceof ApiError
    ? (error.field?.match(/^body\.(position|category|severity|source|description|occurredAt)(?:Id)?\b/)?.[1] ?? null)
    : null;
}

interface ReportFormProps {
  position: [number, number];
  placeName: string;
  onReported: (incident: IncidentFeature) => void;
  onClose: () => void;
}

/** Reports an incident at a place on the map. */
export function ReportForm({ position, placeName, onReported, onClose }: ReportFormProps) {
  const { t } = useTranslation();
  const report = useReportIncident();
  const categoryName = useId();
  const [category, setCategory] = useState<IncidentCategory | null>(null);
  const [categoryId, setCategoryId] = useState('');
  const hasKinds = useCategoryOptions(category ?? '').length > 0;
  const [severity, setSeverity] = useState<IncidentSeverity>('medium');
  const [source, setSource] = useState<IncidentSource>('reported');
  const [description, setDescription] = useState('');
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const mayManage = usePermission('incidents:manage');
  const mayImport = usePermission('incidents:import');
  const [choice, setChoice] = useState<OccurredChoice>('0');
  const [typed, setTyped] = useState(() => formatLocal(serverNowMs(), timeZone));
  const readWhen = () =>
    readOccurred(choice, typed, { nowMs: serverNowMs(), timeZone, mayBeOlder: mayManage || mayImport });
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const refusedField = findRefusedField(report.error);
  const problem = (field: string) =>
    report.error && refusedField === field && <Problem>{errorText(t, report.error)}</Problem>;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    const when = readWhen();
    if (category === null || 'problem' in when) return;
    const text = description.trim();
    report.mutate(
      {
        category,
        ...(categoryId === '' ? {} : { categoryId }),
        severity,
        source,
        position,
        ...(when.atMs === null ? {} : { occurredAt: new Date(when.atMs).toISOString() }),
        ...(text === '' ? {} : { description: text }),
      },
      {
        onSuccess: (incident) => {
          useOwnReportsStore.getState().add(incident.properties.incidentId);
          onReported(incident);
        },
      },
    );
  };

  const when = readWhen();
  const whenProblem = wasSubmitted && 'problem' in when ? t(`report.whenProblem.${when.problem}`) : undefined;

  return (
    <Dialog title={t('report.title')} width={480} onClose={onClose}>
      <Stack component="form" gap="lg" onSubmit={submit}>
        <div>
          <Text c="dimmed" className="lw-number">
            <Text component="b" fw={500} c="bright">
              {placeName}
            </Text>{' '}
            · {formatLngLat(position)}
          </Text>
          <Text size="xs" c="dimmed">
            {t('report.placeHint')}
          </Text>
          {problem('position')}
        </div>
        <fieldset>
          <Text component="legend" size="xs" c="dimmed" p={0} mb="xs">
            {t('report.category')}
          </Text>
          <div className={styles.categories}>
            {INCIDENT_CATEGORIES.map((id, index) => {
              const CategoryIcon = CATEGORY_ICONS[id];
              return (
                <label key={id} className={styles.category}>
                  <input
                    type="radio"
                    name={categoryName}
                    checked={category === id}
                    data-autofocus={index === 0 || undefined}
                    onChange={() => {
                      setCategory(id);
                      setCategoryId('');
                    }}
                  />
                  <CategoryIcon aria-hidden="true" />
                  {t(`category.${id}`)}
                </label>
              );
            })}
          </div>
          {hasKinds && category !== null && (
            <CategorySelect
              mt="sm"
              aria-label={t('report.kind')}
              below={category}
              first={[{ value: '', label: t('report.anyKind') }]}
              value={categoryId}
              onChange={setCategoryId}
            />
          )}
          {wasSubmitted && category === null && <Problem>{t('form.required')}</Problem>}
          {problem('category')}
        </fieldset>
        <Field label={t('report.when')}>
          <OccurredField choice={choice} typed={typed} problem={whenProblem} onChoose={setChoice} onType={setTyped} />
          {problem('occurredAt')}
        </Field>
        <Group align="flex-start" gap={28}>
          <Field label={t('report.severity')}>
            <Choice
              label={t('report.severity')}
              value={severity}
              onChange={setSeverity}
              options={INCIDENT_SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
            />
            {problem('severity')}
          </Field>
          <Field label={t('report.source')}>
            <Choice
              label={t('report.source')}
              value={source}
              onChange={setSource}
              options={INCIDENT_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
            />
            {problem('source')}
          </Field>
        </Group>
        <div>
          <Textarea
            label={t('report.description')}
            value={description}
            maxLength={MAX_DESCRIPTION_LENGTH}
            placeholder={t('report.descriptionHint')}
            minRows={3}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          {problem('description')}
        </div>
        {report.error && refusedField === null && (
          <Problem>
            {report.error instanceof ApiError && report.error.code === 'server-unreachable'
              ? t('report.kept')
              : errorText(t, report.error)}
          </Problem>
        )}
        <Group justify="flex-end">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={report.isPending}>
            {report.isPending ? t('report.submitting') : t('report.submit')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}
