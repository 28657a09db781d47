import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv, IconPolygon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu } from '../../../components/menu.tsx';
import { useInstallation } from '../../../entities/accounts/session.api.ts';
import { useAreasStore } from '../../../features/areas/areas.store.ts';
import { useMatchedIncidents } from '../../../features/filter/use-matched-incidents.ts';
import { describeFilter } from '../../../features/records/evidence-words.ts';
import { useHotspotRecords } from '../../../features/records/records.api.ts';
import { useZonesStore } from '../../../features/zones/zones.store.ts';
import { errorText } from '../../../i18n/error-text.ts';
import { createFileName, downloadBlob } from '../../../lib/download.ts';
import { serverNowMs } from '../../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../../lib/use-language.ts';
import { usePlaceName } from '../../../features/place-names/place-name.ts';
import { useRecordName } from '../use-record-name.ts';
import { createExport, type ExportId } from './export-files.ts';

const ICONS = { xlsx: IconFileSpreadsheet, csv: IconFileTypeCsv, geojson: IconPolygon };

/** A button that saves what a tab shows as files. */
export function ExportMenu({ exports }: { exports: readonly ExportId[] }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const placeName = usePlaceName();
  const recordName = useRecordName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const installation = useInstallation().data;
  const answer = useZonesStore((zones) => zones.answer);
  const records = useHotspotRecords().data ?? [];
  const areas = useAreasStore((store) => store.counted);
  const matched = useMatchedIncidents();
  const [isBusy, setIsBusy] = useState(false);
  const city = installation ? localName(installation.jurisdictionName) : '';

  const run = async (id: ExportId): Promise<void> => {
    const madeAtMs = serverNowMs();
    setIsBusy(true);
    try {
      const blob = await createExport(id, {
        answer,
        records,
        areas,
        filter: matched ? describeFilter(t, matched.filter, language) : '',
        city,
        isDemo: installation?.demo ?? false,
        madeAtMs,
        words: { t, language, timeZone, placeName, recordName },
      });
      const [what, extension] = id.split('-') as ['zones' | 'nearRepeat' | 'pairs' | 'records' | 'areas', string];
      const fileName = createFileName(
        [city, t('workspace.hotspots'), t(`zoneExport.${what}`)],
        madeAtMs,
        timeZone,
        extension,
      );
      downloadBlob(blob, fileName);
      notifications.show({ message: t('brief.exported', { fileName }), autoClose: 4_000 });
    } catch (error) {
      notifications.show({ title: t('brief.exportFailed'), message: errorText(t, error), color: 'yellow' });
    } finally {
      setIsBusy(false);
    }
  };
  const label = isBusy ? t('brief.exporting') : t('brief.export');
  const shown = exports.filter(
    (id) => !id.startsWith('zones') || (answer?.kind === 'zones' && answer.found.result.zones.length > 0),
  );
  return (
    <Menu
      label={label}
      look="text"
      button={
        <>
          <IconDownload />
          {label}
        </>
      }
      isBusy={isBusy}
      head={<b>{t('brief.export')}</b>}
      items={shown.map((id) => {
        const Icon = ICONS[id.split('-')[1] as keyof typeof ICONS];
        return { id, icon: <Icon />, label: t(`zoneExport.files.${id}`), onChoose: () => void run(id) };
      })}
    />
  );
}
