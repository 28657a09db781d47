import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../components/text-button.tsx';
import { LEAST_CORNERS, useAreasStore } from './areas.store.ts';
import styles from '../../components/draw-bar.module.css';

/** Says over the map that clicks draw an area, and ends it. */
export function AreaDrawBar() {
  const { t } = useTranslation();
  const { drawing, closeShape, stopDrawing } = useAreasStore();
  if (!drawing || drawing.isClosed) return null;
  // In what the panels leave of the map.
  const place = document.querySelector('[data-middle]');
  if (!place) return null;
  return createPortal(
    <div className={styles.bar} data-middle-of-map role="status">
      <span>{t('areas.drawHint', { count: drawing.corners.length })}</span>
      <TextButton onClick={stopDrawing}>{t('common.cancel')}</TextButton>
      <TextButton tone="primary" disabled={drawing.corners.length < LEAST_CORNERS} onClick={closeShape}>
        {t('areas.closeShape')}
      </TextButton>
    </div>,
    place,
  );
}
