import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextField } from '../../components/field.tsx';
import {
  MAX_BANDS,
  MAX_SPACE_BOUND_METERS,
  MAX_TIME_BOUND_DAYS,
  areBounds,
  type NearRepeatMethod,
} from './finding-method.ts';
import styles from './method-form.module.css';
import { PermutationFields } from './permutation-fields.tsx';

interface NearRepeatFormProps {
  method: NearRepeatMethod;
  onChange: (method: NearRepeatMethod) => void;
}

interface BoundsFieldProps {
  label: string;
  bounds: readonly number[];
  max: number;
  onChange: (bounds: number[]) => void;
}

/** Numbers between commas, full-width ones too. */
function readBounds(text: string): number[] {
  return text
    .split(/[,，、\s]+/)
    .filter((word) => word !== '')
    .map(Number);
}

/** The upper bounds of bands, typed one after the other. */
function BoundsField({ label, bounds, max, onChange }: BoundsFieldProps) {
  const { t } = useTranslation();
  /** Null = what is typed is in force. */
  const [wrong, setWrong] = useState<string | null>(null);
  const [typed, setTyped] = useState('');
  const inForce = readBounds(typed).join() === bounds.join() && typed !== '' ? typed : bounds.join(', ');
  return (
    <TextField
      label={label}
      value={wrong ?? inForce}
      problem={wrong === null ? undefined : t('zones.wrong.bounds', { most: MAX_BANDS, max: String(max) })}
      onChange={(text) => {
        const next = readBounds(text);
        const isFine = areBounds(next, max);
        setTyped(text);
        setWrong(isFine ? null : text);
        if (isFine) onChange(next);
      }}
    />
  );
}

/** The bands of the Knox test, how often it permutes, and from which seed. */
export function NearRepeatForm({ method, onChange }: NearRepeatFormProps) {
  const { t } = useTranslation();
  return (
    <div className={styles.pair}>
      <BoundsField
        label={t('zones.near.spaceBounds')}
        bounds={method.spaceBoundsMeters}
        max={MAX_SPACE_BOUND_METERS}
        onChange={(spaceBoundsMeters) => onChange({ ...method, spaceBoundsMeters })}
      />
      <BoundsField
        label={t('zones.near.timeBounds')}
        bounds={method.timeBoundsDays}
        max={MAX_TIME_BOUND_DAYS}
        onChange={(timeBoundsDays) => onChange({ ...method, timeBoundsDays })}
      />
      <PermutationFields settings={method} onChange={(settings) => onChange({ ...method, ...settings })} />
    </div>
  );
}
