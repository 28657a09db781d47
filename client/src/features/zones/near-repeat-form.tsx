import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Field, NumberField, TextField } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { MAX_BANDS, MAX_SEED, MAX_SPACE_BOUND_METERS, MAX_TIME_BOUND_DAYS, PERMUTATION_CHOICES, areBounds, type NearRepeatMethod } from './finding-method.ts';
import styles from './method-form.module.css';

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
  return text.split(/[,，、\s]+/).filter((word) => word !== '').map(Number);
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
  const [wrongSeed, setWrongSeed] = useState<number | null | undefined>(undefined);
  const isSeed = (value: number | null): value is number => value !== null && Number.isInteger(value) && value >= 0 && value <= MAX_SEED;
  return (
    <div className={styles.pair}>
      <BoundsField label={t('zones.near.spaceBounds')} bounds={method.spaceBoundsMeters} max={MAX_SPACE_BOUND_METERS} onChange={(spaceBoundsMeters) => onChange({ ...method, spaceBoundsMeters })} />
      <BoundsField label={t('zones.near.timeBounds')} bounds={method.timeBoundsDays} max={MAX_TIME_BOUND_DAYS} onChange={(timeBoundsDays) => onChange({ ...method, timeBoundsDays })} />
      <Field label={t('zones.near.permutations')} extra={<HowNote label={t('zones.near.permutations')} text={t('zones.how.permutations')} />}>
        <Choice label={t('zones.near.permutations')} value={method.permutations} onChange={(permutations) => onChange({ ...method, permutations })} options={PERMUTATION_CHOICES.map((value) => ({ value, label: String(value) }))} />
      </Field>
      <NumberField
        label={t('zones.near.seed')}
        extra={<HowNote label={t('zones.near.seed')} text={t('zones.how.seed')} />}
        value={wrongSeed === undefined ? method.seed : wrongSeed}
        min={0}
        max={MAX_SEED}
        problem={wrongSeed === undefined ? undefined : t('zones.wrong.whole', { min: 0, max: String(MAX_SEED) })}
        onChange={(seed) => {
          setWrongSeed(isSeed(seed) ? undefined : seed);
          if (isSeed(seed)) onChange({ ...method, seed });
        }}
      />
    </div>
  );
}
