import { LEAST_CORNERS } from '@liaowang/shared/schemas/geometry';
import { useTranslation } from 'react-i18next';
import { DrawBar } from '../../components/draw-bar.tsx';
import { useAreasStore } from './areas.store.ts';

/** Says over the map that clicks draw an area, and ends it. */
export function AreaDrawBar() {
  const { t } = useTranslation();
  const { drawing, closeShape, stopDrawing } = useAreasStore();
  if (!drawing || drawing.isClosed) return null;
  return (
    <DrawBar
      hint={t('areas.drawHint', { count: drawing.corners.length })}
      canEnd={drawing.corners.length >= LEAST_CORNERS}
      onEnd={closeShape}
      onCancel={stopDrawing}
    />
  );
}
