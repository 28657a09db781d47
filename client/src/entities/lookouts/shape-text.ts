import { computeGroundSquareMeters } from '@liaowang/shared/analysis/coverage/ground-area';
import { partialShapeOf } from '@liaowang/shared/schemas/watch-shape';
import type { TFunction } from 'i18next';
import { formatArea, formatDistance, type Language } from '../../lib/format.ts';
import type { SeenRange } from './range-trial.store.ts';

const COMPASS = ['0', '1', '2', '3', '4', '5', '6', '7'] as const;

/** Where a sector looks, to the nearest of eight directions. */
export function directionText(t: TFunction, bearingDegrees: number): string {
  return t(`compass.${COMPASS[Math.round(bearingDegrees / 45) % COMPASS.length]!}`);
}

/** What a lookout sees, in words: `120° sector towards NE, 400 m`. */
export function describeRange(t: TFunction, { detectionRangeMeters, shape }: SeenRange, language: Language): string {
  const range = formatDistance(detectionRangeMeters);
  const partial = partialShapeOf(shape);
  if (!partial) return t('lookout.disk', { range });
  if (partial.kind === 'ground')
    return t('lookout.ground', { area: formatArea(computeGroundSquareMeters(partial.geometry), language) });
  return t('lookout.sector', {
    angle: Math.round(partial.angleDegrees),
    direction: directionText(t, partial.bearingDegrees),
    range,
  });
}
