import { Checkbox, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OBSERVER_KINDS, type ObserverKind } from '@liaowang/shared/schemas/coverage-settings';
import { INCIDENT_CATEGORIES, INCIDENT_SEVERITIES, INCIDENT_SOURCES } from '@liaowang/shared/schemas/incident';
import { Field, NumberField, SelectField, Toggles } from '../../components/field.tsx';
import { TimeField } from '../../components/time-field.tsx';
import { SETTINGS_BOUNDS, type SettingsDraft, type SettingsProblems } from './settings-draft.ts';
import styles from './settings-form.module.css';

interface SettingsFormProps {
  draft: SettingsDraft;
  problems: SettingsProblems;
  /** For those who may only look. */
  disabled: boolean;
  onChange: (draft: SettingsDraft) => void;
}

/** Name of a kind of observer. */
export function useObserverName(): (kind: ObserverKind) => string {
  const { t } = useTranslation();
  return (kind) => (kind === 'lookout' ? t('coverage.settings.lookout') : t(`unitKind.${kind}`));
}

/** Who observes how far, what counts as demand, which gaps are listed. */
export function SettingsForm({ draft, problems, disabled, onChange }: SettingsFormProps) {
  const { t } = useTranslation();
  const observerName = useObserverName();
  const change = (part: Partial<SettingsDraft>): void => onChange({ ...draft, ...part });
  const changeKind = (kind: ObserverKind, part: Partial<SettingsDraft['observers'][ObserverKind]>): void =>
    change({ observers: { ...draft.observers, [kind]: { ...draft.observers[kind], ...part } } });
  const problem = (field: string): string | undefined => {
    const bounds = problems.get(field);
    return bounds && t('coverage.settings.between', { min: bounds.min, max: bounds.max.toLocaleString('en-US') });
  };
  const timeProblem = (field: string): string | undefined =>
    problems.has(field) ? t('coverage.settings.time') : undefined;
  return (
    <>
      <fieldset className={styles.part}>
        <legend>{t('coverage.settings.observers')}</legend>
        <Stack gap={0}>
          <span className={styles.columns}>
            <span>{t('coverage.settings.counts')}</span>
            <span>{t('coverage.settings.range')}</span>
            <span>{t('coverage.settings.nightFactor')}</span>
          </span>
          {OBSERVER_KINDS.map((kind) => {
            const { counts, isFixed, rangeMeters, nightFactor } = draft.observers[kind];
            const name = observerName(kind);
            return (
              <div key={kind} className={styles.observer} data-out={!counts || undefined}>
                <Checkbox
                  label={name}
                  checked={counts}
                  disabled={disabled}
                  onChange={(event) => changeKind(kind, { counts: event.currentTarget.checked })}
                />
                <div className={styles.range}>
                  <Checkbox
                    label={t('coverage.settings.own')}
                    aria-label={`${name} ${t('coverage.settings.own')}`}
                    checked={!isFixed}
                    disabled={disabled || !counts}
                    onChange={(event) => changeKind(kind, { isFixed: !event.currentTarget.checked })}
                  />
                  {isFixed && (
                    <NumberField
                      isLabelHidden
                      label={`${name} ${t('coverage.settings.range')}`}
                      unit={t('coverage.settings.metersUnit')}
                      value={rangeMeters}
                      {...SETTINGS_BOUNDS.rangeMeters}
                      disabled={disabled || !counts}
                      problem={problem(`${kind}.rangeMeters`)}
                      onChange={(value) => changeKind(kind, { rangeMeters: value })}
                    />
                  )}
                </div>
                <NumberField
                  isLabelHidden
                  label={`${name} ${t('coverage.settings.nightFactor')}`}
                  value={nightFactor}
                  {...SETTINGS_BOUNDS.nightFactor}
                  step={0.05}
                  disabled={disabled || !counts}
                  problem={problem(`${kind}.nightFactor`)}
                  onChange={(value) => changeKind(kind, { nightFactor: value })}
                />
              </div>
            );
          })}
        </Stack>
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('coverage.settings.night')}</legend>
        <Group grow align="stretch" wrap="nowrap">
          <TimeField
            label={t('coverage.settings.nightFrom')}
            value={draft.nightStartMinute}
            disabled={disabled}
            problem={timeProblem('nightStartMinute')}
            onChange={(value) => change({ nightStartMinute: value })}
          />
          <TimeField
            label={t('coverage.settings.nightTo')}
            value={draft.nightEndMinute}
            disabled={disabled}
            problem={timeProblem('nightEndMinute')}
            onChange={(value) => change({ nightEndMinute: value })}
          />
        </Group>
        {draft.nightStartMinute === draft.nightEndMinute && (
          <Text size="xs" c="dimmed">
            {t('coverage.settings.nightNone')}
          </Text>
        )}
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('coverage.settings.demand')}</legend>
        <Group grow align="stretch" wrap="nowrap">
          <NumberField
            label={t('coverage.settings.windowDays')}
            unit={t('coverage.settings.daysUnit')}
            value={draft.windowDays}
            {...SETTINGS_BOUNDS.windowDays}
            disabled={disabled}
            problem={problem('windowDays')}
            onChange={(value) => change({ windowDays: value })}
          />
          <SelectField
            label={t('coverage.settings.source')}
            value={draft.source}
            disabled={disabled}
            onChange={(source) => change({ source })}
            options={[
              ...INCIDENT_SOURCES.map((value) => ({ value, label: t(`source.${value}`) })),
              { value: 'any' as const, label: t('coverage.settings.anySource') },
            ]}
          />
        </Group>
        <Field label={t('coverage.settings.categories')}>
          <Toggles
            label={t('coverage.settings.categories')}
            value={draft.categories}
            disabled={disabled}
            onChange={(categories) => change({ categories })}
            options={INCIDENT_CATEGORIES.map((value) => ({ value, label: t(`category.${value}`) }))}
          />
          <Text size="xs" c="dimmed">
            {t('coverage.settings.categoriesHint')}
          </Text>
        </Field>
        <Text component="span" size="xs" c="dimmed">
          {t('coverage.settings.weights')}
        </Text>
        <Group grow wrap="nowrap" align="start">
          {INCIDENT_SEVERITIES.map((severity) => (
            <NumberField
              key={severity}
              label={t(`severity.${severity}`)}
              value={draft.weights[severity]}
              {...SETTINGS_BOUNDS.weight}
              disabled={disabled}
              problem={problem(`weights.${severity}`)}
              onChange={(value) => change({ weights: { ...draft.weights, [severity]: value } })}
            />
          ))}
        </Group>
      </fieldset>
      <fieldset className={styles.part}>
        <legend>{t('coverage.settings.gaps')}</legend>
        <NumberField
          label={t('coverage.settings.minGap')}
          unit={t('coverage.settings.squareMetersUnit')}
          value={draft.minGapSquareMeters}
          {...SETTINGS_BOUNDS.minGapSquareMeters}
          step={100}
          disabled={disabled}
          problem={problem('minGapSquareMeters')}
          onChange={(value) => change({ minGapSquareMeters: value })}
        />
      </fieldset>
    </>
  );
}
