import { useTranslation } from 'react-i18next';
import type { Permission } from '@liaowang/shared/contract/permissions';
import { Mark, type MarkShape } from '../components/mark.tsx';
import { Note } from '../components/note.tsx';
import { Panel } from '../components/panel.tsx';
import { formatNumber } from '../lib/format.ts';
import { useMayDrawGaps, usePermissionStore } from '../lib/permission.store.ts';
import { useStoredFlag } from '../lib/use-stored-flag.ts';
import { useLayerCounts } from './layer-counts.ts';
import styles from './layers-panel.module.css';
import { Legend } from './legend.tsx';
import { LAYER_IDS, type LayerId } from './layer-ids.ts';
import { useViewStore } from '../map/view.store.ts';

const LAYER_LOOK: Record<LayerId, { shape: MarkShape; color: string }> = {
  foot: { shape: 'disc', color: 'var(--lw-foot)' },
  vehicles: { shape: 'bar', color: 'var(--lw-vehicle)' },
  lookouts: { shape: 'hexagon', color: 'var(--lw-lookout)' },
  incidents: { shape: 'triangle', color: 'var(--lw-incident)' },
  zones: { shape: 'surface', color: 'currentColor' },
  gaps: { shape: 'hatch', color: 'var(--lw-gap-color)' },
  trails: { shape: 'trail', color: 'var(--lw-foot)' },
  'key-areas': { shape: 'outline', color: 'var(--lw-key-area)' },
};

/** What an account must hold for a layer to have anything in it. */
const LAYER_PERMISSION: Record<LayerId, Permission> = {
  foot: 'live:view',
  vehicles: 'live:view',
  lookouts: 'registry:view',
  incidents: 'incidents:view',
  zones: 'hotspots:view',
  gaps: 'coverage:view',
  trails: 'live:view',
  'key-areas': 'registry:view',
};

function LayerRow({ id, count, keyHint }: { id: LayerId; count: number | null; keyHint: string }) {
  const { t } = useTranslation();
  const visible = useViewStore((view) => view.visibleLayers.has(id));
  const toggle = useViewStore((view) => view.toggleLayer);
  return (
    <li>
      <button
        type="button"
        role="switch"
        className={styles.row}
        aria-checked={visible}
        aria-keyshortcuts={keyHint}
        title={`${t(`layers.${id}`)} (${keyHint})`}
        onClick={() => toggle(id)}
      >
        <Mark {...LAYER_LOOK[id]} />
        <span className={styles.name}>{t(`layers.${id}`)}</span>
        <span className={styles.count}>{count === null ? '' : formatNumber(count)}</span>
        <span className={styles.track} aria-hidden="true" />
      </button>
    </li>
  );
}

/** Layers with counts and switches; below them what the marks mean. */
export function LayersPanel({ foldable = true }: { foldable?: boolean }) {
  const { t } = useTranslation();
  const counts = useLayerCounts();
  const permissions = usePermissionStore((store) => store.permissions);
  const mayDrawGaps = useMayDrawGaps();
  const [folded, setFolded] = useStoredFlag('fold.layers', false);
  const [legendFolded, setLegendFolded] = useStoredFlag('fold.legend', false);
  const foldLabel = (isFolded: boolean, name: string) => t(isFolded ? 'layers.unfold' : 'layers.fold', { name });
  return (
    <>
      <Panel
        className={styles.panel}
        title={t('layers.title')}
        {...(foldable && { fold: { folded, label: foldLabel(folded, t('layers.title')), onChange: setFolded } })}
      >
        <ul className={styles.list}>
          {LAYER_IDS.map(
            (id, index) =>
              permissions.has(LAYER_PERMISSION[id]) &&
              (id !== 'gaps' || mayDrawGaps) && (
                <LayerRow key={id} id={id} count={counts[id]} keyHint={String(index + 1)} />
              ),
          )}
        </ul>
        {!permissions.has('live:view') && <Note title={t('access.noLive')} text={t('access.noLiveText')} />}
      </Panel>
      <Panel
        className={styles.legend}
        title={t('layers.legend')}
        fold={{ folded: legendFolded, label: foldLabel(legendFolded, t('layers.legend')), onChange: setLegendFolded }}
      >
        <Legend />
      </Panel>
    </>
  );
}
