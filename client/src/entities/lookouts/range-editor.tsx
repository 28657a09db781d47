import { findShapeProblem } from '@liaowang/shared/analysis/coverage/watch-shape.validation';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import { Group, Stack } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CardText } from '../../components/card.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useLanguage } from '../../lib/use-language.ts';
import { useChangeLookoutRange } from './lookouts.api.ts';
import { rangeErrorText } from './range-error.ts';
import { RangeDrawBar } from './range-draw-bar.tsx';
import { RangeFields } from './range-fields.tsx';
import { tryRange, useRangeTrial, type SeenRange } from './range-trial.store.ts';
import { describeRange } from './shape-text.ts';
import { startDrawing, stopDrawing, useRangeMapTool } from './use-range-map-tool.ts';

interface RangeEditorProps {
  lookout: LookoutFeature;
  /** `before` is what it takes to undo it. */
  onSaved: (before: SeenRange, after: SeenRange) => void;
  onClose: () => void;
}

const KINDS = ['disk', 'sector', 'ground'] as const;

/** Changes what a lookout sees; the map shows what is tried, and what nobody would see then, before it is saved. */
export function RangeEditor({ lookout, onSaved, onClose }: RangeEditorProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const {
    geometry: { coordinates: position },
    properties: { lookoutId, detectionRangeMeters, shape },
  } = lookout;
  // As it was when the editing began: what somebody else saves meanwhile must not be overwritten unseen.
  const [was] = useState<SeenRange>({ detectionRangeMeters, shape });
  const change = useChangeLookoutRange(lookoutId);
  const range = useRangeTrial(({ trial }) => trial?.range) ?? was;
  const isDrawing = useRangeTrial(({ drawing }) => drawing !== null);
  useRangeMapTool(position, onClose);
  useEffect(() => {
    useRangeTrial.setState({ trial: { lookoutId, range: was }, drawing: null });
    return () => useRangeTrial.setState({ trial: null, drawing: null });
  }, [lookoutId, was]);
  const problem = useMemo(() => findShapeProblem(position, range.shape), [position, range.shape]);

  const save = (): void => {
    const after =
      range.shape.kind === 'ground'
        ? { shape: range.shape }
        : { shape: range.shape, detectionRangeMeters: range.detectionRangeMeters };
    change.mutate(
      { ...after, was },
      {
        onSuccess: ({ properties }) =>
          onSaved(was, { detectionRangeMeters: properties.detectionRangeMeters, shape: properties.shape }),
      },
    );
  };

  return (
    <Stack component="section" pt={10} className="lw-ruled" aria-label={t('lookoutRange.title')}>
      <Group component="header" gap="xs" c="bright">
        <strong>{t('lookoutRange.title')}</strong>
        <HowNote label={t('lookoutRange.title')} text={t('lookoutRange.how')} />
      </Group>
      <RangeFields
        range={range}
        kinds={KINDS}
        chosen={isDrawing ? 'ground' : undefined}
        onChange={(next) => {
          stopDrawing();
          tryRange(next);
        }}
        onDraw={startDrawing}
      />
      <CardText tone="quiet">
        {range.shape.kind === 'ground'
          ? describeRange(t, range, language)
          : t(`lookoutRange.dragHint.${range.shape.kind}`)}
      </CardText>
      {problem && <CardText tone="warning">{t(`errors.${problem}`)}</CardText>}
      {change.error && <CardText tone="warning">{rangeErrorText(t, change.error)}</CardText>}
      <Group gap="sm">
        <TextButton tone="primary" disabled={isDrawing || problem !== null || change.isPending} onClick={save}>
          {t('lookoutRange.save')}
        </TextButton>
        {range.shape.kind === 'ground' && !isDrawing && (
          <TextButton onClick={startDrawing}>{t('lookoutRange.redraw')}</TextButton>
        )}
        <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
      </Group>
      <RangeDrawBar position={position} />
    </Stack>
  );
}
