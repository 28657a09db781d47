import { useTranslation } from 'react-i18next';
import {
  adviseForecast,
  type ForecastComparison,
} from '@liaowang/shared/analysis/hotspots/back-test/compare-forecasts';
import type { ForecastMethod } from '@liaowang/shared/analysis/hotspots/back-test/forecast-scorers';
import { Callout } from '../../components/callout.tsx';
import { formatShare } from '../../lib/format.ts';

/** What to use, in plain words, with the figures that it rests on. */
export function PredictAdvice({
  comparison,
  share,
  areaShare,
}: {
  comparison: ForecastComparison<ForecastMethod>;
  share: number;
  areaShare: number;
}) {
  const { t } = useTranslation();
  const advice = adviseForecast(comparison, share);
  const area = formatShare(areaShare);
  if (advice.kind === 'too-little')
    return <Callout>{t('predict.advice.tooLittle', { folds: advice.folds, events: advice.testEvents })}</Callout>;
  const rate = formatShare(advice.result.hitRate?.mean ?? 0);
  const method = t(`predict.method.${advice.method}`);
  if (advice.kind === 'better') {
    const { mean, low, high } = advice.result.gain!;
    const points = (value: number | null): string => ((value ?? 0) * 100).toFixed(1);
    return (
      <Callout tone="plain">
        {t('predict.advice.better', { method, area, rate, gain: points(mean), low: points(low), high: points(high) })}
      </Callout>
    );
  }
  return (
    <Callout tone="plain">
      {advice.best === advice.method
        ? t('predict.advice.baselineBest', { area, rate })
        : t('predict.advice.baseline', { area, rate, best: t(`predict.method.${advice.best}`) })}
    </Callout>
  );
}
