import { Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Area } from '@liaowang/shared/schemas/area-set';
import { Caution } from '../../components/caution.tsx';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { AreaDetail } from '../../features/areas/area-detail.tsx';
import { AreaImport } from '../../features/areas/area-import.tsx';
import { buildAreaRows, sortAreaRows } from '../../features/areas/area-rows.ts';
import { useAreaSet, useAreaSets } from '../../features/areas/area-sets.api.ts';
import { AreaTable } from '../../features/areas/area-table.tsx';
import { AREA_MEASURES, formatAreaView, parseAreaView, type AreaView } from '../../features/areas/area-view.ts';
import styles from '../../features/areas/areas.module.css';
import { useAreasStore } from '../../features/areas/areas.store.ts';
import { EditArea } from '../../features/areas/edit-area.tsx';
import { KeepDrawn } from '../../features/areas/keep-drawn.tsx';
import { SetHead } from '../../features/areas/set-head.tsx';
import { useAreaTable } from '../../features/areas/use-area-table.ts';
import { useMatchedIncidents } from '../../features/filter/use-matched-incidents.ts';
import { errorText } from '../../i18n/error-text.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { mapControl } from '../../map/map-control.ts';
import { AreaDrawBar } from '../../features/areas/area-draw-bar.tsx';
import { AreaScaleLegend } from './area-scale-legend.tsx';
import { BriefButton } from './brief/brief-button.tsx';
import { AREA_EXPORTS } from './export/export-files.ts';
import { ExportMenu } from './export/export-menu.tsx';
import { useHotspotsView } from './hotspots-view.store.ts';
import { useAreaMapTool } from '../../features/areas/use-area-map-tool.ts';
import { useAreaWindows } from './use-area-windows.ts';

const NO_AREAS: readonly Area[] = [];
/** Columns whose figures need to be explained. */
const HOW = ['before', 'year', 'week', 'rate'] as const;

function fitAreas(geometries: Array<Area['geometry']>): void {
  if (geometries.length > 0) mapControl.fitBounds(computeBounds(geometries));
}

/** What of the tab stands in the link, and how to change it. */
function useAreaView(): [AreaView, (change: Partial<AreaView>) => void] {
  const text = useHotspotsView((view) => view.areas);
  const view = useMemo(() => parseAreaView(text), [text]);
  const change = useCallback((more: Partial<AreaView>): void => {
    const { areas, setAreas } = useHotspotsView.getState();
    setAreas(formatAreaView({ ...parseAreaView(areas), ...more }));
  }, []);
  return [view, change];
}

