import { Group, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Caution } from '../../components/caution.tsx';
import { Choice } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { TimeField } from '../../components/time-field.tsx';

/** What hours begin with for who leaves "all day". */
const USUAL_HOURS = { startMinute: 7 * 60, endMinute: 21 * 60 } as const;
const DAY_MINUTES = 1440;

interface DutyFieldsProps {
  /** Null = what is typed is no time. */
  startMinute: number | null;
  endMinute: number | null;
  problems: { start: string | undefined; end: string | undefined };
  onChange: (startMinute: number | null, endMinute: number | null) => void;
}

/** When a lookout is on duty: all day, or between two times of the local day. */
export function DutyFields({ startMinute, endMinute, problems, onChange }: DutyFieldsProps) {
  const { t } = useTranslation();
  const isAllDay = startMinute === 0 && endMinute === DAY_MINUTES;
  return (
    <Field label={t('lookoutRegister.column.hours')}>
      <Stack gap="xs">
        <Choice
          label={t('lookoutRegister.column.hours')}
          value={isAllDay ? 'allDay' : 'hours'}
          options={(['allDay', 'hours'] as const).map((value) => ({
            value,
            label: t(`lookoutRegister.duty.${value}`),
          }))}
          onChange={(choice) =>
            choice === 'allDay' ? onChange(0, DAY_MINUTES) : onChange(USUAL_HOURS.startMinute, USUAL_HOURS.endMinute)
          }
        />
        {!isAllDay && (
          <Group grow align="flex-start">
            <TimeField
              label={t('lookoutRegister.duty.from')}
              value={startMinute}
              problem={problems.start}
              onChange={(minute) => onChange(minute, endMinute)}
            />
            <TimeField
              label={t('lookoutRegister.duty.to')}
              value={endMinute}
              problem={problems.end}
              onChange={(minute) => onChange(startMinute, minute)}
            />
          </Group>
        )}
        {startMinute !== null && startMinute === endMinute && <Caution>{t('lookoutRegister.duty.never')}</Caution>}
      </Stack>
    </Field>
  );
}
