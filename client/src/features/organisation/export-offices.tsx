import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu } from '../../components/menu.tsx';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { useAsOfStore } from '../../lib/as-of.store.ts';
import { createFileName, downloadBlob } from '../../lib/download.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLocalName } from '../../lib/use-language.ts';
import type { Office } from './office.ts';
import { EXPORT_FORMATS, createOfficesFile, type ExportFormat } from './organisation-export.ts';

const ICONS: Record<ExportFormat, typeof IconDownload> = { xlsx: IconFileSpreadsheet, csv: IconFileTypeCsv };

/** Saves the register of branches and stations as a file, as of the day that is shown. */
export function ExportOffices({ offices }: { offices: readonly Office[] }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const day = useAsOfStore((store) => store.day);
  const city = useJurisdiction().data?.name;
  const [isRunning, setIsRunning] = useState(false);
  const run = async (format: ExportFormat): Promise<void> => {
    setIsRunning(true);
    try {
      const parts = [city ? localName(city) : '', t('organisation.fileTitle'), ...(day === null ? [] : [day])];
      const fileName = createFileName(parts, serverNowMs(), timeZone, format);
      downloadBlob(await createOfficesFile(format, offices, t), fileName);
      notifications.show({ message: t('organisation.exported', { fileName }), autoClose: 4_000 });
    } catch (error) {
      notifications.show({ title: t('organisation.exportFailed'), message: errorText(t, error), color: 'yellow' });
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <Menu
      label={t('organisation.export')}
      look="icon"
      button={<IconDownload />}
      isBusy={isRunning}
      items={EXPORT_FORMATS.map((format) => {
        const Icon = ICONS[format];
        return {
          id: format,
          icon: <Icon />,
          label: t(`organisation.exports.${format}`),
          blocked: offices.length === 0 ? t('organisation.none') : undefined,
          onChoose: () => void run(format),
        };
      })}
    />
  );
}
