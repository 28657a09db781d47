import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { Stack, Text } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Field } from '../../components/field.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { RangeDrawBar } from '../../entities/lookouts/range-draw-bar.tsx';
import { RangeFields } from '../../entities/lookouts/range-fields.tsx';
import { NO_LOOKOUT, useRangeTrial, type SeenRange } from '../../entities/lookouts/range-trial.store.ts';
import { describeRange } from '../../entities/lookouts/shape-text.ts';
import { startDrawing, stopDrawing, useRangeMapTool } from '../../entities/lookouts/use-range-map-tool.ts';
import { useLanguage } from '../../lib/use-language.ts';

const KINDS = ['disk', 'sector', 'ground'] as const;

interface LookoutRangeFieldProps {
  /** Null = a new one. */
  lookoutId: number | null;
  position: LngLat;
  value: SeenRange;
  /** What the server refused of it. */
  problem: string | undefined;
  onChange: (range: SeenRange) => void;
  onCancel: () => void;
}

const isSame = (a: SeenRange, b: SeenRange): boolean =>
  a.detectionRangeMeters === b.detectionRangeMeters && a.shape === b.shape;

/** What a lookout sees: by its numbers, or dragged and drawn on the map, which shows it as if it held. */
export function LookoutRangeField({ lookoutId, position, value, problem, onChange, onCancel }: LookoutRangeFieldProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const isDrawing = useRangeTrial(({ drawing }) => drawing !== null);
  const latest = useRef({ value, onChange });
  latest.current = { value, onChange };
  useRangeMapTool(position, onCancel);
  useEffect(() => {
    useRangeTrial.setState({ trial: { lookoutId: lookoutId ?? NO_LOOKOUT, range: value, position } });
  }, [lookoutId, value, position]);
  useEffect(() => {
    // What is dragged or drawn on the map is written into the form.
    const stop = useRangeTrial.subscribe(({ trial }) => {
      if (trial && !isSame(trial.range, latest.current.value)) latest.current.onChange(trial.range);
    });
    return () => {
      stop();
      useRangeTrial.setState({ trial: null, drawing: null });
    };
  }, []);
  const shapeProblem = findShapeProblem(position, value.shape);
  return (
    <Field label={t('card.range')} problem={shapeProblem ? t(`errors.${shapeProblem}`) : problem}>
      <Stack gap="xs">
        <RangeFields
          range={value}
          kinds={KINDS}
          chosen={isDrawing ? 'ground' : undefined}
          onChange={(range) => {
            stopDrawing();
            onChange(range);
          }}
          onDraw={startDrawing}
        />
        <Text size="xs" c="dimmed">
          {value.shape.kind === 'ground'
            ? describeRange(t, value, language)
            : t(`lookoutRange.dragHint.${value.shape.kind}`)}
        </Text>
        {value.shape.kind === 'ground' && !isDrawing && (
          <div>
            <TextButton onClick={startDrawing}>{t('lookoutRange.redraw')}</TextButton>
          </div>
        )}
      </Stack>
      <RangeDrawBar position={position} />
    </Field>
  );
}
