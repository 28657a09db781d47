import { useState, type FormEvent } from 'react';
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
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useCategoryOptions } from '../../i18n/category-names.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { formatLngLat } from '../../lib/format.ts';
import { CATEGORY_ICONS } from './incident-look.tsx';
import { useReportIncident } from './incidents.api.ts';
import { useOwnReportsStore } from './own-reports.store.ts';
import styles from './report-form.module.css';

/** As the schema says; the field cuts off, so nobody sees a refusal. */
const MAX_DESCRIPTION_LENGTH = 500;

/** Which field of the form a refusal speaks of; null = the form as a whole. */
function findRefusedField(error: unknown): string | null {
  return error instanceof ApiError
    ? (error.field?.match(/^body\.(position|category|severity|source|description)(?:Id)?\b/)?.[1] ?? null)
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
  const [category, setCategory] = useState<IncidentCategory | null>(null);
  const [categoryId, setCategoryId] = useState('');
  const kinds = useCategoryOptions(category ?? '');
  const [severity, setSeverity] = useState<IncidentSeverity>('medium');
  const [source, setSource] = useState<IncidentSource>('reported');
  const [description, setDescription] = useState('');
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const refusedField = findRefusedField(report.error);
  const problem = (field: string) =>
    report.error &&
    refusedField === field && (
      <p className={styles.error} role="alert">
        {errorText(t, report.error)}
      </p>
    );

  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (category === null) return;
    const text = description.trim();
    report.mutate(
      {
        category,
        ...(categoryId === '' ? {} : { categoryId }),
        severity,
        source,
        position,
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

  return (
    <Dialog title={t('report.title')} width={480} onClose={onClose}>
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.where}>
          <b>{placeName}</b> · <span className="lw-number">{formatLngLat(position)}</span>
          {problem('position')}
        </div>
        <fieldset className={styles.field}>
          <legend className={styles.label}>{t('report.category')}</legend>
          <div className={styles.categories}>
            {INCIDENT_CATEGORIES.map((id) => {
              const CategoryIcon = CATEGORY_ICONS[id];
              return (
                <label key={id} className={styles.category}>
                  <input
                    type="radio"
                    name="category"
                    value={id}
                    checked={category === id}
                    onChange={() => {
                      setCategory(id);
                      setCategoryId('');
                    }}
                  />
                  <span>
                    <CategoryIcon aria-hidden="true" />
                    {t(`category.${id}`)}
                  </span>
                </label>
              );
            })}
          </div>
          {kinds.length > 0 && (
            <select
              className={styles.kind}
              aria-label={t('report.kind')}
              value={categoryId}
              onChange={(event) => setCategoryId(event.currentTarget.value)}
            >
              <option value="">{t('report.anyKind')}</option>
              {kinds.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </select>
          )}
          {wasSubmitted && category === null && (
            <p className={styles.error} role="alert">
              {t('form.required')}
            </p>
          )}
          {problem('category')}
        </fieldset>
        <div className={styles.pair}>
          <div>
            <span className={styles.label}>{t('report.severity')}</span>
            <Choice
              label={t('report.severity')}
              value={severity}
              onChange={setSeverity}
              options={INCIDENT_SEVERITIES.map((value) => ({ value, label: t(`severity.${value}`) }))}
            />
            {problem('severity')}
          </div>
          <div>
            <span className={styles.label}>{t('report.source')}</span>
            <Choice
              label={t('report.source')}
              value={source}
              onChange={setSource}
              options={INCIDENT_SOURCES.map((value) => ({ value, label: t(`source.${value}`) }))}
            />
            {problem('source')}
          </div>
        </div>
        <label>
          <span className={styles.label}>{t('report.description')}</span>
          <textarea
            className={styles.text}
            value={description}
            maxLength={MAX_DESCRIPTION_LENGTH}
            placeholder={t('report.descriptionHint')}
            onChange={(event) => setDescription(event.currentTarget.value)}
          />
          {problem('description')}
        </label>
        {report.error && refusedField === null && (
          <p className={styles.error} role="alert">
            {report.error instanceof ApiError && report.error.code === 'server-unreachable'
              ? t('report.kept')
              : errorText(t, report.error)}
          </p>
        )}
        <div className={styles.actions}>
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={report.isPending}>
            {report.isPending ? t('report.submitting') : t('report.submit')}
          </TextButton>
        </div>
      </form>
    </Dialog>
  );
}
