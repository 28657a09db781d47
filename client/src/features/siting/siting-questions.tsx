import { Group, Slider, Stack, Text } from '@mantine/core';
import { IconHandClick, IconPlayerPlay, IconTrash } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';
import { EXISTING_POSTS, SITING_PROBLEMS } from '@liaowang/shared/schemas/siting';
import { Choice } from '../../components/choice.tsx';
import { Field, NumberField, SelectField, Toggles } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { formatNumber } from '../../lib/format.ts';
import {
  SITING_LIMITS,
  estimateGridCandidates,
  findRefusedField,
  validateSiting,
  type SitingField,
  type SitingForm,
} from './siting-form.ts';
import styles from './siting-questions.module.css';
import { useSitingStore } from './siting.store.ts';

export interface SitingArea {
  areaId: string;
  name: string;
  areaSquareMeters: number | null;
}

interface SitingQuestionsProps {
  areas: readonly SitingArea[];
  /** The form with the area that stands for "not chosen yet". */
  form: SitingForm;
  isStarting: boolean;
  /** Why the server refused the last request. */
  refusal: Error | null;
  onRun: () => void;
}

const CANDIDATE_KINDS = ['grid', 'streets', 'drawn'] as const;
const SOURCES = ['reported', 'found', 'any'] as const;

