import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { useTranslation } from 'react-i18next';
import { MarkMeaning } from '../../components/mark.tsx';
import { useUnitFigures } from '../../live/use-unit-figures.ts';
import type { MapLayer } from '../../map/map-layer.ts';
import { UNIT_LAYER_KINDS } from './visible-kinds.ts';

/** Units of some kinds that were ever located. */
function useLocatedCount(kinds: readonly UnitKind[]): number | null {
  const { isKnown, byKind } = useUnitFigures();
  return isKnown
    ? kinds.reduce((sum, kind) => sum + byKind[kind].fresh + byKind[kind].stale + byKind[kind].lost, 0)
    : null;
}

function FootKey() {
  const { t } = useTranslation();
  return (
    <li>
      <MarkMeaning shape="disc" color="var(--lw-foot)" text={t('legend.foot')} />
    </li>
  );
}

function VehiclesKey() {
  const { t } = useTranslation();
  return (
    <>
      <li>
        <MarkMeaning shape="bar" color="var(--lw-vehicle)" text={t('legend.bus')} />
        <MarkMeaning shape="short-bar" color="var(--lw-vehicle)" text={t('legend.taxi')} />
      </li>
      <li>
        <MarkMeaning shape="faded-disc" color="var(--lw-foot)" text={t('legend.stale')} />
        <MarkMeaning shape="ring" color="var(--lw-lost)" text={t('legend.lost')} />
      </li>
      <li>
        <MarkMeaning shape="count" color="var(--lw-strong)" text={t('legend.counts')} />
        <MarkMeaning shape="call" color="var(--lw-sos)" text={t('legend.call')} />
      </li>
    </>
  );
}

export const footLayer: MapLayer = {
  id: 'foot',
  name: (t) => t('layers.foot'),
  look: { shape: 'disc', color: 'var(--lw-foot)' },
  permission: 'live:view',
  useCount: () => useLocatedCount(UNIT_LAYER_KINDS.foot),
  Key: FootKey,
  pictureKey: (t, palette) => [{ shape: 'disc', color: palette.foot, text: t('legend.foot') }],
};

export const vehiclesLayer: MapLayer = {
  id: 'vehicles',
  name: (t) => t('layers.vehicles'),
  look: { shape: 'bar', color: 'var(--lw-vehicle)' },
  permission: 'live:view',
  useCount: () => useLocatedCount(UNIT_LAYER_KINDS.vehicles),
  Key: VehiclesKey,
  pictureKey: (t, palette) => [
    { shape: 'bar', color: palette.vehicle, text: `${t('legend.bus')} / ${t('legend.taxi')}` },
  ],
};

export const trailsLayer: MapLayer = {
  id: 'trails',
  name: (t) => t('layers.trails'),
  look: { shape: 'trail', color: 'var(--lw-foot)' },
  permission: 'live:view',
  useCount: () => null,
  // A trail, as in its row; the marks at its end say of whom.
  Key: null,
  pictureKey: () => [],
};
