import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isInDegrees } from '@liaowang/shared/analysis/imports/read-row-place';
import {
  IMPORT_DATUMS,
  IMPORT_PLACE_ORDERS,
  type ImportCoordinateSystem,
  type ImportMapping,
  type ImportPreview,
} from '@liaowang/shared/schemas/incident-import';
import { Caution } from '../../components/caution.tsx';
import { SelectField } from '../../components/field.tsx';
import { formatDistance, formatShare } from '../../lib/format.ts';
import { localName, useLanguage } from '../../lib/use-language.ts';
import { ColumnField } from './column-field.tsx';
import {
  asksDatum,
  chooseCoordinates,
  findCoordinateChoice,
  findRivals,
  type CoordinateChoice,
} from './coordinate-choice.ts';
import type { MappingField } from './import-mapping.validation.ts';
import styles from './imports.module.css';

interface PlaceFieldsProps {
  preview: ImportPreview;
  mapping: ImportMapping;
  problemOf: (field: MappingField) => string | undefined;
  onChange: (part: Partial<ImportMapping>) => void;
}

/** Where the rows lie: in two columns, in one, or in the file's geometry, and what the numbers are. */
export function PlaceFields({ preview, mapping, problemOf, onChange }: PlaceFieldsProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const {
    columns,
    hasGeometry,
    choices: { coordinateSystems = [] },
  } = preview;
  const place = mapping.place ?? null;
  const isInColumns = mapping.lng !== null || mapping.lat !== null;
  const areMetres = !isInDegrees(mapping);
  const unused = t('imports.noColumn');
  const axis = (name: 'lng' | 'lat') => (
    <ColumnField
      label={t(areMetres ? (name === 'lng' ? 'imports.easting' : 'imports.northing') : `imports.column.${name}`)}
      columns={columns}
      value={mapping[name]}
      {...((hasGeometry || place !== null) && { none: unused })}
      problem={problemOf(name)}
      onChange={(column) => onChange({ [name]: column, ...(column !== null && { place: null }) })}
    />
  );
  const systemLabel = ({ share, ...system }: ImportCoordinateSystem): string => {
    const name = localName({ zh: system.nameZh, en: system.nameEn }, language);
    return share > 0 ? t('imports.systemInside', { name, share: formatShare(share) }) : name;
  };
  const choice = findCoordinateChoice(mapping);
  const system = coordinateSystems.find(({ epsg }) => epsg === mapping.coordinateSystem);
  const options: Array<{ value: CoordinateChoice; label: string }> = [
    ...IMPORT_DATUMS.map((value) => ({ value, label: t(`datums.${value}`) })),
    ...coordinateSystems.map((one) => ({ value: `${one.epsg}` as const, label: systemLabel(one) })),
  ];
  // A system that somebody named by its code alone.
  if (!options.some(({ value }) => value === choice)) options.push({ value: choice, label: `EPSG:${choice}` });
  const rivals = findRivals(preview, mapping);
  return (
    <fieldset className={styles.group}>
      <legend>{t('imports.place')}</legend>
      {hasGeometry && !isInColumns && place === null && (
        <Text size="xs" c="dimmed">
          {t('imports.geometry')}
        </Text>
      )}
      <Group grow align="start" wrap="nowrap">
        {axis('lng')}
        {axis('lat')}
      </Group>
      <ColumnField
        label={t('imports.column.place')}
        columns={columns}
        value={place}
        none={unused}
        problem={problemOf('place')}
        onChange={(column) => onChange({ place: column, ...(column !== null && { lng: null, lat: null }) })}
      />
      {!isInColumns && (place !== null || hasGeometry) && (
        <SelectField
          label={t('imports.placeOrder')}
          value={mapping.placeOrder ?? 'auto'}
          options={(['auto', ...IMPORT_PLACE_ORDERS] as const).map((value) => ({
            value,
            label: t(`imports.placeOrders.${value}`),
          }))}
          onChange={(order) => onChange({ placeOrder: order === 'auto' ? null : order })}
        />
      )}
      <SelectField
        label={t('imports.system')}
        value={choice}
        options={options}
        onChange={(chosen) => onChange(chooseCoordinates(chosen))}
      />
      {asksDatum(mapping) && (
        <SelectField
          label={t('imports.datum')}
          value={mapping.datum}
          options={IMPORT_DATUMS.map((value) => ({ value, label: t(`datums.${value}`) }))}
          onChange={(datum) => onChange({ datum })}
        />
      )}
      {system?.isShiftUnknown && <Caution>{t('imports.shiftUnknown')}</Caution>}
      {rivals.length > 0 && (
        <Caution>
          {t('imports.systemRivals', {
            names: rivals
              .map((one) =>
                t('imports.systemRival', {
                  name: localName({ zh: one.nameZh, en: one.nameEn }, language),
                  distance: formatDistance(one.offsetMeters),
                }),
              )
              .join(language === 'en' ? ', ' : '、'),
          })}
        </Caution>
      )}
    </fieldset>
  );
}