/** "How many where": incidents by the city's own areas, beside the period before, last year and what is usual there. */
export default function AreasTab() {
  const { t } = useTranslation();
  const language = useLanguage();
  const nameOf = useLocalName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const mayBring = usePermission('incidents:import');
  const [view, changeView] = useAreaView();
  const sets = useAreaSets();
  const set = useAreaSet(view.setId);
  const matched = useMatchedIncidents();
  const windows = useAreaWindows(matched);
  const [isImporting, setIsImporting] = useState(false);
  const [editing, setEditing] = useState<Area | null>(null);
  const { counted, isComputing, hasFailed, hoveredId, hover, drawing, startDrawing, stopDrawing } = useAreasStore();

  const wish = useMemo(() => {
    if (!matched || !windows || !set.data || set.data.areas.length === 0) return null;
    const {
      columns,
      local,
      filter: { from: _from, to: _to, ...filter },
    } = matched;
    return {
      set: set.data,
      ask: {
        ...windows,
        areas: set.data.areas.map(({ geometry }) => geometry),
        incidents: columns,
        local,
        timeZone,
        filter,
      },
    };
  }, [matched, windows, set.data, timeZone]);
  useAreaTable(wish);

  // A table of another set is not this one's.
  const shown = counted?.set.areaSetId === view.setId ? counted : null;
  const rows = useMemo(
    () =>
      shown
        ? sortAreaRows(
            buildAreaRows(shown.set, shown.table, { nameOf, outside: t('areas.outside') }),
            view.sort,
            language,
          )
        : [],
    [shown, nameOf, t, view.sort, language],
  );
  const selected = rows.find(({ areaId }) => areaId !== null && areaId === view.areaId) ?? null;
  const select = useCallback((areaId: number | null): void => changeView({ areaId }), [changeView]);
  useAreaMapTool(shown?.set.areas ?? NO_AREAS, view.areaId, select);
  const chooseFromTable = useCallback(
    (areaId: number | null): void => {
      select(areaId);
      const area = shown?.set.areas.find((one) => one.areaId === areaId);
      if (area) fitAreas([area.geometry]);
    },
    [select, shown],
  );
  const measures = AREA_MEASURES.filter((measure) => measure !== 'rate' || set.data?.denominatorKind != null);
  const recordFrom = windows ? formatDate(windows.recordFromMs, timeZone) : '';

  return (
    <Stack px={14} pt={10} pb="xl">
      <Text size="xs" c="dimmed">
        {t('areas.lead')}
        <HowNote label={t('areas.table')} text={HOW.map((column) => t(`areas.how.${column}`)).join('\n\n')} />
      </Text>
      <SetHead
        sets={sets.data ?? []}
        set={set.data ?? null}
        mayBring={mayBring}
        onChoose={(setId) => changeView({ setId, areaId: null })}
        onImport={() => setIsImporting(true)}
        onDraw={startDrawing}
      />
      {isImporting && (
        <AreaImport
          onLook={(shapes) => fitAreas(shapes.map(({ geometry }) => geometry))}
          onClose={() => setIsImporting(false)}
          onStored={({ areaSetId, name, areaCount, areas }) => {
            notifications.show({
              message: t('areas.stored', { name: nameOf(name), number: formatNumber(areaCount) }),
              autoClose: 4_000,
            });
            setIsImporting(false);
            changeView({ setId: areaSetId, areaId: null });
            fitAreas(areas.map(({ geometry }) => geometry));
          }}
        />
      )}
      {(set.error ?? sets.error) ? (
        <Note
          tone="error"
          title={t('areas.setFailed')}
          text={errorText(t, set.error ?? sets.error)}
          action={{ label: t('common.retry'), onClick: () => void Promise.all([set.refetch(), sets.refetch()]) }}
        />
      ) : set.data?.areas.length === 0 ? (
        <Note title={t('areas.empty')} text={t('areas.emptyText')} />
      ) : matched && !windows ? (
        <Note title={t('predict.none')} text={t('predict.noneText')} />
      ) : hasFailed ? (
        <Note tone="error" title={t('areas.failed')} text={t('areas.failedText')} />
      ) : !shown ? (
        <SkeletonRows rows={8} label={t('areas.computing')} />
      ) : (
        <Stack data-computing={isComputing || undefined} aria-busy={isComputing}>
          <Text size="xs" c="dimmed">
            {t('areas.summary', {
              from: formatDate(shown.windows.now.fromMs, timeZone),
              to: formatDate(shown.windows.now.toMs - 1, timeZone),
              number: formatNumber(shown.table.total.count),
            })}
            {shown.table.monthsLeftOut > 0 &&
              ` ${t('incident.monthsLeftOut', { number: formatNumber(shown.table.monthsLeftOut) })}`}
            {shown.table.severalCount > 0 &&
              ` ${t('areas.several', { number: formatNumber(shown.table.severalCount) })}`}
          </Text>
          {!shown.windows.before && <Caution>{t('areas.noBefore', { from: recordFrom })}</Caution>}
          {shown.windows.before && !shown.windows.lastYear && (
            <Caution>{t('areas.noYear', { from: recordFrom })}</Caution>
          )}
          <Group gap="var(--lw-space-sm) var(--lw-space-md)" fz="xs" c="dimmed">
            <span>{t('areas.measure')}</span>
            <Choice
              label={t('areas.measure')}
              value={view.measure}
              onChange={(measure) => changeView({ measure })}
              options={measures.map((value) => ({ value, label: t(`areas.measures.${value}`) }))}
            />
          </Group>
          <AreaScaleLegend rows={rows} measure={view.measure} />
          {selected && (
            <AreaDetail
              row={selected}
              set={shown.set}
              onEdit={shown.set.mayChange ? () => setEditing(selected.area) : null}
              onClose={() => select(null)}
            />
          )}
          <div className={styles.scroll}>
            <AreaTable
              rows={rows}
              sort={view.sort}
              denominatorKind={shown.set.denominatorKind}
              selectedId={view.areaId}
              hoveredId={hoveredId}
              onSort={(column) =>
                changeView({
                  sort: { column, descending: view.sort.column === column ? !view.sort.descending : column !== 'name' },
                })
              }
              onSelect={chooseFromTable}
              onHover={hover}
            />
          </div>
          <Group>
            <ExportMenu exports={AREA_EXPORTS} />
            <BriefButton subject={{ kind: 'areas' }} />
          </Group>
        </Stack>
      )}
      <AreaDrawBar />
      {editing && set.data && <EditArea set={set.data} area={editing} onClose={() => setEditing(null)} />}
      {drawing?.isClosed && (
        <KeepDrawn
          corners={drawing.corners}
          sets={sets.data ?? []}
          current={set.data ?? null}
          onClose={stopDrawing}
          onKept={({ areaSetId, name, areas }) => {
            notifications.show({ message: t('areas.kept', { name: nameOf(name) }), autoClose: 4_000 });
            stopDrawing();
            changeView({ setId: areaSetId, areaId: areas.at(-1)?.areaId ?? null });
          }}
        />
      )}
    </Stack>
  );
}
