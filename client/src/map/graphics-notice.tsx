import type { JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { Note } from '../components/note.tsx';
import type { GraphicsState } from './graphics-owner.ts';

/** Says over the empty map that its graphics are lost, and offers to load it again; nothing while it is drawn. */
export function GraphicsNotice({
  state,
  onReload,
}: {
  state: GraphicsState;
  onReload: () => void;
}): JSX.Element | null {
  const { t } = useTranslation();
  if (state === 'drawn') return null;
  const words = state === 'lost' ? 'Lost' : 'Gone';
  return (
    <div className="map-notice">
      <Note
        tone="error"
        title={t(`map.graphics${words}`)}
        text={t(`map.graphics${words}Text`)}
        action={{ label: t('map.loadAgain'), onClick: onReload }}
      />
    </div>
  );
}
