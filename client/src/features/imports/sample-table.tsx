import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FigureTable } from '../../components/figure-table.tsx';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { COLUMN_FIELDS } from './import-mapping.validation.ts';
import styles from './imports.module.css';
import { toRows } from './read-example.ts';

const SHOWN_ROWS = 5;

/** The first rows as the file has them; above each column what it is taken for. */
export function SampleTable({ preview, mapping }: { preview: ImportPreview; mapping: ImportMapping }) {
  const { t } = useTranslation();
  const roleOf = (name: string): string =>
    COLUMN_FIELDS.filter((field) => mapping[field] === name)
      .map((field) => t(`imports.column.${field}`))
      .join(' · ');
  return (
    // The browser scrolls only what can be focused by keys.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.scroll} tabIndex={0} role="region" aria-label={t('imports.sampleRows')}>
      <FigureTable className={styles.rows}>
        <Table.Thead>
          <Table.Tr>
            {preview.columns.map(({ name }) => (
              <Table.Th key={name} scope="col" data-used={roleOf(name) !== '' || undefined}>
                <small>{roleOf(name)}</small>
                {name}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {toRows(preview)
            .slice(0, SHOWN_ROWS)
            .map((cells, row) => (
              // Rows of a file have no names and never move.
              <Table.Tr key={row}>
                {cells.map((cell, index) => (
                  <Table.Td
                    key={preview.columns[index]?.name}
                    data-used={roleOf(preview.columns[index]?.name ?? '') !== '' || undefined}
                  >
                    {cell}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
        </Table.Tbody>
      </FigureTable>
    </div>
  );
}
