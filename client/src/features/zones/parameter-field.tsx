import { Box, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Field, NumberField } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { formatNumber } from '../../lib/format.ts';
import { formatOption, isAllowed, type Parameter } from './finding-method.ts';
import { TextButton } from '../../components/text-button.tsx';

/** Names of settings as the catalogue has them under zones.parameter and zones.how. */
export type ParameterName =
  | 'shape'
  | 'cellMeters'
  | 'areaShare'
  | 'kernel'
  | 'bandwidthMeters'
  | 'heldShare'
  | 'bandMeters'
  | 'maxQ'
  | 'epsMeters'
  | 'minPoints'
  | 'toleranceMeters'
  | 'minCount'
  | 'stepDays'
  | 'lagSteps'
  | 'nullModel'
  | 'permutations'
  | 'minIncidents';

const UNITS: Partial<Record<ParameterName, 'meters' | 'days' | 'incidents' | 'steps'>> = {
  cellMeters: 'meters',
  bandwidthMeters: 'meters',
  bandMeters: 'meters',
  epsMeters: 'meters',
  toleranceMeters: 'meters',
  minPoints: 'incidents',
  minCount: 'incidents',
  minIncidents: 'incidents',
  stepDays: 'days',
  lagSteps: 'steps',
};

interface ParameterFieldProps {
  parameter: Parameter;
  value: string | number;
  /** What the incidents suggest; undefined = nothing. */
  suggested: number | undefined;
  onChange: (value: string | number) => void;
}

/** Shares are typed in per cent; a hundredth of a per cent is the finest that means anything. */
const toShown = (value: number, isShare: boolean | undefined): number =>
  isShare ? Number((value * 100).toFixed(2)) : value;
const fromShown = (value: number, isShare: boolean | undefined): number =>
  isShare ? Number((value / 100).toFixed(4)) : value;

/** One setting: chosen from a few, or typed with its unit. What is not allowed stays in the field and is explained; the method keeps its last value. */
export function ParameterField({ parameter, value, suggested, onChange }: ParameterFieldProps) {
  const { t } = useTranslation();
  /** Undefined = what is typed is in force. */
  const [wrong, setWrong] = useState<number | null | undefined>(undefined);
  const name = parameter.name as ParameterName;
  const label = t(`zones.parameter.${name}`);
  const how = <HowNote label={label} text={t(`zones.how.${name}`)} />;

  if ('options' in parameter) {
    return (
      <Field label={label} extra={how}>
        <Choice
          label={label}
          value={value}
          onChange={onChange}
          options={parameter.options.map((option) => ({
            value: option,
            label:
              typeof option === 'number' ? formatOption(parameter, option) : t(`zones.option.${option as 'square'}`),
          }))}
        />
      </Field>
    );
  }
  const { min, max, isShare, step } = parameter;
  const unit = UNITS[name];
  const change = (typed: number | null): void => {
    const next = typed === null ? null : fromShown(typed, isShare);
    const isFine = next !== null && isAllowed(parameter, next);
    setWrong(isFine ? undefined : typed);
    if (isFine) onChange(next);
  };
  const shown = toShown(value as number, isShare);
  const problem =
    wrong === undefined
      ? undefined
      : t(parameter.isWhole ? 'zones.wrong.whole' : 'zones.wrong.between', {
          min: toShown(min, isShare),
          max: formatNumber(toShown(max, isShare)),
        });
  return (
    <Stack gap={0} miw={0}>
      <NumberField
        label={label}
        extra={how}
        unit={isShare ? '%' : unit ? t(`zones.unit.${unit}`) : ''}
        value={wrong === undefined ? shown : wrong}
        min={toShown(min, isShare)}
        max={toShown(max, isShare)}
        step={step ?? 1}
        problem={problem}
        onChange={change}
      />
      {suggested !== undefined && suggested !== value && isAllowed(parameter, suggested) && (
        <Box ml={-4} mt="xxs" title={t('zones.takeSuggested')}>
          <TextButton
            tone="link"
            onClick={() => {
              setWrong(undefined);
              onChange(suggested);
            }}
          >
            {t('zones.suggested', { value: formatNumber(suggested), unit: unit ? t(`zones.unit.${unit}`) : '' })}
          </TextButton>
        </Box>
      )}
    </Stack>
  );
}
