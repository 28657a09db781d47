import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Unit } from '@liaowang/shared/schemas/unit';
import { Menu } from '../../components/menu.tsx';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { createFileName, downloadBlob } from '../../lib/download.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import type { UnitFacts } from './find-units.ts';
import { EXPORT_FORMATS, createUnitsFile, type ExportFormat } from './unit-export.ts';
import type { UnitColumn } from './unit-view.ts';

const ICONS: Record<ExportFormat, typeof IconDownload> = { xlsx: IconFileSpreadsheet, csv: IconFileTypeCsv };

interface ExportButtonProps {
  units: readonly Unit[];
  columns: readonly UnitColumn[];
  facts: UnitFacts;
}

/** Saves what the list shows as a file. */
export function ExportButton({ units, columns, facts }: ExportButtonProps) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const branchName = useBranchName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const city = useJurisdiction().data?.name;
  const [isRunning, setIsRunning] = useState(false);
  const run = async (format: ExportFormat): Promise<void> => {
    setIsRunning(true);
    try {
      const blob = await createUnitsFile(format, units, columns, facts, { t, timeZone, localName, branchName });
      const parts = [city ? localName(city) : '', t('unitList.title')];
      const fileName = createFileName(parts, serverNowMs(), timeZone, format);
      downloadBlob(blob, fileName);
      notifications.show({ message: t('unitList.exported', { fileName }), autoClose: 4_000 });
    } catch (error) {
      notifications.show({ title: t('unitList.exportFailed'), message: errorText(t, error), color: 'yellow' });
    } finally {
      setIsRunning(false);
    }
  };
  const nothing = units.length === 0 ? t('unitList.empty') : undefined;
  return (
    <Menu
      label={t('unitList.export')}
      look="icon"
      button={<IconDownload />}
      isBusy={isRunning}
      head={t('unitList.exportNote', { count: units.length })}
      items={EXPORT_FORMATS.map((format) => {
        const Icon = ICONS[format];
        return {
          id: format,
          icon: <Icon />,
          label: t(`unitList.exports.${format}`),
          blocked: nothing,
          onChoose: () => void run(format),
        };
      })}
    />
  );
}
