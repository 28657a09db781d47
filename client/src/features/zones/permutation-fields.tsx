import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Field, NumberField } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { MAX_SEED, PERMUTATION_CHOICES, type PermutationSettings } from './finding-method.ts';

interface PermutationFieldsProps {
  settings: PermutationSettings;
  onChange: (settings: Partial<PermutationSettings>) => void;
}

/** How often a test permutes or simulates, and from which seed. */
export function PermutationFields({ settings: { permutations, seed }, onChange }: PermutationFieldsProps) {
  const { t } = useTranslation();
  const [wrongSeed, setWrongSeed] = useState<number | null | undefined>(undefined);
  const isSeed = (value: number | null): value is number =>
    value !== null && Number.isInteger(value) && value >= 0 && value <= MAX_SEED;
  return (
    <>
      <Field
        label={t('zones.near.permutations')}
        extra={<HowNote label={t('zones.near.permutations')} text={t('zones.how.permutations')} />}
      >
        <Choice
          label={t('zones.near.permutations')}
          value={permutations}
          onChange={(value) => onChange({ permutations: value })}
          options={PERMUTATION_CHOICES.map((value) => ({ value, label: String(value) }))}
        />
      </Field>
      <NumberField
        label={t('zones.near.seed')}
        extra={<HowNote label={t('zones.near.seed')} text={t('zones.how.seed')} />}
        value={wrongSeed === undefined ? seed : wrongSeed}
        min={0}
        max={MAX_SEED}
        problem={wrongSeed === undefined ? undefined : t('zones.wrong.whole', { min: 0, max: String(MAX_SEED) })}
        onChange={(value) => {
          setWrongSeed(isSeed(value) ? undefined : value);
          if (isSeed(value)) onChange({ seed: value });
        }}
      />
    </>
  );
}
