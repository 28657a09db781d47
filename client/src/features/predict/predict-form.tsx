import { Group, Stack, Text } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import styles from './predict-form.module.css';
import { PREDICT_LIMITS, validateSetup, type PredictSetup, type SetupProblem } from './predict-setup.ts';

interface PredictFormProps {
  setup: PredictSetup;
  /** How many windows of the record can be forecast with these settings. */
  foldCount: number | null;
  disabled: boolean;
  onChange: (part: Partial<PredictSetup>) => void;
  onRun: () => void;
}

const FIRST = ['trainDays', 'testDays', 'cellMeters'] as const;
const FURTHER = ['bandwidthMeters', 'epsMeters', 'minPoints'] as const;
const UNITS = {
  trainDays: 'predict.days',
  testDays: 'predict.days',
  cellMeters: 'predict.meters',
  bandwidthMeters: 'predict.meters',
  epsMeters: 'predict.meters',
  minPoints: 'predict.incidents',
} as const;

/** What the back-test is asked: how much is known, what is forecast, and how each method is set. */
export function PredictForm({ setup, foldCount, disabled, onChange, onRun }: PredictFormProps) {
  const { t } = useTranslation();
  const moreId = useId();
  const [showsMore, setShowsMore] = useState(false);
  const problems = validateSetup(setup);
  const words = (problem: SetupProblem | undefined): string | undefined =>
    problem &&
    (problem.key === 'between'
      ? t('predict.wrong.between', { min: problem.min, max: problem.max })
      : t(`predict.wrong.${problem.key}`));
  const fields = (names: ReadonlyArray<keyof PredictSetup>) =>
    names.map((name) => (
      <NumberField
        key={name}
        label={t(`predict.field.${name}`)}
        unit={t(UNITS[name])}
        value={setup[name]}
        min={PREDICT_LIMITS[name].min}
        max={PREDICT_LIMITS[name].max}
        disabled={disabled}
        problem={words(problems[name])}
        onChange={(value) => onChange({ [name]: value })}
      />
    ));
  const cannotRun = disabled || Object.keys(problems).length > 0 || !foldCount;
  return (
    <Stack
      component="form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!cannotRun) onRun();
      }}
    >
      <Group grow align="start" wrap="nowrap">
        {fields(FIRST)}
      </Group>
      <div id={moreId} hidden={!showsMore}>
        {showsMore && (
          <Group grow align="start" wrap="nowrap">
            {fields(FURTHER)}
          </Group>
        )}
      </div>
      <Group>
        <TextButton type="submit" tone="primary" disabled={cannotRun}>
          {t('predict.run')}
        </TextButton>
        <button
          type="button"
          className={styles.more}
          aria-expanded={showsMore}
          aria-controls={moreId}
          onClick={() => setShowsMore(!showsMore)}
        >
          {t(showsMore ? 'predict.less' : 'predict.more')}
        </button>
        {foldCount !== null && (
          <Text
            component="span"
            size="xs"
            c={foldCount === 0 ? 'var(--lw-warn)' : 'dimmed'}
            data-tone={foldCount === 0 ? 'warn' : undefined}
          >
            {foldCount === 0 ? t('predict.noFolds') : t('predict.folds', { count: foldCount })}
          </Text>
        )}
      </Group>
    </Stack>
  );
}
