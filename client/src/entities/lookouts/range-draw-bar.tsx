import { LEAST_CORNERS, type LngLat } from '@liaowang/shared/schemas/geometry';
import { useTranslation } from 'react-i18next';
import { DrawBar } from '../../components/draw-bar.tsx';
import { useRangeTrial } from './range-trial.store.ts';
import { closeDrawing, stopDrawing } from './use-range-map-tool.ts';

/** Says over the map that clicks draw what the lookout at `position` sees, and ends it. */
export function RangeDrawBar({ position }: { position: LngLat }) {
  const { t } = useTranslation();
  const drawing = useRangeTrial((state) => state.drawing);
  if (!drawing) return null;
  return (
    <DrawBar
      hint={t('lookoutRange.drawHint', { count: drawing.corners.length })}
      canEnd={drawing.corners.length >= LEAST_CORNERS}
      onEnd={() => closeDrawing(position)}
      onCancel={stopDrawing}
    />
  );
}
