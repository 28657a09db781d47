import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportDateOrderChoice, ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { IMPORT_DATE_ORDERS } from '@liaowang/shared/schemas/incident-import';
import { Caution } from '../../components/caution.tsx';
import { Choice } from '../../components/choice.tsx';
import { SelectField } from '../../components/field.tsx';
import { TimeZoneField } from '../../components/time-zone-field.tsx';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { ColumnField } from './column-field.tsx';
import { nameDateOrder } from './date-order-words.ts';
import type { MappingField, MappingProblem } from './import-mapping.validation.ts';
import styles from './imports.module.css';
import { isInParts, toDateInOneColumn, toDateInParts, type WhenField } from './when-columns.ts';

interface ColumnsWhenProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  problems: Partial<Record<MappingField, MappingProblem>>;
  onChange: (part: Partial<ImportMapping>) => void;
}

/** Which columns say when: a date and its time, or a date in parts; the end of an interval; how they are written. */
export function ColumnsWhen({ preview, mapping, problems, onChange }: ColumnsWhenProps) {
  const { t } = useTranslation();
  const cityTimeZone = useTimeZoneStore((store) => store.timeZone);
  const orders = preview.choices.dateOrders ?? [];
  const inParts = isInParts(mapping);
  const problemOf = (field: MappingField): string | undefined =>
    problems[field] && t(`imports.wrong.${problems[field]}`);
  const field = (name: WhenField, isNeeded = false, hint?: string) => (
    <ColumnField
      label={t(`imports.column.${name}`)}
      columns={preview.columns}
      value={mapping[name] ?? null}
      {...(!isNeeded && { none: t('imports.noColumn') })}
      {...(hint !== undefined && { hint })}
      problem={problemOf(name)}
      // Another column may be written otherwise: its order is found anew.
      onChange={(column) => onChange(name === 'date' ? { date: column, dateOrder: 'auto' } : { [name]: column })}
    />
  );
  return (
    <fieldset className={styles.group}>
      <legend>{t('imports.when')}</legend>
      <Choice
        label={t('imports.dateIn')}
        value={inParts ? 'parts' : 'one'}
        options={[
          { value: 'one', label: t('imports.dateInOne') },
          { value: 'parts', label: t('imports.dateInParts') },
        ]}
        onChange={(kind) =>
          onChange(kind === 'parts' ? toDateInParts(mapping, preview) : toDateInOneColumn(mapping, preview))
        }
      />
      {inParts ? (
        <>
          <Group grow align="start" wrap="nowrap">
            {field('year', true)}
            {field('month', true)}
            {field('day')}
          </Group>
          <Group grow align="start" wrap="nowrap">
            {field('hour')}
            {field('minute')}
          </Group>
        </>
      ) : (
        <Group grow align="start" wrap="nowrap">
          {field('date', true)}
          {field('time')}
        </Group>
      )}
      <Group grow align="start" wrap="nowrap">
        {field('dateTo', false, t('imports.dateToHint'))}
        {mapping.dateTo && field('timeTo')}
      </Group>
      {!inParts && (
        <SelectField
          label={t('imports.dateOrder')}
          value={mapping.dateOrder}
          options={IMPORT_DATE_ORDERS.map((value) => ({ value, label: nameDateOrder(t, value, orders) }))}
          onChange={(dateOrder) => onChange({ dateOrder })}
        />
      )}
      {!inParts && mapping.dateOrder === 'auto' && mapping.date === preview.guess.date && (
        <OpenOrder orders={orders} isOpen={preview.guess.dateOrder === 'auto'} />
      )}
      <TimeZoneField
        label={t('imports.timeZone')}
        hint={t('imports.timeZoneHint')}
        value={mapping.timeZone}
        cityTimeZone={cityTimeZone}
        problem={problemOf('timeZone')}
        onChange={(timeZone) => onChange({ timeZone })}
      />
    </fieldset>
  );
}

/** Said where the dates can be read in several ways and the first rows do not tell in which. */
function OpenOrder({ orders, isOpen }: { orders: readonly ImportDateOrderChoice[]; isOpen: boolean }) {
  const { t } = useTranslation();
  return orders.length > 1 && isOpen ? <Caution>{t('imports.dateOrderOpen')}</Caution> : null;
}
