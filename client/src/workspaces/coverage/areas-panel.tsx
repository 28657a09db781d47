import { Box, Group, Text, TextInput } from '@mantine/core';
import { IconArrowsHorizontal, IconSearch } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { Choice } from '../../components/choice.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Panel } from '../../components/panel.tsx';
import { AREA_KINDS, type AreaKind } from '../../features/coverage/area-kind.ts';
import {
  AREA_COLUMNS,
  composeAreaRows,
  filterAreaRows,
  sortAreaRows,
  turnSort,
  type AreaColumn,
  type AreaSort,
} from '../../features/coverage/area-rows.ts';
import { AreasTable } from '../../features/coverage/areas-table.tsx';
import { useCoverageFigures, useCoverageWindow } from '../../features/coverage/coverage.api.ts';
import { errorText } from '../../i18n/error-text.ts';
import { formatClock, formatDate } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useStoredFlag } from '../../lib/use-stored-flag.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { AreaSummary } from './area-summary.tsx';
import styles from './areas-panel.module.css';
import { goToArea } from './go-to-area.ts';
import { useChosenArea } from './use-chosen-area.ts';
import { useCoverageSpans } from './use-coverage-spans.ts';

const NARROW_COLUMNS: readonly AreaColumn[] = ['name', 'share', 'windowShare', 'trend', 'gapCount'];
const COMPARING_COLUMNS: readonly AreaColumn[] = ['name', 'share', 'windowShare', 'change', 'gapCount'];
/** The first group is that of all; the jurisdiction alone needs none. */
const GROUPS = ['all', ...AREA_KINDS.slice(1)] as const;

/** `11-23 03:00` in the city's time. */
function useFormatHour(): (instant: string) => string {
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return (instant) =>
    `${formatDate(parseInstant(instant), timeZone).slice(5)} ${formatClock(parseInstant(instant), timeZone).slice(0, 5)}`;
}

/** Every area of responsibility: now, over the window, against the compared window. */
export function AreasPanel({ foldable = true, wideable = true }: { foldable?: boolean; wideable?: boolean }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const formatHour = useFormatHour();
  const figures = useCoverageFigures();
  const spans = useCoverageSpans();
  const window = useCoverageWindow(spans.window).data;
  const comparison = useCoverageWindow(spans.comparison).data;
  const chosen = useChosenArea();
  const [folded, setFolded] = useStoredFlag('fold.areas', false);
  const [isWideKept, setWide] = useStoredFlag('wide.areas', false);
  const [group, setGroup] = useState<AreaKind | 'all'>('all');
  const [query, setQuery] = useState('');
  const [sort, setSort] = useState<AreaSort>(null);
  const isWide = isWideKept && wideable;

  const areas = figures.data?.areas;
  // Without a compared window there is nothing to compare with, whatever was fetched for it before.
  const compared = spans.comparison ? comparison : undefined;
  const rows = useMemo(
    () => composeAreaRows({ areas: areas ?? [], window, comparison: compared, nameOf: ({ name }) => localName(name) }),
    [areas, window, compared, localName],
  );
  const shown = sortAreaRows(filterAreaRows(rows, group, query), sort);
  const chosenRow = rows.find(({ areaId }) => areaId === chosen?.areaId);
  const title = t('coverage.areas.title');

  return (
    <Panel
      className={styles.panel}
      title={title}
      extra={
        <Group component="span" wrap="nowrap">
          <Box component="small" flex={1}>
            {areas && t('coverage.areas.count', { count: areas.length })}
          </Box>
          {wideable && (
            <IconButton
              label={t(isWide ? 'coverage.areas.narrow' : 'coverage.areas.widen')}
              pressed={isWide}
              onClick={() => setWide(!isWide)}
            >
              <IconArrowsHorizontal />
            </IconButton>
          )}
        </Group>
      }
      {...(foldable && {
        fold: { folded, label: t(folded ? 'common.unfold' : 'common.fold', { name: title }), onChange: setFolded },
      })}
    >
      <div className={styles.body} data-wide={isWide || undefined}>
        <Group wrap="nowrap" pl="md" pr={14} pb="md">
          <Choice
            label={t('coverage.areas.group')}
            value={group}
            onChange={setGroup}
            options={GROUPS.map((value) => ({
              value,
              label: value === 'all' ? t('coverage.areas.all') : t(`coverage.kind.${value}`),
            }))}
          />
          <TextInput
            flex={1}
            miw={0}
            type="search"
            leftSection={<IconSearch aria-hidden />}
            value={query}
            placeholder={t('coverage.areas.search')}
            aria-label={t('coverage.areas.search')}
            onChange={(event) => setQuery(event.currentTarget.value)}
          />
        </Group>
        <div className={styles.scroll}>
          {figures.isLoading ? (
            <SkeletonRows rows={9} label={t('coverage.areas.loading')} />
          ) : figures.error && !areas ? (
            <Note
              tone="error"
              title={t('coverage.areas.failed')}
              text={errorText(t, figures.error)}
              action={{ label: t('common.retry'), onClick: () => void figures.refetch() }}
            />
          ) : rows.length === 0 ? (
            <Note title={t('coverage.areas.none')} text={t('coverage.areas.noneText')} />
          ) : shown.length === 0 ? (
            <Note title={t('coverage.areas.empty')} text={t('coverage.areas.emptyText')} />
          ) : (
            <AreasTable
              rows={shown}
              columns={isWide ? AREA_COLUMNS : spans.comparison ? COMPARING_COLUMNS : NARROW_COLUMNS}
              sort={sort}
              selectedId={chosen?.areaId ?? ''}
              formatHour={formatHour}
              onSort={(column) => setSort(turnSort(sort, column))}
              onSelect={goToArea}
            />
          )}
        </div>
        {chosen && chosenRow && (
          <AreaSummary
            area={chosen}
            row={chosenRow}
            hasComparison={spans.comparison !== null}
            formatHour={formatHour}
          />
        )}
        {figures.data && (
          <Text size="xs" c="dimmed" px={14} pt="xs" pb={9} className="lw-number">
            {t('coverage.areas.observers', figures.data.observers)}
            {figures.data.isNight && ` · ${t('coverage.areas.night')}`}
          </Text>
        )}
      </div>
    </Panel>
  );
}
