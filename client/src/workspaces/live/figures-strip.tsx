import { Box } from '@mantine/core';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Figure } from '../../components/figure.tsx';
import { createPart } from '../../components/part.tsx';
import { useCoverageFigures } from '../../features/coverage/coverage.api.ts';
import { describeTrend } from '../../features/coverage/coverage-trend.ts';
import { findLargestGap, goToGap } from '../../features/coverage/largest-gap.ts';
import { useSession } from '../../entities/accounts/session.api.ts';
import { useBranchName } from '../../entities/places/branch-name.ts';
import { useIncidentSummary } from '../../entities/incidents/incidents.api.ts';
import { describeSummary } from '../../entities/incidents/summary-text.ts';
import { useOwnLookouts } from './own-lookouts.ts';
import { UNKNOWN, formatArea, formatClock, formatNumber, formatShare, formatShortAge } from '../../lib/format.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { usePermission } from '../../lib/permission.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useFrozenAt } from '../../live/state-now.ts';
import { useUnitFigures } from '../../live/use-unit-figures.ts';
import type { DetailKind } from './figure-detail.tsx';
import styles from './figures-strip.module.css';

type Opener = (kind: DetailKind) => { expanded: boolean; onOpen: () => void };

function UnitFigure({ opener }: { opener: Opener }) {
  const { t } = useTranslation();
  const { isKnown, total } = useUnitFigures();
  return (
    <Figure
      label={t('strip.units')}
      value={isKnown ? formatNumber(total.fresh) : UNKNOWN}
      note={isKnown && t('strip.unitsNote', { stale: formatNumber(total.stale), lost: formatNumber(total.lost) })}
      hint={t('strip.open', { name: t('strip.units') })}
      {...opener('units')}
    />
  );
}

function LookoutFigure({ opener }: { opener: Opener }) {
  const { t } = useTranslation();
  const lookouts = useOwnLookouts();
  const onDuty = lookouts?.filter(({ properties }) => properties.onDuty).length ?? 0;
  const offDuty = (lookouts?.length ?? 0) - onDuty;
  return (
    <Figure
      label={t('strip.lookouts')}
      value={
        lookouts ? (
          <>
            {onDuty}
            <small>/ {lookouts.length}</small>
          </>
        ) : (
          UNKNOWN
        )
      }
      note={
        lookouts &&
        lookouts.length > 0 &&
        (offDuty === 0 ? t('strip.lookoutsAll') : t('strip.lookoutsNote', { count: offDuty }))
      }
      hint={t('strip.open', { name: t('strip.lookouts') })}
      {...opener('lookouts')}
    />
  );
}

function CoverageFigure({ opener }: { opener: Opener }) {
  const { t } = useTranslation();
  const figures = useCoverageFigures().data;
  const trend = describeTrend(figures?.keyAreaShare ?? null, figures?.keyAreaShareHourAgo ?? null);
  const note = () => {
    if (figures?.keyAreaShare == null) return null;
    if (trend === null) return t('strip.coverageNoTrend');
    if (trend.direction === 'same') return t('strip.coverageSame');
    return t(trend.direction === 'up' ? 'strip.coverageUp' : 'strip.coverageDown', { points: trend.points });
  };
  const share = figures?.keyAreaShare ?? null;
  return (
    <Figure
      label={t('strip.coverage')}
      value={share === null ? UNKNOWN : formatShare(share)}
      tone="good"
      note={note()}
      noteTone={trend?.direction === 'down' ? 'warn' : 'plain'}
      hint={t('strip.open', { name: t('strip.coverage') })}
      {...opener('coverage')}
    />
  );
}

function GapFigure() {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const figures = useCoverageFigures().data;
  const area = figures && findLargestGap(figures);
  return (
    <Figure
      label={t('strip.gap')}
      value={
        figures && figures.keyAreaShare !== null
          ? area
            ? formatArea(area.largestGap.areaSquareMeters, language)
            : t('strip.noGap')
          : UNKNOWN
      }
      tone={area ? 'gap' : 'plain'}
      note={area ? localName(area.name) : ''}
      hint={t('strip.gapHint')}
      onOpen={area ? () => goToGap(area) : undefined}
    />
  );
}

function IncidentFigure({ opener }: { opener: Opener }) {
  const { t } = useTranslation();
  const summary = useIncidentSummary().data;
  const text = summary && describeSummary(summary);
  return (
    <Figure
      label={t('strip.incidents')}
      value={summary ? formatNumber(summary.today) : UNKNOWN}
      note={text && t(`strip.${text.key}`, { low: text.low, high: text.high })}
      noteTone={text?.key === 'aboveUsual' ? 'warn' : 'plain'}
      hint={t('strip.open', { name: t('strip.incidents') })}
      {...opener('incidents')}
    />
  );
}

function AgeFigure({ opener }: { opener: Opener }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const { medianAgeMs } = useUnitFigures();
  return (
    <Figure
      label={t('strip.age')}
      value={medianAgeMs === null ? UNKNOWN : formatShortAge(medianAgeMs, language)}
      note={t('strip.ageNote')}
      hint={t('strip.open', { name: t('strip.age') })}
      {...opener('age')}
    />
  );
}

/** Until when the figures are known, while the link is down. */
function AsOf() {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const frozenAtMs = useFrozenAt();
  if (frozenAtMs === null) return null;
  return (
    <small className={styles.asOf} role="status">
      {t('common.asOf', { time: formatClock(serverClock.toServerMs(frozenAtMs), timeZone) })}
    </small>
  );
}

const FigureDetail = createPart(async () => ({ default: (await import('./figure-detail.tsx')).FigureDetail }));

/** Whose figures they are, for whoever sees those of one branch only. */
function OwnBranch() {
  const branchName = useBranchName();
  const branchId = useSession().data?.branchId ?? null;
  return branchId === null ? null : <strong className={styles.branch}>{branchName(branchId)}</strong>;
}

/** The figures that staff watch; each opens what it counts. */
export function FiguresStrip() {
  const { t } = useTranslation();
  const [open, setOpen] = useState<DetailKind | null>(null);
  const mayViewLive = usePermission('live:view');
  const mayViewCoverage = usePermission('coverage:view');
  const opener: Opener = (kind) => ({ expanded: open === kind, onOpen: () => setOpen(open === kind ? null : kind) });
  return (
    <Box pos="relative" miw={0}>
      {open && (
        <Suspense>
          <FigureDetail kind={open} onClose={() => setOpen(null)} />
        </Suspense>
      )}
      <section className={styles.strip} aria-label={t('strip.label')}>
        <OwnBranch />
        {mayViewLive && <UnitFigure opener={opener} />}
        <LookoutFigure opener={opener} />
        {mayViewCoverage && <CoverageFigure opener={opener} />}
        {mayViewCoverage && <GapFigure />}
        <IncidentFigure opener={opener} />
        {mayViewLive && <AgeFigure opener={opener} />}
        {mayViewLive && <AsOf />}
      </section>
    </Box>
  );
}
