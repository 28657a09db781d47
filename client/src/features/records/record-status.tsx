import { useTranslation } from 'react-i18next';
import type { HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import styles from './record-status.module.css';

/** A record's status in the colour that it has on the map. */
export function RecordStatus({ status }: { status: HotspotStatus }) {
  const { t } = useTranslation();
  return (
    <span className={styles.status} data-status={status}>
      {t(`records.status.${status}`)}
    </span>
  );
}

/** The colour of a status as a dot. */
export function StatusDot({ status }: { status: HotspotStatus }) {
  return <i className={styles.dot} data-status={status} />;
}
