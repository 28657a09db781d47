import { Group, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ROLES } from '@liaowang/shared/schemas/account';
import { BASEMAP_DATUMS, BASEMAP_PICTURES, type StoredBasemap } from '@liaowang/shared/schemas/basemap';
import { Choice } from '../../components/choice.tsx';
import { Field, NumberField, SelectField, TextField, Toggles } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import {
  ADDED_KINDS,
  EMPTY_DRAFT,
  findDraftProblems,
  toDraft,
  toSetting,
  type AddedKind,
  type BasemapDraft,
  type DraftProblem,
} from './basemap-draft.ts';
import { useSaveBasemap, useTryBasemap } from './basemap-settings.api.ts';
import styles from './basemaps.module.css';

interface BasemapFormProps {
  /** Null = a new one. */
  stored: StoredBasemap | null;
  onDone: (basemapId: string) => void;
  onCancel: () => void;
}

/** Where a basemap comes from, what it is called, and who may choose it. */
export function BasemapForm({ stored, onDone, onCancel }: BasemapFormProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState<BasemapDraft>(() => (stored ? toDraft(stored) : EMPTY_DRAFT));
  const [isAsked, setIsAsked] = useState(false);
  const save = useSaveBasemap();
  const trial = useTryBasemap();
  const problems = findDraftProblems(draft, stored?.hasKey ?? false);
  const isFit = Object.keys(problems).length === 0;
  const input = { basemapId: stored?.basemapId ?? null, setting: toSetting(draft) };

  const change = (part: Partial<BasemapDraft>): void => {
    setDraft({ ...draft, ...part });
    save.reset();
    trial.reset();
  };
  const say = (problem: DraftProblem | undefined): string | undefined =>
    isAsked && problem ? t(`basemaps.problem.${problem}`) : undefined;
  const text = (
    field: 'nameZh' | 'nameEn' | 'attribution' | 'key' | 'url' | 'darkUrl' | 'subdomains' | 'layer',
    placeholder = '',
  ) => (
    <TextField
      label={t(`basemaps.field.${field}`)}
      value={draft[field]}
      placeholder={placeholder}
      problem={say(problems[field])}
      onChange={(value) => change({ [field]: value })}
    />
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setIsAsked(true);
    if (isFit) save.mutate(input, { onSuccess: ({ basemapId }) => onDone(basemapId) });
  };
  const attempt = (): void => {
    setIsAsked(true);
    if (isFit) trial.mutate(input);
  };

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        {draft.kind === 'pmtiles' ? (
          <Text size="sm">{t('basemaps.ofFile', { fileName: draft.fileName })}</Text>
        ) : (
          <SelectField<AddedKind>
            label={t('basemaps.field.kind')}
            value={draft.kind}
            options={ADDED_KINDS.map((value) => ({ value, label: t(`basemaps.kind.${value}`) }))}
            onChange={(kind) =>
              change({ kind, ...(kind === 'amap' && draft.content === 'terrain' && { content: 'streets' }) })
            }
          />
        )}
        {draft.kind !== 'pmtiles' && (
          <Text size="xs" c="dimmed">
            {t(`basemaps.about.${draft.kind}`)}
          </Text>
        )}
        {(draft.kind === 'tianditu' || draft.kind === 'amap') && (
          <Choice
            label={t('basemaps.field.content')}
            options={(draft.kind === 'amap'
              ? (['streets', 'imagery'] as const)
              : (['streets', 'imagery', 'terrain'] as const)
            ).map((value) => ({ value, label: t(`basemaps.content.${value}`) }))}
            value={draft.content}
            onChange={(content) => change({ content })}
          />
        )}
        {draft.kind === 'tianditu' && text('key', stored?.hasKey ? t('basemaps.keyKept') : '')}
        {draft.kind === 'style' && text('url', 'https://…/style.json')}
        {draft.kind === 'style' && text('darkUrl')}
        {draft.kind === 'xyz' && text('url', 'https://…/{z}/{x}/{y}.png')}
        {draft.kind === 'xyz' && draft.url.includes('{s}') && text('subdomains')}
        {draft.kind === 'wmts' && text('url', 'https://…?SERVICE=WMTS&REQUEST=GetCapabilities')}
        {draft.kind === 'wmts' && text('layer')}
        {(draft.kind === 'xyz' || draft.kind === 'wmts') && (
          <Group gap="lg" grow align="flex-start">
            <Field label={t('basemaps.field.datum')}>
              <Choice
                label={t('basemaps.field.datum')}
                options={BASEMAP_DATUMS.map((value) => ({ value, label: t(`datums.${value}`) }))}
                value={draft.datum}
                onChange={(datum) => change({ datum })}
              />
            </Field>
            <Field label={t('basemaps.field.picture')}>
              <Choice
                label={t('basemaps.field.picture')}
                options={BASEMAP_PICTURES.map((value) => ({ value, label: t(`basemaps.picture.${value}`) }))}
                value={draft.picture}
                onChange={(picture) => change({ picture })}
              />
            </Field>
          </Group>
        )}
        {draft.kind === 'xyz' && (
          <Group gap="lg" grow align="flex-start">
            {(['minZoom', 'maxZoom'] as const).map((field) => (
              <NumberField
                key={field}
                label={t(`basemaps.field.${field}`)}
                value={draft[field]}
                min={0}
                max={22}
                problem={say(problems[field])}
                onChange={(value) => change({ [field]: value })}
              />
            ))}
          </Group>
        )}
        <Group gap="lg" grow align="flex-start">
          {text('nameZh')}
          {text('nameEn')}
        </Group>
        {text('attribution', t('basemaps.usualAttribution'))}
        <Field label={t('basemaps.field.roles')}>
          <Toggles
            label={t('basemaps.field.roles')}
            options={ROLES.map((value) => ({ value, label: t(`role.${value}`) }))}
            value={draft.roles}
            onChange={(roles) => change({ roles })}
          />
        </Field>
        {trial.data && (
          <Group gap="lg" wrap="nowrap" align="flex-start" role="status">
            {trial.data.preview !== null && <img className={styles.trial} src={trial.data.preview} alt="" />}
            <Stack gap="xs" miw={0}>
              <Text size="sm">{t(trial.data.ok ? 'basemaps.came' : 'basemaps.cameNot')}</Text>
              <Text size="xs" c="dimmed">
                {trial.data.detail}
              </Text>
              {trial.data.layers.length > 0 && (
                <Text size="xs">{t('basemaps.layers', { layers: trial.data.layers.join(' · ') })}</Text>
              )}
            </Stack>
          </Group>
        )}
        {(save.error ?? trial.error) && <Problem>{errorText(t, save.error ?? trial.error)}</Problem>}
        <Group gap="md">
          <TextButton type="submit" tone="primary" disabled={save.isPending}>
            {t(save.isPending ? 'basemaps.saving' : 'basemaps.save')}
          </TextButton>
          <TextButton disabled={trial.isPending} onClick={attempt}>
            {t(trial.isPending ? 'basemaps.trying' : 'basemaps.try')}
          </TextButton>
          <TextButton onClick={onCancel}>{t('common.cancel')}</TextButton>
        </Group>
      </Stack>
    </form>
  );
}
