import { useTranslation } from 'react-i18next';
import { MarkMeaning } from '../../components/mark.tsx';
import { useMayDrawGaps } from '../../lib/permission.store.ts';
import type { MapLayer } from '../../map/map-layer.ts';
import { useCoverageFigures } from './coverage.api.ts';

const GAP_LOOK = { shape: 'hatch', color: 'var(--lw-gap-color)' } as const;

function GapKey() {
  const { t } = useTranslation();
  return (
    <>
      <li>
        <MarkMeaning {...GAP_LOOK} text={t('legend.gap')} />
      </li>
      <li>
        <MarkMeaning shape="faint-hatch" color={GAP_LOOK.color} text={t('legend.gapElsewhere')} />
        <MarkMeaning shape="tint" color="var(--lw-foot)" text={t('legend.observedNow')} />
      </li>
    </>
  );
}

/** Gaps of the key areas, as the server counts them. */
function useGapCount(): number | null {
  const areas = useCoverageFigures().data?.areas.filter(({ areaId }) => areaId.startsWith('key-area:'));
  return areas?.reduce((sum, area) => sum + area.gapCount, 0) ?? null;
}

export const gapsLayer: MapLayer = {
  id: 'gaps',
  name: (t) => t('layers.gaps'),
  look: GAP_LOOK,
  permission: 'coverage:view',
  useIsOffered: useMayDrawGaps,
  useCount: useGapCount,
  Key: GapKey,
  pictureKey: (t, palette) => [
    { shape: 'hatch', color: palette.gap, text: t('legend.gap') },
    { shape: 'tint', color: palette.foot, text: t('legend.observedNow') },
  ],
};
