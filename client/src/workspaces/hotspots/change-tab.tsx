import { Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DEFAULT_LEAST_CHANGE } from '@liaowang/shared/analysis/hotspots/change/compare-counts';
import type { ZoneChange } from '@liaowang/shared/analysis/hotspots/change/zone-change';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { findDayStart, findLocalDay } from '@liaowang/shared/analysis/time/local-hours';
import type { ZoneMethod } from '@liaowang/shared/schemas/zone-method';
import { Choice } from '../../components/choice.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { CategoryChanges } from '../../features/change/category-changes.tsx';
import { ChangeSummary } from '../../features/change/change-summary.tsx';
import { useChangeStore } from '../../features/change/change.store.ts';
import type { ZonesCompared } from '../../features/change/compute-change.ts';
import {
  clipToRecord,
  doOverlap,
  findEarlierDays,
  formatEarlier,
  parseEarlier,
  type EarlierWindow,
} from '../../features/change/earlier-window.ts';
import { useChange } from '../../features/change/use-change.ts';
import { ZoneChanges } from '../../features/change/zone-changes.tsx';
import { changeFilter } from '../../features/filter/filter.store.ts';
import { useMatchedIncidents, type MatchedIncidents } from '../../features/filter/use-matched-incidents.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { describeMethod } from '../../features/records/evidence-words.ts';
import { findsZones } from '../../features/zones/finding-method.ts';
import { offerAction } from '../../features/zones/offer-action.ts';
import { useMethod, useMethodStore } from '../../features/zones/method.store.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { formatDate } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { mapControl } from '../../map/map-control.ts';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { EarlierDays } from './earlier-days.tsx';
import { useHotspotsView } from './hotspots-view.store.ts';

/** Changes smaller than this are none. */
const LEAST_CHANGES = [0, 0.05, DEFAULT_LEAST_CHANGE, 0.2] as const;
/** A window that most records hold twice. */
const SHORT_DAYS = 28;

/** The windows as local days and as instants, and the earlier one as chosen; `before` null = the record does not hold it. */
function useWindows(matched: MatchedIncidents | null) {
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const text = useHotspotsView((view) => view.compare);
  return useMemo(() => {
    const firstDay = matched?.local.days[0];
    if (!matched || firstDay === undefined) return null;
    const { from, to } = matched.filter;
    const now = { fromMs: parseInstant(from), toMs: parseInstant(to) };
    const earlier = parseEarlier(text);
    const beforeDays = findEarlierDays(earlier, {
      fromDay: findLocalDay(now.fromMs, timeZone),
      endDay: findLocalDay(now.toMs, timeZone),
    });
    const asked = {
      fromMs: findDayStart(beforeDays.fromDay, timeZone),
      toMs: findDayStart(beforeDays.endDay, timeZone),
    };
    const recordFromMs = findDayStart(firstDay, timeZone);
    // Cut short, a year earlier would be another season.
    const isWhole = asked.fromMs >= recordFromMs;
    return {
      earlier,
      beforeDays,
      now,
      asked,
      before: earlier.kind === 'year' && !isWhole ? null : clipToRecord(asked, recordFromMs),
      recordFromMs,
    };
  }, [matched, text, timeZone]);
}

function flyTo({ now, before }: ZoneChange, zones: ZonesCompared): void {
  const shapes = [...now.map((number) => zones.now[number]!), ...before.map((number) => zones.before[number]!)].map(
    ({ geometry }) => geometry,
  );
  mapControl.fitBounds(computeBounds(shapes));
}

