import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/dialog.tsx';
import { useLanguage } from '../lib/use-language.ts';
import { LAYER_KEYS, listMapLayers } from '../map/map-layer.ts';
import styles from './keys-dialog.module.css';
import { WORKSPACES } from './workspaces.ts';

const KEYS = [
  ['report', 'N'],
  ['follow', 'F'],
  ['ruler', 'R'],
  ['city', '0'],
  ['units', 'U'],
  ['wall', 'W'],
  ['rota', 'P'],
  ['zoom', '+ −'],
  ['language', 'L'],
  ['theme', 'T'],
  ['escape', 'Esc'],
  ['help', '?'],
] as const;

/** Every key of the room. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const layerCount = Math.min(LAYER_KEYS, listMapLayers().length);
  const names = new Intl.ListFormat(language, { type: 'conjunction' }).format(
    WORKSPACES.map(({ id }) => t(`workspace.${id}`)),
  );
  const rows = [
    [t('keys.search'), 'Ctrl K'],
    [t('keys.workspace', { names }), 'G'],
    [t('keys.layers', { count: layerCount }), `1–${layerCount}`],
    ...KEYS.map(([id, key]) => [t(`keys.${id}`), key]),
  ] as const;
  return (
    <Dialog title={t('keys.title')} width={420} onClose={onClose}>
      <dl className={styles.keys}>
        {rows.map(([what, key]) => (
          <Group key={key} justify="space-between" py="sm">
            <dt>{what}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </Group>
        ))}
        <Group justify="space-between" py="sm">
          <dt>{t('placeMenu.label')}</dt>
          <dd>{t('keys.mouse')}</dd>
        </Group>
      </dl>
    </Dialog>
  );
}
