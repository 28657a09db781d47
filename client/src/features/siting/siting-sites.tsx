import { useTranslation } from 'react-i18next';
import type { ChosenSite } from '@liaowang/shared/schemas/siting';
import { formatShare } from '../../lib/format.ts';
import styles from './siting-sites.module.css';
import { useSitingStore } from './siting.store.ts';

interface SitingSitesProps {
  sites: readonly ChosenSite[];
  nameOf: (position: readonly [number, number]) => string;
  onOpen: (site: ChosenSite) => void;
}

/** The chosen places, each with what it brings. */
export function SitingSites({ sites, nameOf, onOpen }: SitingSitesProps) {
  const { t } = useTranslation();
  const { hoveredSite, hover } = useSitingStore();
  return (
    <table className={styles.sites}>
      <thead>
        <tr>
          <th scope="col" aria-label={t('siting.number')} />
          <th scope="col">{t('siting.place')}</th>
          <th scope="col">{t('siting.added')}</th>
          <th scope="col">{t('siting.alone')}</th>
          <th scope="col">{t('siting.only')}</th>
        </tr>
      </thead>
      <tbody>
        {sites.map((site, index) => (
          <tr
            key={site.position.join()}
            data-hovered={hoveredSite === index || undefined}
            onMouseEnter={() => hover(index)}
            onMouseLeave={() => hover(null)}
          >
            <td className={styles.number}>{index + 1}</td>
            <th scope="row">
              <button
                type="button"
                className={styles.open}
                onClick={() => onOpen(site)}
                onFocus={() => hover(index)}
                onBlur={() => hover(null)}
              >
                {nameOf(site.position)}
                {site.lookoutId !== null && <span className={styles.existing}>{t('siting.existingSite')}</span>}
              </button>
            </th>
            <td>{formatShare(site.addedShare)}</td>
            <td>{formatShare(site.aloneShare)}</td>
            <td>{formatShare(site.onlyShare)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
