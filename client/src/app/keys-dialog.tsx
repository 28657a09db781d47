import { useTranslation } from 'react-i18next';
import { Dialog } from '../components/dialog.tsx';
import styles from './keys-dialog.module.css';

const KEYS = [
  ['search', 'Ctrl K'],
  ['workspace', 'G'],
  ['layers', '1–8'],
  ['report', 'N'],
  ['follow', 'F'],
  ['ruler', 'R'],
  ['city', '0'],
  ['wall', 'W'],
  ['zoom', '+ −'],
  ['language', 'L'],
  ['theme', 'T'],
  ['escape', 'Esc'],
  ['help', '?'],
] as const;

/** Every key of the room. */
export function KeysDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('keys.title')} width={420} onClose={onClose}>
      <dl className={styles.keys}>
        {KEYS.map(([id, key]) => (
          <div key={id}>
            <dt>{t(`keys.${id}`)}</dt>
            <dd>
              <kbd>{key}</kbd>
            </dd>
          </div>
        ))}
        <div>
          <dt>{t('report.here')}</dt>
          <dd>{t('keys.mouse')}</dd>
        </div>
      </dl>
    </Dialog>
  );
}