/** What a search is for: how many posts or which share, how far they see, where they may stand, whom they should watch. */
export function SitingQuestions({ areas, form, isStarting, refusal, onRun }: SitingQuestionsProps) {
  const { t } = useTranslation();
  const { drawn, isDrawing, change, clearDrawn, setDrawing } = useSitingStore();
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const areaSquareMeters = areas.find(({ areaId }) => areaId === form.areaId)?.areaSquareMeters ?? null;
  const problems = validateSiting(form, { areaSquareMeters, drawnCount: drawn.length });
  const refusedField = refusal instanceof ApiError ? findRefusedField(refusal.field) : null;

  const problemOf = (field: SitingField): string | undefined => {
    const problem = problems[field];
    // Nobody likes to be told that something is missing before they began.
    if (problem && (wasSubmitted || problem.key !== 'noPoints'))
      return t(`siting.wrong.${problem.key}`, { ...problem });
    return refusal && refusedField === field ? errorText(t, refusal) : undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (Object.keys(problems).length === 0) onRun();
  };
  const gridCount = form.candidates === 'grid' ? estimateGridCandidates(areaSquareMeters, form.spacingMeters) : null;

  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Field
        label={t('siting.problemLabel')}
        extra={<HowNote label={t('siting.problemLabel')} text={t(`siting.how.${form.problem}`)} />}
      >
        <Choice
          label={t('siting.problemLabel')}
          value={form.problem}
          onChange={(problem) => change({ problem })}
          options={SITING_PROBLEMS.map((value) => ({ value, label: t(`siting.problem.${value}`) }))}
        />
        <Text size="xs" c="dimmed">
          {t(`siting.problemNote.${form.problem}`)}
        </Text>
      </Field>
      <Group grow align="start" wrap="nowrap">
        {form.problem === 'set-cover' ? (
          <NumberField
            label={t('siting.targetShare')}
            unit="%"
            value={form.targetSharePercent}
            {...SITING_LIMITS.targetSharePercent}
            problem={problemOf('targetSharePercent')}
            onChange={(targetSharePercent) => change({ targetSharePercent })}
          />
        ) : (
          <NumberField
            label={t(form.existing === 'free' ? 'siting.allPosts' : 'siting.newPosts')}
            unit={t('siting.postsUnit')}
            value={form.p}
            {...SITING_LIMITS.p}
            problem={problemOf('p')}
            onChange={(p) => change({ p })}
          />
        )}
        <NumberField
          label={t('siting.range')}
          unit="m"
          value={form.rangeMeters}
          {...SITING_LIMITS.rangeMeters}
          step={50}
          problem={problemOf('rangeMeters')}
          onChange={(rangeMeters) => change({ rangeMeters })}
        />
      </Group>
      <SelectField
        label={t('siting.area')}
        value={form.areaId ?? ''}
        options={areas.map(({ areaId, name }) => ({ value: areaId, label: name }))}
        problem={problemOf('areaId')}
        onChange={(areaId) => change({ areaId })}
      />
      <Field
        label={t('siting.existing')}
        extra={<HowNote label={t('siting.existing')} text={t('siting.how.existing')} />}
      >
        <Choice
          label={t('siting.existing')}
          value={form.existing}
          onChange={(existing) => change({ existing })}
          options={EXISTING_POSTS.map((value) => ({ value, label: t(`siting.existingPosts.${value}`) }))}
        />
      </Field>
      <Field
        label={t('siting.candidates')}
        extra={<HowNote label={t('siting.candidates')} text={t('siting.how.candidates')} />}
        problem={problemOf('candidates')}
      >
        <Choice
          label={t('siting.candidates')}
          value={form.candidates}
          onChange={(candidates) => change({ candidates })}
          options={CANDIDATE_KINDS.map((value) => ({ value, label: t(`siting.candidateKind.${value}`) }))}
        />
      </Field>
      {form.candidates === 'drawn' ? (
        <Group>
          <TextButton pressed={isDrawing} onClick={() => setDrawing(!isDrawing)}>
            <IconHandClick />
            {t(isDrawing ? 'siting.stopDrawing' : 'siting.draw')}
          </TextButton>
          <Text component="span" c="dimmed">
            {t('siting.drawnCount', { count: drawn.length })}
          </Text>
          {drawn.length > 0 && (
            <TextButton onClick={clearDrawn}>
              <IconTrash />
              {t('siting.clearDrawn')}
            </TextButton>
          )}
        </Group>
      ) : (
        <Group grow align="start" wrap="nowrap">
          <NumberField
            label={t('siting.spacing')}
            unit="m"
            value={form.spacingMeters}
            {...SITING_LIMITS.spacingMeters}
            step={50}
            problem={problemOf('spacingMeters')}
            onChange={(spacingMeters) => change({ spacingMeters })}
          />
          <Text size="xs" c="dimmed" mih={28}>
            {form.candidates === 'streets'
              ? t('siting.streetsNote')
              : gridCount !== null && t('siting.gridCount', { count: gridCount, shown: formatNumber(gridCount) })}
          </Text>
        </Group>
      )}
      <Field label={t('siting.mix')} extra={<HowNote label={t('siting.mix')} text={t('siting.how.mix')} />}>
        <Slider
          min={0}
          max={100}
          step={5}
          value={form.incidentPercent}
          thumbLabel={t('siting.mix')}
          thumbValueText={(incidents) => t('siting.mixValue', { incidents, households: 100 - incidents })}
          onChange={(incidentPercent) => change({ incidentPercent })}
        />
        <Group wrap="nowrap" justify="space-between" gap={0} fz="xs" c="dimmed">
          <span>{t('siting.households', { percent: 100 - form.incidentPercent })}</span>
          <span>{t('siting.incidents', { percent: form.incidentPercent })}</span>
        </Group>
      </Field>
      <details>
        <summary className="lw-more">
          {t('siting.more', {
            days: form.windowDays ?? '—',
            source: t(`siting.source.${form.source}`),
            seconds: form.timeLimitSeconds ?? '—',
          })}
        </summary>
        <Stack gap="lg" pt={9}>
          <Group grow align="start" wrap="nowrap">
            <NumberField
              label={t('siting.window')}
              unit={t('siting.days')}
              value={form.windowDays}
              {...SITING_LIMITS.windowDays}
              problem={problemOf('windowDays')}
              onChange={(windowDays) => change({ windowDays })}
            />
            <NumberField
              label={t('siting.timeLimit')}
              extra={<HowNote label={t('siting.timeLimit')} text={t('siting.how.timeLimit')} />}
              unit={t('siting.seconds')}
              value={form.timeLimitSeconds}
              {...SITING_LIMITS.timeLimitSeconds}
              problem={problemOf('timeLimitSeconds')}
              onChange={(timeLimitSeconds) => change({ timeLimitSeconds })}
            />
          </Group>
          <Field
            label={t('report.source')}
            extra={<HowNote label={t('report.source')} text={t('siting.how.source')} />}
          >
            <Choice
              label={t('report.source')}
              value={form.source}
              onChange={(source) => change({ source })}
              options={SOURCES.map((value) => ({ value, label: t(`siting.source.${value}`) }))}
            />
          </Field>
          <Field label={t('siting.categories')}>
            <Toggles
              label={t('siting.categories')}
              value={form.categories ?? INCIDENT_CATEGORIES}
              options={INCIDENT_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
              // None chosen would be no demand at all: that is all again.
              onChange={(chosen) =>
                change({
                  categories: chosen.length === 0 || chosen.length === INCIDENT_CATEGORIES.length ? null : chosen,
                })
              }
            />
          </Field>
        </Stack>
      </details>
      {refusal && refusedField === null && <Problem>{errorText(t, refusal)}</Problem>}
      <Group>
        <TextButton type="submit" tone="primary" disabled={isStarting}>
          <IconPlayerPlay />
          {t('siting.run')}
        </TextButton>
      </Group>
    </form>
  );
}
