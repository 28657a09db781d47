import { Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  DEFAULT_COVERAGE_SETTINGS,
  OBSERVER_KINDS,
  type CoverageSettings,
} from '@liaowang/shared/schemas/coverage-settings';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useChangeCoverageSettings, useCoverageSettings } from '../../features/coverage/coverage-settings.api.ts';
import {
  findSettingsProblems,
  fromDraft,
  isSameSettings,
  toDraft,
  type SettingsDraft,
} from '../../features/coverage/settings-draft.ts';
import { SettingsForm, useObserverName } from '../../features/coverage/settings-form.tsx';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatMinuteOfDay } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './settings-tab.module.css';

/** A lookout's range where none is known: the demo city's. */
const USUAL_RANGE_METERS = 800;

/** What the settings come to, in sentences. */
function Preview({ settings }: { settings: CoverageSettings }) {
  const { t } = useTranslation();
  const observerName = useObserverName();
  const lookouts = useLookouts().data;
  const { observers, demand, nightStartMinute, nightEndMinute } = settings;
  const left = OBSERVER_KINDS.filter((kind) => !observers[kind].counts);
  const dayMeters =
    observers.lookout.rangeMeters ?? lookouts?.[0]?.properties.detectionRangeMeters ?? USUAL_RANGE_METERS;
  const separator = useLanguage() === 'en' ? ', ' : '、';
  const sentences = [
    left.length === OBSERVER_KINDS.length
      ? t('coverage.settings.previewNobody')
      : left.length > 0
        ? t('coverage.settings.previewOut', { kinds: left.map(observerName).join(separator) })
        : null,
    nightStartMinute === nightEndMinute
      ? t('coverage.settings.previewNoNight')
      : t('coverage.settings.previewNight', {
          from: formatMinuteOfDay(nightStartMinute),
          to: formatMinuteOfDay(nightEndMinute),
          day: dayMeters,
          night: Math.round(dayMeters * observers.lookout.nightFactor),
        }),
    Object.values(demand.severityWeights).every((weight) => weight === 0)
      ? t('coverage.settings.previewNoDemand')
      : t('coverage.settings.previewDemand', {
          days: demand.windowDays,
          critical: demand.severityWeights.critical,
          low: demand.severityWeights.low,
          source: demand.source === 'any' ? t('coverage.settings.anySource') : t(`source.${demand.source}`),
        }),
  ];
  return (
    <>
      {sentences
        .filter((sentence) => sentence !== null)
        .map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
    </>
  );
}

function SettingsEditor({ settings }: { settings: CoverageSettings }) {
  const { t } = useTranslation();
  const mayManage = usePermission('coverage:manage');
  const save = useChangeCoverageSettings();
  const [base, setBase] = useState(settings);
  const [draft, setDraft] = useState<SettingsDraft>(() => toDraft(settings));
  const next = fromDraft(draft);
  const isChanged = next === null || !isSameSettings(next, base);
  const isOutdated = !isSameSettings(settings, base);
  const adopt = (adopted: CoverageSettings): void => {
    setBase(adopted);
    setDraft(toDraft(adopted));
  };
  // Whoever changed nothing sees at once what somebody else saved.
  if (isOutdated && !isChanged) adopt(settings);
  const submit = (): void => {
    if (!next) return;
    save.mutate(next, {
      onSuccess: (saved) => {
        adopt(saved);
        notifications.show({ message: t('coverage.settings.saved'), autoClose: 4_000 });
      },
    });
  };
  return (
    <Stack
      component="form"
      gap="xl"
      px={14}
      pt={10}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Text size="xs" c="dimmed">
        {t(mayManage ? 'coverage.settings.forAll' : 'coverage.settings.viewOnly')}
      </Text>
      <SettingsForm
        draft={draft}
        problems={findSettingsProblems(draft)}
        disabled={!mayManage || save.isPending}
        onChange={setDraft}
      />
      {mayManage && (
        <Stack component="footer" className={styles.footer}>
          {isOutdated && isChanged && (
            <Text size="xs" c="var(--lw-warn)" role="status">
              {t('coverage.settings.changedElsewhere')}
            </Text>
          )}
          {save.isError && <Problem>{errorText(t, save.error)}</Problem>}
          <Stack gap="xxs" fz="xs" c="dimmed" className="lw-number">
            <Text component="strong" inherit fw={500} c="var(--lw-ink)">
              {t('coverage.settings.preview')}
            </Text>
            {!isChanged ? <p>{t('coverage.settings.same')}</p> : next && <Preview settings={next} />}
          </Stack>
          <Group gap="sm" align="stretch" wrap="nowrap">
            <TextButton type="submit" tone="primary" disabled={!isChanged || next === null || save.isPending}>
              {t(save.isPending ? 'coverage.settings.saving' : 'coverage.settings.save')}
            </TextButton>
            <TextButton disabled={!isChanged && !isOutdated} onClick={() => adopt(settings)}>
              {t('coverage.settings.revert')}
            </TextButton>
            <TextButton onClick={() => setDraft(toDraft(DEFAULT_COVERAGE_SETTINGS))}>
              {t('coverage.settings.defaults')}
            </TextButton>
          </Group>
        </Stack>
      )}
    </Stack>
  );
}

/** Who counts as an observer and what counts as demand, for everybody. */
export default function SettingsTab() {
  const { t } = useTranslation();
  const settings = useCoverageSettings();
  if (!settings.data && !settings.error) return <SkeletonRows rows={8} label={t('coverage.settings.loading')} />;
  if (!settings.data)
    return (
      <Note
        tone="error"
        title={t('coverage.settings.failed')}
        text={errorText(t, settings.error)}
        action={{ label: t('common.retry'), onClick: () => void settings.refetch() }}
      />
    );
  return <SettingsEditor settings={settings.data} />;
}
