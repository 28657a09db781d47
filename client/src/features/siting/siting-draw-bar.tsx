import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../components/text-button.tsx';
import { useSitingStore } from './siting.store.ts';
import styles from '../../components/draw-bar.module.css';

/** Says over the map that clicks put up candidates, and ends it. */
export function SitingDrawBar() {
  const { t } = useTranslation();
  const { isDrawing, drawn, setDrawing } = useSitingStore();
  if (!isDrawing) return null;
  // Outside the panel, whose blurred ground would hold what is fixed.
  return createPortal(
    <div className={styles.bar} role="status">
      <span>{t('siting.drawHint', { count: drawn.length })}</span>
      <TextButton tone="primary" onClick={() => setDrawing(false)}>
        {t('siting.stopDrawing')}
      </TextButton>
    </div>,
    document.body,
  );
}
