import { useTranslation } from 'react-i18next';
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
      <table className={styles.rows}>
        <thead>
          <tr>
            {preview.columns.map(({ name }) => (
              <th key={name} scope="col" data-used={roleOf(name) !== '' || undefined}>
                <small>{roleOf(name)}</small>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {toRows(preview)
            .slice(0, SHOWN_ROWS)
            .map((cells, row) => (
              // Rows of a file have no names and never move.
              <tr key={row}>
                {cells.map((cell, index) => (
                  <td
                    key={preview.columns[index]?.name}
                    data-used={roleOf(preview.columns[index]?.name ?? '') !== '' || undefined}
                  >
                    {cell}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  );
}
