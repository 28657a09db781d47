import { Box } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Mark } from '../components/mark.tsx';
import { Note } from '../components/note.tsx';
import { Panel } from '../components/panel.tsx';
import { SwitchRow } from '../components/switch-row.tsx';
import { usePermissionStore } from '../lib/permission.store.ts';
import { useStoredFlag } from '../lib/use-stored-flag.ts';
import { BasemapSection } from '../features/basemaps/basemap-section.tsx';
import { ReferenceSection } from '../features/reference-layers/reference-section.tsx';
import styles from './layers-panel.module.css';
import { Legend } from './legend.tsx';
import { LAYER_KEYS, listMapLayers, type MapLayer } from '../map/map-layer.ts';
import { useIsLayerOn, useViewStore } from '../map/view.store.ts';

/** The number key of a layer; the first nine have one. */
function keyOf(layer: MapLayer): string | null {
  const index = listMapLayers().indexOf(layer);
  return index < LAYER_KEYS ? String(index + 1) : null;
}

/** Windows that are no higher start without the key, which would lie over the map (layers-panel.module.css). */
const ROOM_FOR_LEGEND_PIXELS = 960;

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
      <SwitchRow
        mark={<Mark {...look} />}
        name={name(t)}
        title={keyHint === null ? name(t) : `${name(t)} (${keyHint})`}
        count={count}
        isOn={visible}
        keyHint={keyHint}
        onToggle={() => toggle(id)}
      />
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

/** What the marks that are drawn mean, on a wall, where nobody can switch layers. */
export function WallLegend() {
  const { t } = useTranslation();
  const visible = useViewStore((view) => view.visibleLayers);
  const layers = useOfferedLayers().filter(({ id }) => visible.has(id));
  return (
    <Panel className={styles.wallLegend} title={t('layers.legend')}>
      <Legend layers={layers} />
    </Panel>
  );
}

/** Layers with counts and switches; below them what the marks mean. */
export function LayersPanel({ foldable = true }: { foldable?: boolean }) {
  const { t } = useTranslation();
  const layers = useOfferedLayers();
  const permissions = usePermissionStore((store) => store.permissions);
  const [folded, setFolded] = useStoredFlag('fold.layers', false);
  const [legendFolded, setLegendFolded] = useStoredFlag(
    'fold.legend',
    foldable && innerHeight <= ROOM_FOR_LEGEND_PIXELS,
  );
  const foldLabel = (isFolded: boolean, name: string) => t(isFolded ? 'common.unfold' : 'common.fold', { name });
  return (
    <>
      <Panel
        className={styles.panel}
        title={t('layers.title')}
        {...(foldable && { fold: { folded, label: foldLabel(folded, t('layers.title')), onChange: setFolded } })}
      >
        <Box component="ul" px="sm" pb="md" className="lw-list">
          {layers.map((layer) => (
            <LayerRow key={layer.id} layer={layer} keyHint={keyOf(layer)} />
          ))}
        </Box>
        <ReferenceSection />
        <BasemapSection />
        {!permissions.has('live:view') && <Note title={t('access.noLive')} text={t('access.noLiveText')} />}
      </Panel>
      <Panel
        className={foldable && !legendFolded ? `${styles.legend} ${styles.beside}` : styles.legend}
        title={t('layers.legend')}
        fold={{ folded: legendFolded, label: foldLabel(legendFolded, t('layers.legend')), onChange: setLegendFolded }}
      >
        <Legend layers={layers} />
      </Panel>
    </>
  );
}
