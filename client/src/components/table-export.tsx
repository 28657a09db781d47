import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorText } from '../i18n/error-text.ts';
import { createFileName, downloadBlob } from '../lib/download.ts';
import { serverNowMs } from '../lib/server-clock.ts';
import { TABLE_FORMATS, type TableFormat } from '../lib/table-file.ts';
import { useTimeZoneStore } from '../lib/time-zone.store.ts';
import { Menu } from './menu.tsx';

const ICONS: Record<TableFormat, typeof IconDownload> = { xlsx: IconFileSpreadsheet, csv: IconFileTypeCsv };

interface TableExportProps {
  /** What will be in the file. */
  note: string;
  /** What its name says, before the moment. */
  nameParts: readonly string[];
  /** Why there is nothing to save. */
  blocked?: string | undefined;
  create: (format: TableFormat) => Promise<Blob>;
}

/** A button that saves what a list shows as a file. */
export function TableExport({ note, nameParts, blocked, create }: TableExportProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const [isRunning, setIsRunning] = useState(false);
  const run = async (format: TableFormat): Promise<void> => {
    setIsRunning(true);
    try {
      const blob = await create(format);
      const fileName = createFileName(nameParts, serverNowMs(), timeZone, format);
      downloadBlob(blob, fileName);
      notifications.show({ message: t('tableFile.exported', { fileName }), autoClose: 4_000 });
    } catch (error) {
      notifications.show({ title: t('tableFile.failed'), message: errorText(t, error), color: 'yellow' });
    } finally {
      setIsRunning(false);
    }
  };
  return (
    <Menu
      label={t('tableFile.export')}
      look="icon"
      button={<IconDownload />}
      isBusy={isRunning}
      head={note}
      items={TABLE_FORMATS.map((format) => {
        const Icon = ICONS[format];
        return {
          id: format,
          icon: <Icon />,
          label: t(`tableFile.format.${format}`),
          blocked,
          onChoose: () => void run(format),
        };
      })}
    />
  );
}
