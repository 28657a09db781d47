import { useTranslation } from 'react-i18next';
import { DrawBar } from '../../components/draw-bar.tsx';
import { useSitingStore } from './siting.store.ts';

/** Says over the map that clicks put up candidates, and ends it. */
export function SitingDrawBar() {
  const { t } = useTranslation();
  const { isDrawing, drawn, setDrawing } = useSitingStore();
  return isDrawing && <DrawBar hint={t('siting.drawHint', { count: drawn.length })} onEnd={() => setDrawing(false)} />;
}
