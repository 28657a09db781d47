import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Of more than 400; who types two letters finds the one. */
const SHOWN_ZONES = 60;

interface TimeZoneFieldProps {
  label: string;
  /** Below it: what it is for. */
  hint: string;
  value: string;
  /** The jurisdiction's own: offered first. */
  cityTimeZone: string;
  problem?: string | undefined;
  onChange: (timeZone: string) => void;
}

/** Every zone the browser knows, the city's own first. */
function listTimeZones(cityTimeZone: string): string[] {
  return [...new Set([cityTimeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** A time zone, found by typing a part of its name. */
export function TimeZoneField({ label, hint, value, cityTimeZone, problem, onChange }: TimeZoneFieldProps) {
  const { t } = useTranslation();
  const zones = listTimeZones(cityTimeZone);
  return (
    <Select
      label={label}
      description={hint}
      inputWrapperOrder={['label', 'input', 'error', 'description']}
      searchable
      allowDeselect={false}
      limit={SHOWN_ZONES}
      nothingFoundMessage={t('form.noChoice')}
      value={value}
      data={zones.includes(value) ? zones : [value, ...zones]}
      error={problem}
      onChange={(zone) => zone !== null && onChange(zone)}
    />
  );
}
