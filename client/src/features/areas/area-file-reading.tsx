import { useTranslation } from 'react-i18next';
import { DENOMINATOR_KINDS, type AreaFileCheck } from '@liaowang/shared/schemas/area-set';
import { IMPORT_DATUMS } from '@liaowang/shared/schemas/incident-import';
import { SelectField } from '../../components/field.tsx';
import { formatShare } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './areas.module.css';
import type { AreaFileChoice } from './area-sets.api.ts';

/** Which columns of the file say what, and where its places lie. */
export function AreaFileReading({
  check,
  choice,
  onChange,
}: {
  check: AreaFileCheck;
  choice: AreaFileChoice;
  onChange: (choice: AreaFileChoice) => void;
}) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { columns, mapping, coordinateSystems } = check;
  const offered = [
    { value: '', label: t('areas.noColumn') },
    ...columns.map(({ name, samples }) => ({
      value: name,
      label: samples[0] ? `${name} (${samples[0].slice(0, 16)})` : name,
    })),
  ];
  const system = mapping.coordinateSystem;
  return (
    <div className={styles.reading}>
      <SelectField
        label={t('areas.nameColumn')}
        value={mapping.nameColumn ?? ''}
        options={offered}
        onChange={(nameColumn) => onChange({ ...choice, nameColumn })}
      />
      <SelectField
        label={t('areas.denominatorColumn')}
        value={mapping.denominatorColumn ?? ''}
        options={offered}
        onChange={(denominatorColumn) => onChange({ ...choice, denominatorColumn })}
      />
      {mapping.denominatorColumn !== null && (
        <SelectField
          label={t('areas.denominatorKind')}
          value={mapping.denominatorKind}
          options={DENOMINATOR_KINDS.map((kind) => ({ value: kind, label: t(`areas.kind.${kind}`) }))}
          onChange={(denominatorKind) => onChange({ ...choice, denominatorKind })}
        />
      )}
      {system === null ? (
        <SelectField
          label={t('areas.datum')}
          value={mapping.datum}
          options={IMPORT_DATUMS.map((datum) => ({ value: datum, label: t(`datums.${datum}`) }))}
          onChange={(datum) => onChange({ ...choice, datum })}
        />
      ) : (
        <SelectField
          label={t('areas.system')}
          value={String(system)}
          options={[
            ...coordinateSystems.map(({ epsg, nameZh, nameEn, share }) => ({
              value: String(epsg),
              label: `${language === 'en' ? nameEn : nameZh} · ${formatShare(share)}`,
            })),
            ...(coordinateSystems.some(({ epsg }) => epsg === system)
              ? []
              : [{ value: String(system), label: `EPSG:${system}` }]),
          ]}
          onChange={(epsg) => onChange({ ...choice, coordinateSystem: Number(epsg) })}
        />
      )}
    </div>
  );
}
