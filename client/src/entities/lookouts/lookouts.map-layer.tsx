import { useTranslation } from 'react-i18next';
import { MarkMeaning } from '../../components/mark.tsx';
import type { MapLayer } from '../../map/map-layer.ts';
import { useLookouts } from './lookouts.api.ts';

export const LOOKOUT_LOOK = { shape: 'hexagon', color: 'var(--lw-lookout)' } as const;

function LookoutKey() {
  const { t } = useTranslation();
  return (
    <li>
      <MarkMeaning {...LOOKOUT_LOOK} text={t('legend.lookout')} />
      <MarkMeaning shape="hollow-hexagon" color={LOOKOUT_LOOK.color} text={t('lookout.offDuty')} />
    </li>
  );
}

export const lookoutsLayer: MapLayer = {
  id: 'lookouts',
  name: (t) => t('layers.lookouts'),
  look: LOOKOUT_LOOK,
  permission: 'registry:view',
  useCount: () => useLookouts().data?.length ?? null,
  Key: LookoutKey,
  pictureKey: (t, palette) => [{ shape: 'hexagon', color: palette.lookout, text: t('legend.lookout') }],
};
