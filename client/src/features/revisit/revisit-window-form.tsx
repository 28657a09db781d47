import { Group, Stack } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Field, NumberField, SelectField, TextField, Toggles } from '../../components/field.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { LOCAL_TIME_PATTERN } from '../../lib/local-time.ts';
import { WINDOW_PRESETS, openCustomWindow, validateCustomWindow, type CustomWindow } from './revisit-window.ts';
import { useRevisitStore } from './revisit.store.ts';

interface RevisitWindowFormProps {
  isBusy: boolean;
  onRun: () => void;
}

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;

/** Which stretch of time: a ready-made one, or one's own with weekdays and hours. */
export function RevisitWindowForm({ isBusy, onRun }: RevisitWindowFormProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { preset, setPreset, custom: typed, setCustom, asked } = useRevisitStore();
  const [wasSubmitted, setWasSubmitted] = useState(false);
  const isCustom = preset === 'custom';
  const custom = typed ?? openCustomWindow(asked, serverNowMs(), timeZone);
  const problem = isCustom ? validateCustomWindow(custom, serverNowMs(), timeZone) : null;
  const change = (part: Partial<CustomWindow>) => setCustom({ ...custom, ...part });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setWasSubmitted(true);
    if (problem === null) onRun();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <SelectField
          label={t('revisit.window')}
          value={preset}
          options={WINDOW_PRESETS.map((value) => ({ value, label: t(`revisit.preset.${value}`) }))}
          onChange={setPreset}
        />
        {isCustom && (
          <>
            <Group grow align="start" wrap="nowrap">
              <TextField
                label={t('revisit.from')}
                value={custom.from}
                placeholder={LOCAL_TIME_PATTERN}
                onChange={(from) => change({ from })}
              />
              <TextField
                label={t('revisit.to')}
                value={custom.to}
                placeholder={LOCAL_TIME_PATTERN}
                onChange={(to) => change({ to })}
              />
            </Group>
            <Field label={t('revisit.weekdays')}>
              <Toggles
                label={t('revisit.weekdays')}
                value={custom.weekdays ?? WEEKDAYS}
                options={WEEKDAYS.map((value) => ({ value, label: t(`calendar.weekdayShort.${value}`) }))}
                onChange={(chosen) => change({ weekdays: chosen.length === 0 || chosen.length === 7 ? null : chosen })}
              />
            </Field>
            <Group grow align="start" wrap="nowrap">
              <NumberField
                label={t('revisit.startHour')}
                unit={t('revisit.hourUnit')}
                value={custom.startHour}
                min={0}
                max={24}
                onChange={(startHour) => change({ startHour })}
              />
              <NumberField
                label={t('revisit.endHour')}
                unit={t('revisit.hourUnit')}
                value={custom.endHour}
                min={0}
                max={24}
                onChange={(endHour) => change({ endHour })}
              />
            </Group>
          </>
        )}
        {problem && wasSubmitted && <Problem>{t(`revisit.wrong.${problem}`)}</Problem>}
        <div>
          <TextButton type="submit" tone="primary" disabled={isBusy}>
            <IconPlayerPlay />
            {t('revisit.run')}
          </TextButton>
        </div>
      </Stack>
    </form>
  );
}