/** "Is it new": two windows of the same filter compared, and what became of the zones. */
export default function ChangeTab() {
  const { t } = useTranslation();
  const nameOf = usePlaceName();
  const matched = useMatchedIncidents();
  const jurisdiction = useJurisdiction().data;
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const setCompare = useHotspotsView((view) => view.setCompare);
  const chosen = useMethod();
  const beginnings = useMethodStore((store) => store.beginnings);
  // The Knox test finds no zones.
  const method: ZoneMethod = findsZones(chosen) ? chosen : beginnings.density;
  const windows = useWindows(matched);
  const [leastChange, setLeastChange] = useState<number>(DEFAULT_LEAST_CHANGE);
  const overlaps = windows !== null && doOverlap(windows.now, windows.asked);
  const task = useMemo(() => {
    if (!matched || !jurisdiction || !windows?.before || overlaps) return null;
    const {
      columns,
      local,
      filter: { from: _from, to: _to, ...filter },
    } = matched;
    const { center, boundary } = jurisdiction;
    return {
      study: { center, boundary },
      timeZone,
      columns,
      local,
      filter,
      windows: { now: windows.now, before: windows.before },
      recordFromMs: windows.recordFromMs,
      method,
      leastChange,
    };
  }, [matched, jurisdiction, windows, overlaps, timeZone, method, leastChange]);
  useChange(task);
  const { answer, isComputing, failure } = useChangeStore();
  if (!matched) return <SkeletonRows rows={6} label={t('common.loading')} />;
  if (!windows) return <Note title={t('predict.none')} text={t('predict.noneText')} />;
  const choose = (earlier: EarlierWindow): void => setCompare(formatEarlier(earlier));
  const spanText = ({ fromMs, toMs }: { fromMs: number; toMs: number }): string =>
    `${formatDate(fromMs, timeZone)} – ${formatDate(toMs - 1, timeZone)}`;

  return (
    <Stack px={14} pt={9} pb="xl">
      <Text size="xs" c="dimmed">
        {t('change.lead')}
      </Text>
      <Stack gap="sm" align="flex-start">
        <Choice
          label={t('change.earlier')}
          value={windows.earlier.kind}
          onChange={(kind) => choose(kind === 'days' ? { kind, ...windows.beforeDays } : { kind })}
          options={(['before', 'year', 'days'] as const).map((value) => ({
            value,
            label: t(`common.earlierKind.${value}`),
          }))}
        />
        {windows.earlier.kind === 'days' && (
          <EarlierDays days={windows.beforeDays} onChange={(days) => choose({ kind: 'days', ...days })} />
        )}
        <Text component="span" size="xs" c="dimmed">
          {t('change.leastChange')}
        </Text>
        <Choice
          label={t('change.leastChange')}
          value={leastChange}
          onChange={setLeastChange}
          options={LEAST_CHANGES.map((value) => ({
            value,
            label: value === 0 ? t('change.anyChange') : `${value * 100}%`,
          }))}
        />
        <Text size="xs" c="var(--lw-ink)" className="lw-number">
          <small>{t('change.before')}</small> {spanText(windows.before ?? windows.asked)}
          <br />
          <small>{t('change.now')}</small> {spanText(windows.now)}
        </Text>
      </Stack>
      {overlaps ? (
        <Note title={t('change.overlap')} text={t('change.overlapText')} />
      ) : windows.before === null ? (
        <Note
          title={t('change.noRecord')}
          text={t('change.noRecordText', { from: formatDate(windows.recordFromMs, timeZone) })}
          action={{
            label: t('change.shorten'),
            onClick: () => changeFilter({ window: { kind: 'last', days: SHORT_DAYS } }),
          }}
        />
      ) : failure ? (
        <Note
          tone="error"
          title={t('change.failed')}
          text={t(failure.cause === 'settings' ? 'change.failedSettings' : 'change.failedFault')}
          {...(failure.offer && { action: offerAction(t, method, failure.offer) })}
        />
      ) : !answer ? (
        <SkeletonRows rows={6} label={t('change.computing')} />
      ) : answer.found.windows === null ? (
        <Note title={t('change.noHours')} />
      ) : (
        <Stack gap="lg" pt={10} className="lw-ruled" data-computing={isComputing || undefined} aria-busy={isComputing}>
          {windows.before.fromMs > windows.asked.fromMs && (
            <Text size="xs" c="var(--lw-warn)">
              {t('change.clipped', { from: formatDate(windows.recordFromMs, timeZone) })}
            </Text>
          )}
          <ChangeSummary comparison={answer.found.windows} />
          {answer.found.zones && (
            <ZoneChanges
              zones={answer.found.zones}
              nameOf={nameOf}
              onOpen={(change) => flyTo(change, answer.found.zones!)}
            />
          )}
          {answer.found.windows.categories.length > 1 && (
            <CategoryChanges categories={answer.found.windows.categories} />
          )}
          <Text size="xs" c="dimmed">
            {t('change.methodUsed', { method: describeMethod(t, answer.method) })}
          </Text>
        </Stack>
      )}
    </Stack>
  );
}
