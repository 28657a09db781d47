import { Box, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../lib/format.ts';
import { serverNowMs } from '../lib/server-clock.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { Choice } from './choice.tsx';
import { DateField } from './date-field.tsx';
import { Field, TextField } from './field.tsx';
import { VALIDITY_CHOICES, type Validity } from './validity.ts';

interface ValidityFieldProps {
  value: Validity;
  /** What is wrong with it, in the reader's language. */
  problem: string | undefined;
  onChange: (value: Validity) => void;
}

/** Since when a change of a register holds: its lists of past days follow. */
export function ValidityField({ value, problem, onChange }: ValidityFieldProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const today = formatDate(serverNowMs(), timeZone);
  return (
    <Field label={t('entry.validity.label')}>
      <Stack gap="xs">
        <Choice
          label={t('entry.validity.label')}
          value={value.choice}
          options={VALIDITY_CHOICES.map((choice) => ({ value: choice, label: t(`entry.validity.${choice}`) }))}
          onChange={(choice) => onChange({ ...value, choice })}
        />
        {value.choice === 'since' && (
          <Group align="flex-start" wrap="nowrap">
            <Box flex={1} miw={0}>
              <DateField
                label={t('entry.validity.day')}
                value={value.day}
                today={today}
                max={today}
                problem={problem}
                onChange={(day) => onChange({ ...value, day })}
              />
            </Box>
            <Box flex={1} miw={0}>
              <TextField
                label={t('entry.validity.clock')}
                value={value.clock}
                placeholder="08:00"
                onChange={(clock) => onChange({ ...value, clock })}
              />
            </Box>
          </Group>
        )}
        <Text size="xs" c="dimmed">
          {t(`entry.validity.${value.choice}Hint`)}
        </Text>
      </Stack>
    </Field>
  );
}
