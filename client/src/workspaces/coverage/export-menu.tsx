import { useComputedColorScheme } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDownload, IconFileSpreadsheet, IconFileTypeCsv, IconPhoto, IconPolygon } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Menu } from '../../components/menu.tsx';
import { useAttribution } from '../../entities/basemaps/use-attribution.ts';
import { useInstallation } from '../../entities/accounts/session.api.ts';
import { useDraftStore } from '../../features/plans/draft.store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { createFileName, downloadBlob } from '../../lib/download.ts';
import { formatDate, formatClock } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { mapControl } from '../../map/map-control.ts';
import { PALETTES } from '../../map/palette.ts';
import { useViewStore } from '../../map/view.store.ts';
import { EXPORTS, createExport, type ExportId } from './export-files.ts';
import { findLegend } from './export-legend.ts';
import { describeTriedPlan } from '../../features/plans/export-title.ts';
import { useExportScope } from './use-export-scope.ts';
import { useToolLegend } from './use-tool-legend.ts';
import { useWhatIfStore } from '../../features/plans/what-if.store.ts';

const ICONS: Record<ExportId, typeof IconDownload> = {
  'areas-xlsx': IconFileSpreadsheet,
  'areas-csv': IconFileTypeCsv,
  'gaps-geojson': IconPolygon,
  'gaps-csv': IconFileTypeCsv,
  'hours-xlsx': IconFileSpreadsheet,
  'hours-csv': IconFileTypeCsv,
  'map-png': IconPhoto,
};

/** A button that saves tables, gaps and the map as files. */
export function ExportMenu() {
  const { t } = useTranslation();
  const theme = useComputedColorScheme('dark');
  const installation = useInstallation().data;
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { readScope, areaName } = useExportScope();
  const tool = useToolLegend();
  const attribution = useAttribution();
  const [running, setRunning] = useState<ExportId | null>(null);

  const capture = (nowMs: number): Promise<Blob | null> => {
    const palette = PALETTES[theme];
    const moment = `${formatDate(nowMs, timeZone)} ${formatClock(nowMs, timeZone).slice(0, 5)}`;
    const { ground, minute } = useWhatIfStore.getState();
    // The map then shows who would observe, not who does.
    const tried = ground === null ? null : describeTriedPlan(t, useDraftStore.getState(), minute);
    const title = [
      readScope(nowMs).city,
      moment,
      ...(tried === null ? [] : [tried]),
      ...(installation?.demo ? [t('common.demoBadge')] : []),
    ].join(' · ');
    return mapControl.capturePng({
      title,
      legend: findLegend(t, useViewStore.getState().visibleLayers, tool, theme),
      attribution,
      north: t('compass.0'),
      palette,
    });
  };

  const run = async (id: ExportId): Promise<void> => {
    const nowMs = serverNowMs();
    setRunning(id);
    try {
      const blob = id === 'map-png' ? await capture(nowMs) : await createExport(id, readScope(nowMs));
      if (!blob) throw new Error('There is no map.');
      const [, extension = ''] = id.split('-');
      const what =
        id === 'map-png'
          ? t('brief.map')
          : id.startsWith('areas')
            ? t('brief.areas')
            : id.startsWith('gaps')
              ? t('brief.gaps')
              : t('brief.hours');
      const area = id.startsWith('areas') || id === 'map-png' ? '' : areaName;
      const fileName = createFileName(
        [readScope(nowMs).city, t('workspace.coverage'), what, area],
        nowMs,
        timeZone,
        extension,
      );
      downloadBlob(blob, fileName);
      notifications.show({ message: t('brief.exported', { fileName }), autoClose: 4_000 });
    } catch (error) {
      notifications.show({ title: t('brief.exportFailed'), message: errorText(t, error), color: 'yellow' });
    } finally {
      setRunning(null);
    }
  };

  const label = running === null ? t('brief.export') : t('brief.exporting');
  return (
    <Menu
      label={label}
      placement="above"
      look="text"
      button={
        <>
          <IconDownload />
          {label}
        </>
      }
      isBusy={running !== null}
      head={
        <>
          <b>{t('brief.export')}</b>
          {t('brief.exportScope', { name: areaName })}
        </>
      }
      items={EXPORTS.map((id) => {
        const Icon = ICONS[id];
        return { id, icon: <Icon />, label: t(`brief.exports.${id}`), onChoose: () => void run(id) };
      })}
    />
  );
}
