import { Checkbox, Group, Select, Slider, Stack, Text } from '@mantine/core';
import { IconMapPinPlus, IconRoute } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import { UNIT_KINDS } from '@liaowang/shared/schemas/unit';
import { TextButton } from '../../components/text-button.tsx';
import { useCoverageSettings } from '../../features/coverage/coverage-settings.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useDraftStore, type DraftMode } from '../../features/plans/draft.store.ts';
import { toggleKind } from '../../features/plans/plan-edits.ts';
import { formatMinuteOfDay } from '../../lib/format.ts';
import { useLocalName } from '../../lib/use-language.ts';
import styles from '../../features/plans/plan-tab.module.css';
import { useWhatIfStore } from '../../features/plans/what-if.store.ts';

/** The slider moves by half hours: duty and night begin on them. */
const SLIDER_STEP_MINUTES = 30;
const LAST_STEP_MINUTE = 1_440 - SLIDER_STEP_MINUTES;

function HourField() {
  const { t } = useTranslation();
  const atMinute = useDraftStore(({ history }) => history.present.atMinute);
  const change = useDraftStore((draft) => draft.change);
  const minute = useWhatIfStore((state) => state.minute);
  const isNight = useWhatIfStore((state) => state.isNight);
  const setMinute = (next: number | null): void => change((plan) => ({ ...plan, atMinute: next }), 'hour');
  return (
    <Group gap="var(--lw-space-xs) var(--lw-space-md)">
      <Text component="span" size="xs" c="dimmed">
        {t('plans.hour')}
      </Text>
      <Checkbox
        label={t('plans.hourNow')}
        checked={atMinute === null}
        onChange={({ currentTarget }) =>
          setMinute(currentTarget.checked ? null : Math.floor(minute / SLIDER_STEP_MINUTES) * SLIDER_STEP_MINUTES)
        }
      />
      <Slider
        miw={80}
        flex={1}
        thumbLabel={t('plans.hour')}
        thumbValueText={formatMinuteOfDay}
        min={0}
        max={LAST_STEP_MINUTE}
        step={SLIDER_STEP_MINUTES}
        value={minute}
        // From an hour between them, a key goes to the next.
        onChange={(next) => setMinute(Math.round(next / SLIDER_STEP_MINUTES) * SLIDER_STEP_MINUTES)}
      />
      <Text component="span" inherit c="bright" ta="right" miw={36}>
        {formatMinuteOfDay(minute)}
      </Text>
      {isNight && (
        <Text component="span" size="xs" c="dimmed">
          {t('plans.hourNote')}
        </Text>
      )}
    </Group>
  );
}

function LookoutPicker() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const lookouts = useLookouts().data;
  const selected = useDraftStore((draft) => draft.selected);
  const select = useDraftStore((draft) => draft.select);
  return (
    <Select
      miw={110}
      flex={1}
      searchable
      clearable
      allowDeselect={false}
      aria-label={t('plans.pickLookout')}
      placeholder={t('plans.pickLookout')}
      nothingFoundMessage={t('form.noChoice')}
      value={selected?.kind === 'lookout' ? String(selected.id) : null}
      data={(lookouts ?? []).map(({ properties }) => ({
        value: String(properties.lookoutId),
        label: `${String(properties.number).padStart(2, '0')} ${localName(properties.name)}`,
      }))}
      onChange={(value) => select(value === null ? null : { kind: 'lookout', id: Number(value) })}
    />
  );
}

/** What changes a plan: new posts and loops, kinds of units, the hour. */
export function PlanToolbar() {
  const { t } = useTranslation();
  const mode = useDraftStore((draft) => draft.mode);
  const setMode = useDraftStore((draft) => draft.setMode);
  const withoutKinds = useDraftStore(({ history }) => history.present.withoutKinds);
  const change = useDraftStore((draft) => draft.change);
  const inForce = useCoverageSettings().data ?? DEFAULT_COVERAGE_SETTINGS;
  const settings = useDraftStore(({ history }) => history.present.settings) ?? inForce;
  const toggleMode = (wanted: DraftMode): void => setMode(mode === wanted ? 'idle' : wanted);
  const hint = { idle: t('plans.idleHint'), post: t('plans.addPostHint'), loop: t('plans.drawLoopHint') }[mode];
  return (
    <Stack component="section" miw={0} aria-label={t('plans.tools')}>
      <Group gap="sm" align="stretch">
        <TextButton pressed={mode === 'post'} onClick={() => toggleMode('post')}>
          <IconMapPinPlus />
          {t('plans.addPost')}
        </TextButton>
        <TextButton pressed={mode === 'loop'} onClick={() => toggleMode('loop')}>
          <IconRoute />
          {t('plans.drawLoop')}
        </TextButton>
        <LookoutPicker />
      </Group>
      <Text size="xs" c="dimmed" role="status">
        {hint}
      </Text>
      <fieldset className={styles.kinds}>
        <Text component="legend" size="xs" c="dimmed">
          {t('plans.kinds')}
        </Text>
        {UNIT_KINDS.map((kind) => {
          const { counts } = settings.observers[kind];
          return (
            // What the settings leave out, no plan can take away.
            <Checkbox
              key={kind}
              label={t(`unitKind.${kind}`)}
              title={counts ? undefined : t('plans.kindNotCounted')}
              checked={counts && !withoutKinds.includes(kind)}
              disabled={!counts}
              onChange={() => change((plan) => toggleKind(plan, kind))}
            />
          );
        })}
      </fieldset>
      <HourField />
    </Stack>
  );
}
