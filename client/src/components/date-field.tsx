import { DateInput } from '@mantine/dates';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { loadChunk } from '../lib/chunk-loading.ts';
import type { Language } from '../lib/format.ts';
import { useLanguage } from '../lib/use-language.ts';

interface DateFieldProps {
  label: string;
  /** `YYYY-MM-DD`; empty = none. */
  value: string;
  /** The day it is in the city: it is marked, and the calendar opens there. This computer's clock may say another. */
  today: string;
  min?: string;
  max?: string;
  /** What it means that there is none. */
  placeholder?: string;
  disabled?: boolean;
  problem?: string | undefined;
  /** Also called with an empty text, when it is cleared. */
  onChange: (value: string) => void;
}

/** Names of months and weekdays; English ones come with the calendar. */
const MONTH_NAMES: Record<Language, () => Promise<unknown>> = {
  'zh-CN': () => import('dayjs/locale/zh-cn'),
  en: () => Promise.resolve(),
};
const LOCALES: Record<Language, string> = { 'zh-CN': 'zh-cn', en: 'en' };

/** The calendar's name for the language of the page, once it can speak it. */
function useCalendarLocale(): string {
  const language = useLanguage();
  const [locale, setLocale] = useState('en');
  useEffect(() => {
    let isAsked = true;
    const speak = () => isAsked && setLocale(LOCALES[language]);
    void loadChunk(MONTH_NAMES[language]).then(speak);
    return () => {
      isAsked = false;
    };
  }, [language]);
  return locale;
}

/** A day of the calendar, typed or picked. Days are texts: no time zone moves them. */
export function DateField({ label, value, today, min, max, placeholder, disabled, problem, onChange }: DateFieldProps) {
  const { t } = useTranslation();
  const locale = useCalendarLocale();
  return (
    <DateInput
      label={label}
      value={value === '' ? null : value}
      minDate={min}
      maxDate={max}
      placeholder={placeholder}
      defaultDate={today}
      getDayProps={(day) => (day === today ? { 'aria-current': 'date' } : {})}
      valueFormat="YYYY-MM-DD"
      monthLabelFormat={t('calendar.head')}
      getDayAriaLabel={(day) => day}
      locale={locale}
      ariaLabels={{
        previousMonth: t('calendar.previousMonth'),
        nextMonth: t('calendar.nextMonth'),
        previousYear: t('calendar.previousYear'),
        nextYear: t('calendar.nextYear'),
        previousDecade: t('calendar.previousDecade'),
        nextDecade: t('calendar.nextDecade'),
      }}
      clearable
      clearButtonProps={{ 'aria-label': t('calendar.clear') }}
      allowDeselect={false}
      disabled={disabled}
      error={problem}
      onChange={(day) => onChange(day ?? '')}
    />
  );
}
