import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import fieldStyles from '../../components/field.module.css';
import styles from './imports.module.css';

interface TimeZoneFieldProps {
  value: string;
  /** The jurisdiction's own: offered first. */
  cityTimeZone: string;
  problem?: string | undefined;
  onChange: (timeZone: string) => void;
}

/** Every zone the browser knows, the city's own first. */
export function listTimeZones(cityTimeZone: string): string[] {
  return [...new Set([cityTimeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}

/** A time zone, found by typing a part of its name. */
export function TimeZoneField({ value, cityTimeZone, problem, onChange }: TimeZoneFieldProps) {
  const { t } = useTranslation();
  const id = useId();
  return (
    <div className={fieldStyles.field}>
      <span className={fieldStyles.label}>
        <label htmlFor={id}>{t('imports.timeZone')}</label>
      </span>
      <input
        id={id}
        className={fieldStyles.input}
        list={`${id}-zones`}
        value={value}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={problem !== undefined || undefined}
        aria-describedby={`${id}-hint`}
        // The browser offers what fits the text: with all of it chosen, the next key begins a new search.
        onFocus={(event) => event.currentTarget.select()}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
      <datalist id={`${id}-zones`}>
        {listTimeZones(cityTimeZone).map((zone) => (
          <option key={zone} value={zone}>
            {zone}
          </option>
        ))}
      </datalist>
      {problem && (
        <p className={fieldStyles.problem} role="alert">
          {problem}
        </p>
      )}
      <p className={styles.hint} id={`${id}-hint`}>
        {t('imports.timeZoneHint')}
      </p>
    </div>
  );
}
