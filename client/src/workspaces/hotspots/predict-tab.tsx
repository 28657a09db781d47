import { Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { matchWindow } from '@liaowang/shared/analysis/hotspots/change/compare-windows';
import { planFolds } from '@liaowang/shared/analysis/hotspots/back-test/plan-folds';
import type { ForecastMethod } from '@liaowang/shared/analysis/hotspots/back-test/forecast-scorers';
import { adviseForecast } from '@liaowang/shared/analysis/hotspots/back-test/compare-forecasts';
import { findDayStart } from '@liaowang/shared/analysis/time/local-hours';
import { pickIncidents } from '@liaowang/shared/contract/incident-columns';
import { Choice } from '../../components/choice.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useMatchedIncidents, type MatchedIncidents } from '../../features/filter/use-matched-incidents.ts';
import { HitRateChart } from '../../features/predict/hit-rate-chart.tsx';
import { PredictAdvice } from '../../features/predict/predict-advice.tsx';
import { PredictForm } from '../../features/predict/predict-form.tsx';
import {
  AREA_SHARES,
  MAX_FOLDS,
  suggestSetup,
  validateSetup,
  type PredictSetup,
  type ReadySetup,
} from '../../features/predict/predict-setup.ts';
import { usePredictStore, type PredictRun } from '../../features/predict/predict.store.ts';
import { PredictTable } from '../../features/predict/predict-table.tsx';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { formatAreaShare, formatDate, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';

/** The same figures again for whoever asks again. */
const SEED = 20_26;
const DAY_MS = 86_400_000;

interface History {
  record: { fromMs: number; toMs: number };
  pick: () => ReturnType<typeof pickIncidents>;
}

/** All that the filter lets through, whatever its window: a forecast needs a past. Null without incidents. */
function findHistory({ columns, local, filter }: MatchedIncidents, timeZone: string): History | null {
  const count = columns.ids.length;
  if (count === 0) return null;
  const record = {
    fromMs: findDayStart(local.days[0]!, timeZone),
    toMs: findDayStart(local.days[count - 1]! + 1, timeZone),
  };
  return { record, pick: () => pickIncidents(columns, matchWindow(columns, local, filter, record)) };
}

function countFolds(setup: PredictSetup, history: History): number | null {
  if (Object.keys(validateSetup(setup)).length > 0) return null;
  return planFolds(history.record, { trainDays: setup.trainDays!, testDays: setup.testDays!, maxFolds: MAX_FOLDS })
    .length;
}

function Outcome({ run }: { run: Extract<PredictRun, { state: 'done' }> }) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const [share, setShare] = useState(1);
  const {
    outcome: { comparison, incidentCount, monthsLeftOut, cellCount },
    asked,
    record,
    computeMs,
  } = run;
  const advice = adviseForecast(comparison, share);
  const [chosen, setChosen] = useState<ForecastMethod | null>(null);
  const shown = chosen ?? (advice.kind === 'better' ? advice.method : 'counts');
  return (
    <Stack pt={10} className="lw-ruled">
      <Group gap="sm" justify="space-between">
        <SectionHead how={t('predict.how')}>{t('predict.result')}</SectionHead>
        <Text component="span" size="xs" c="dimmed" ml="auto" aria-hidden="true">
          {t('predict.areaShare')}
        </Text>
        <Choice
          label={t('predict.areaShare')}
          value={share}
          onChange={setShare}
          options={AREA_SHARES.map((value, i) => ({ value: i, label: `${value * 100}%` }))}
        />
      </Group>
      <PredictAdvice comparison={comparison} share={share} areaShare={AREA_SHARES[share]!} />
      <HitRateChart comparison={comparison} shown={shown} areaShare={AREA_SHARES[share]!} />
      <PredictTable comparison={comparison} share={share} shown={shown} onShow={setChosen} />
      <Text size="xs" c="dimmed">
        {t('predict.basis', {
          from: formatDate(record.fromMs, timeZone),
          to: formatDate(record.toMs - 1, timeZone),
          folds: comparison.folds.length,
          train: asked.trainDays,
          test: asked.testDays,
          incidents: formatNumber(incidentCount),
          cells: formatNumber(cellCount),
          cell: asked.cellMeters,
          seconds: (computeMs / 1_000).toFixed(1),
        })}
        {monthsLeftOut > 0 && ` ${t('incident.monthsLeftOut', { number: formatNumber(monthsLeftOut) })}`}
      </Text>
      <Text size="xs" c="dimmed">
        {t('predict.limits', { shortest: formatAreaShare(1 / cellCount) })}
      </Text>
    </Stack>
  );
}

/** "Does the map predict": each method forecasts from what was known then, and is held against what came. */
export default function PredictTab() {
  const { t } = useTranslation();
  const matched = useMatchedIncidents();
  const jurisdiction = useJurisdiction().data;
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { changed, run, change, start, cancel } = usePredictStore();
  if (!matched || !jurisdiction) return <SkeletonRows rows={6} label={t('common.loading')} />;
  const history = findHistory(matched, timeZone);
  if (!history) return <Note title={t('predict.none')} text={t('predict.noneText')} />;
  const { center, boundary } = jurisdiction;
  const { fromMs, toMs } = history.record;
  const setup = { ...suggestSetup((toMs - fromMs) / DAY_MS, jurisdiction), ...changed };
  const cellMeters = run.state === 'failed' ? run.cellMeters : null;
  return (
    <Stack px={14} pt={9} pb="xl">
      <Text size="xs" c="dimmed">
        {t('predict.lead')}
      </Text>
      <PredictForm
        setup={setup}
        foldCount={countFolds(setup, history)}
        disabled={run.state === 'running'}
        onChange={change}
        onRun={() =>
          start({
            study: { center, boundary },
            incidents: history.pick(),
            record: history.record,
            setup: setup as ReadySetup,
            seed: SEED,
          })
        }
      />
      {run.state === 'running' && (
        <Stack gap="sm" role="status">
          <ProgressBar label={t('predict.running')} progress={run.share} />
          <Group justify="space-between" fz="xs" c="dimmed">
            {t('predict.running')}
            <TextButton onClick={cancel}>{t('common.cancel')}</TextButton>
          </Group>
        </Stack>
      )}
      {run.state === 'failed' && (
        <Note
          tone="error"
          title={t('predict.failed')}
          text={t('predict.failedText')}
          {...(cellMeters !== null && {
            action: {
              label: t('zones.offer.cellMeters', { value: formatNumber(cellMeters) }),
              onClick: () => change({ cellMeters }),
            },
          })}
        />
      )}
      {run.state === 'done' && <Outcome run={run} />}
    </Stack>
  );
}
