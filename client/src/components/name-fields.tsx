import type { LocalizedName } from '@liaowang/shared/schemas/text';
import { useTranslation } from 'react-i18next';
import { TextField } from './field.tsx';
import { isFitName, MOST_NAME_CHARACTERS } from './fit-name.ts';

interface NameFieldsProps {
  value: LocalizedName;
  /** Says what is wrong: not before somebody tried to save it. */
  isJudged: boolean;
  onChange: (value: LocalizedName) => void;
}

/** The names of an entry: the Chinese one, and the English one that may be missing. */
export function NameFields({ value, isJudged, onChange }: NameFieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextField
        label={t('entry.nameZh')}
        value={value.zh}
        problem={isJudged && !isFitName(value) ? t('entry.nameTooLong', { most: MOST_NAME_CHARACTERS }) : undefined}
        onChange={(zh) => onChange({ ...value, zh })}
      />
      <TextField label={t('entry.nameEn')} value={value.en} onChange={(en) => onChange({ ...value, en })} />
    </>
  );
}
