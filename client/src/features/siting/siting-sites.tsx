import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChosenSite } from '@liaowang/shared/schemas/siting';
import { FigureTable } from '../../components/figure-table.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { TableRows } from '../../components/virtual-rows.tsx';
import { formatShare } from '../../lib/format.ts';
import styles from './siting-sites.module.css';
import { useSitingStore } from './siting.store.ts';

interface SitingSitesProps {
  sites: readonly ChosenSite[];
  nameOf: (position: readonly [number, number]) => string;
  onOpen: (site: ChosenSite) => void;
}

const keyOf = (site: ChosenSite): string => site.position.join();

/** The chosen places, each with what it brings. */
export function SitingSites({ sites, nameOf, onOpen }: SitingSitesProps) {
  const { t } = useTranslation();
  const { hoveredSite, hover } = useSitingStore();
  return (
    <FigureTable className={styles.sites} aria-rowcount={sites.length + 1}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col" aria-label={t('siting.number')} />
          <Table.Th scope="col">{t('siting.place')}</Table.Th>
          <Table.Th scope="col">{t('siting.added')}</Table.Th>
          <Table.Th scope="col">{t('siting.alone')}</Table.Th>
          <Table.Th scope="col">{t('siting.only')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <TableRows rows={sites} keyOf={keyOf} rowHeightPx={26}>
        {(site, place, index) => (
          <Table.Tr
            key={keyOf(site)}
            {...place}
            data-hovered={hoveredSite === index || undefined}
            onMouseEnter={() => hover(index)}
            onMouseLeave={() => hover(null)}
          >
            <Table.Td>{index + 1}</Table.Td>
            <Table.Th scope="row">
              <RowButton onClick={() => onOpen(site)} onFocus={() => hover(index)} onBlur={() => hover(null)}>
                {nameOf(site.position)}
                {site.lookoutId !== null && (
                  <Text component="span" size="xs" c="var(--lw-lookout)" ml="sm">
                    {t('siting.existingSite')}
                  </Text>
                )}
              </RowButton>
            </Table.Th>
            <Table.Td>{formatShare(site.addedShare)}</Table.Td>
            <Table.Td>{formatShare(site.aloneShare)}</Table.Td>
            <Table.Td>{formatShare(site.onlyShare)}</Table.Td>
          </Table.Tr>
        )}
      </TableRows>
    </FigureTable>
  );
}
