import { useTranslation } from 'react-i18next';
import { Mark } from '../components/mark.tsx';
import { Note } from '../components/note.tsx';
import { Panel } from '../components/panel.tsx';
import { formatNumber } from '../lib/format.ts';
import { usePermissionStore } from '../lib/permission.store.ts';
import { useStoredFlag } from '../lib/use-stored-flag.ts';
import styles from './layers-panel.module.css';
import { Legend } from './legend.tsx';
import { LAYER_KEYS, listMapLayers, type MapLayer } from '../map/map-layer.ts';
import { useIsLayerOn, useViewStore } from '../map/view.store.ts';

/** The number key of a layer; the first nine have one. */
function keyOf(layer: MapLayer): string | null {
  const index = listMapLayers().indexOf(layer);
  return index < LAYER_KEYS ? String(index + 1) : null;
}

interface RowProps {
  layer: MapLayer;
  keyHint: string | null;
}

function LayerRow({ layer: { id, name, look, useCount }, keyHint }: RowProps) {
  const { t } = useTranslation();
  const visible = useIsLayerOn(id);
  // oxlint-disable-next-line react/hooks -- a row keeps its layer (its key), and a layer its hook
  const count = useCount();
  const toggle = useViewStore((view) => view.toggleLayer);
  return (
    <li>
      <button
        type="button"
        role="switch"
        className={styles.row}
        aria-checked={visible}
        aria-keyshortcuts={keyHint ?? undefined}
        title={keyHint === null ? name(t) : `${name(t)} (${keyHint})`}
        onClick={() => toggle(id)}
      >
        <Mark {...look} />
        <span className={styles.name}>{name(t)}</span>
        <span className={styles.count}>{count === null ? '' : formatNumber(count)}</span>
        <span className={styles.track} aria-hidden="true" />
      </button>
    </li>
  );
}

/** The layers that the account is offered. */
function useOfferedLayers(): readonly MapLayer[] {
  const permissions = usePermissionStore((store) => store.permissions);
  // oxlint-disable-next-line react/hooks -- the list is made at start and never changes
  const areOffered = listMapLayers().map(({ useIsOffered }) => useIsOffered?.() ?? true);
  return listMapLayers().filter(({ permission }, index) => permissions.has(permission) && areOffered[index]);
}

/** Layers with counts and switches; below them what the marks mean. */
export function LayersPanel({ foldable = true }: { foldable?: boolean }) {
  const { t } = useTranslation();
  const layers = useOfferedLayers();
  const permissions = usePermissionStore((store) => store.permissions);
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
          {layers.map((layer) => (
            <LayerRow key={layer.id} layer={layer} keyHint={keyOf(layer)} />
          ))}
        </ul>
        {!permissions.has('live:view') && <Note title={t('access.noLive')} text={t('access.noLiveText')} />}
      </Panel>
      <Panel
        className={styles.legend}
        title={t('layers.legend')}
        fold={{ folded: legendFolded, label: foldLabel(legendFolded, t('layers.legend')), onChange: setLegendFolded }}
      >
        <Legend layers={layers} />
      </Panel>
    </>
  );
}
