import { Stack } from '@mantine/core';
import { useState, type KeyboardEvent, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { HotspotOutcome, OutcomeWeek } from '@liaowang/shared/schemas/hotspot-outcome';
import { HowNote } from '../../components/how-note.tsx';
import { formatDate, formatNumber } from '../../lib/format.ts';
import chart from '../../components/line-chart.module.css';
import styles from './outcome-chart.module.css';
import { OUTCOME_CHART as BOX, comparisonOf, computeWeekLine, isWeekOver, scaleOutcomeChart } from './outcome-chart.ts';

interface OutcomeChartProps {
  outcome: HotspotOutcome;
  nowMs: number;
  timeZone: string;
}

/** Weeks with so much room between them carry their dates. */
const DATES_SHOWN = 5;

/** Incidents by week above, patrolling below, the windows shaded. One week at a time is read out, by pointer or arrow keys. */
export function OutcomeChart({ outcome, nowMs, timeZone }: OutcomeChartProps) {
  const { t } = useTranslation();
  const [pointed, setPointed] = useState<number | null>(null);
  const { weeks, windows, comparisonZones } = outcome;
  const scale = scaleOutcomeChart(outcome);
  const { x, xOf, weekWidth, incidentY, patrolY, maxIncidents, maxMinutes } = scale;
  const shown = pointed ?? weeks.length - 1;
  const floor = BOX.patrols.top + BOX.patrols.height;
  const dateOf = ({ weekStart }: OutcomeWeek): string => formatDate(parseInstant(weekStart), timeZone);
  const lineOf = (valueOf: (week: OutcomeWeek) => number | null): string =>
    computeWeekLine(
      weeks.map((week) => (isWeekOver(week, nowMs) ? valueOf(week) : null)),
      x,
      incidentY,
    );

  const readOut = (week: OutcomeWeek): string[] => {
    const comparison = comparisonOf(week, comparisonZones.length);
    return [
      t('outcome.chart.week', { date: dateOf(week) }) + (isWeekOver(week, nowMs) ? '' : t('outcome.chart.running')),
      week.patrolMinutes === null || week.visits === null
        ? t('outcome.chart.patrolUnknown')
        : t(week.countedHours < week.hours ? 'outcome.chart.patrolPartly' : 'outcome.chart.patrol', {
            minutes: formatNumber(week.patrolMinutes),
            visits: formatNumber(week.visits),
            counted: week.countedHours,
            hours: week.hours,
          }),
      t('outcome.chart.incidents', { reported: week.reported, found: week.found, buffer: week.bufferReported }) +
        (comparison === null ? '' : t('outcome.chart.comparison', { count: formatNumber(comparison, 1) })),
    ];
  };
  const readout = weeks[shown] ? readOut(weeks[shown]) : [];

  const pointAt = (event: PointerEvent<SVGSVGElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const week = Math.floor((((event.clientX - left) / width) * BOX.width - BOX.left) / weekWidth);
    setPointed(Math.min(weeks.length - 1, Math.max(0, week)));
  };
  const step = (event: KeyboardEvent) => {
    const change = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (change === undefined) return;
    event.preventDefault();
    setPointed(Math.min(weeks.length - 1, Math.max(0, shown + change)));
  };
  const spans = [
    ['before', windows.before],
    ['during', windows.during],
    ['after', windows.after],
  ] as const;
  const dateEvery = Math.max(1, Math.ceil(weeks.length / DATES_SHOWN));

  return (
    <Stack gap="xs">
      <div className={styles.readout} aria-hidden>
        {readout.map((line) => (
          <span key={line}>{line}</span>
        ))}
      </div>
      <div
        role="slider"
        tabIndex={0}
        className={chart.frame}
        aria-label={t('outcome.chart.label')}
        aria-valuemin={1}
        aria-valuemax={weeks.length}
        aria-valuenow={shown + 1}
        aria-valuetext={readout.join(' · ')}
        onKeyDown={step}
        onBlur={() => setPointed(null)}
      >
        <svg
          viewBox={`0 0 ${BOX.width} ${BOX.height}`}
          aria-hidden
          onPointerMove={pointAt}
          onPointerLeave={() => setPointed(null)}
        >
          {spans.map(
            ([kind, span]) =>
              span && (
                <rect
                  key={kind}
                  className={styles.span}
                  data-window={kind}
                  x={xOf(parseInstant(span.from))}
                  width={Math.max(0, xOf(parseInstant(span.to)) - xOf(parseInstant(span.from)))}
                  y={BOX.incidents.top}
                  height={floor - BOX.incidents.top}
                />
              ),
          )}
          {[0, maxIncidents].map((count) => (
            <g key={count}>
              <line
                className={chart.grid}
                x1={BOX.left}
                x2={BOX.width - BOX.right}
                y1={incidentY(count)}
                y2={incidentY(count)}
              />
              <text className={chart.tick} x={BOX.left - 5} y={incidentY(count) + 3.5} textAnchor="end">
                {formatNumber(count)}
              </text>
            </g>
          ))}
          {[0, maxMinutes].map((minutes) => (
            <g key={minutes}>
              <line
                className={chart.grid}
                x1={BOX.left}
                x2={BOX.width - BOX.right}
                y1={patrolY(minutes)}
                y2={patrolY(minutes)}
              />
              <text className={chart.tick} x={BOX.left - 5} y={patrolY(minutes) + 3.5} textAnchor="end">
                {formatNumber(minutes)}
              </text>
            </g>
          ))}
          {pointed !== null && (
            <rect
              className={styles.pointed}
              x={x(shown) - weekWidth / 2}
              width={weekWidth}
              y={BOX.incidents.top}
              height={floor - BOX.incidents.top}
            />
          )}
          {weeks.map((week, at) => {
            const left = x(at) - weekWidth * 0.36;
            if (week.patrolMinutes === null)
              return (
                <line
                  key={week.weekStart}
                  className={styles.unknown}
                  x1={left}
                  x2={left + weekWidth * 0.72}
                  y1={floor - 2}
                  y2={floor - 2}
                />
              );
            return (
              <rect
                key={week.weekStart}
                className={styles.bar}
                data-partly={week.countedHours < week.hours || undefined}
                x={left}
                width={weekWidth * 0.72}
                y={patrolY(week.patrolMinutes)}
                height={Math.max(0, floor - patrolY(week.patrolMinutes))}
              />
            );
          })}
          {comparisonZones.length > 0 && (
            <path className={styles.comparison} d={lineOf((week) => comparisonOf(week, comparisonZones.length))} />
          )}
          <path className={styles.buffer} d={lineOf(({ bufferReported }) => bufferReported)} />
          <path className={styles.hotspot} d={lineOf(({ reported }) => reported)} />
          {weeks.map(
            (week, at) =>
              week.found > 0 && (
                <circle key={week.weekStart} className={styles.found} cx={x(at)} cy={incidentY(week.found)} r={2.6} />
              ),
          )}
          {weeks.map(
            (week, at) =>
              at % dateEvery === 0 && (
                <text key={week.weekStart} className={chart.tick} x={x(at)} y={BOX.height - 5} textAnchor="middle">
                  {dateOf(week).slice(5)}
                </text>
              ),
          )}
        </svg>
      </div>
      <ul className={`${chart.key} ${styles.legend}`}>
        <li>
          <i className={styles.keyHotspot} />
          {t('outcome.zone.hotspot')}
        </li>
        <li>
          <i className={styles.keyBuffer} />
          {t('outcome.zone.buffer')}
        </li>
        {comparisonZones.length > 0 && (
          <li>
            <i className={styles.keyComparison} />
            {t('outcome.chart.comparisonMean')}
          </li>
        )}
        <li>
          <i className={styles.keyFound} />
          {t('outcome.chart.foundKey')}
        </li>
        <li>
          <i className={styles.keyBar} />
          {t('outcome.chart.minutesKey')}
          <HowNote label={t('outcome.chart.minutesKey')} text={t('outcome.how.dosage')} />
        </li>
        {weeks.some(({ patrolMinutes }) => patrolMinutes === null) && (
          <li>
            <i className={styles.keyUnknown} />
            {t('outcome.chart.unknownKey')}
          </li>
        )}
        {spans.map(
          ([kind, span]) =>
            span && (
              <li key={kind}>
                <i className={styles.keyWindow} data-window={kind} />
                {t(`outcome.window.${kind}`)}
              </li>
            ),
        )}
      </ul>
    </Stack>
  );
}
