import { IconX } from '@tabler/icons-react';
import { useEffect, useMemo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/instant';
import { UNIT_KINDS, UNIT_STATES } from '@liaowang/shared/schemas/unit';
import { IconButton } from '../components/icon-button.tsx';
import { Mark } from '../components/mark.tsx';
import { Note, SkeletonRows } from '../components/note.tsx';
import { StatusTag } from '../components/status-tag.tsx';
import { useOpenCalls } from '../features/alerts/open-calls.ts';
import { useCoverageFigures } from '../features/coverage/coverage.api.ts';
import { keyAreaIdOf } from '../features/coverage/largest-gap.ts';
import { useIncidentSummary } from '../features/incidents/incidents.api.ts';
import { describeSummary } from '../features/incidents/summary-text.ts';
import { formatDutyHours } from '../features/lookouts/duty-text.ts';
import { useLookouts } from '../features/lookouts/lookouts.api.ts';
import { useRefusalText } from '../features/units/use-refusal-text.ts';
import { CALL_LOOK, UNIT_LOOK, UNIT_STATE_TONE } from '../features/units/unit-look.ts';
import { useUnitsStore } from '../features/units/units.store.ts';
import { UNKNOWN, formatArea, formatDuration, formatNumber, formatShare, formatShortAge } from '../lib/format.ts';
import { useLanguage, useLocalName } from '../lib/use-language.ts';
import { serverClock } from '../lib/server-clock.ts';
import { useNow } from '../lib/use-now.ts';
import { positionBuffer } from '../live/position-buffer.ts';
import { stateNowMs } from '../live/state-now.ts';
import { useUnitFigures } from '../live/use-unit-figures.ts';
import styles from './figure-detail.module.css';
import { goToThing } from './go-to.ts';

export type DetailKind = 'units' | 'lookouts' | 'coverage' | 'incidents' | 'age';

/** Lost or refused units listed at most; the count above says how many there are. */
const LISTED_LOST_UNITS = 30;

function Row({ name, value, onOpen }: { name: ReactNode; value: ReactNode; onOpen?: () => void }) {
  return (
    <li>
      <button type="button" className={styles.row} disabled={!onOpen} onClick={onOpen}>
        <span className={styles.name}>{name}</span>
        <span className={styles.value}>{value}</span>
      </button>
    </li>
  );
}

function UnitsDetail() {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const nowMs = useNow();
  const stateMs = stateNowMs();
  const units = useUnitsStore((store) => store.units);
  const { isKnown, byKind, total } = useUnitFigures();
  const calls = useOpenCalls();
  const lost = useMemo(() => {
    const serverMs = serverClock.toServerMs(stateMs);
    return [...units.values()]
      .filter(({ id }) => positionBuffer.stateOf(id, stateMs) === 'lost')
      .map((unit) => ({ unit, ageMs: serverMs - (positionBuffer.contactOf(unit.id) ?? serverMs) }))
      .sort((a, b) => a.ageMs - b.ageMs)
      .slice(0, LISTED_LOST_UNITS);
  }, [units, stateMs]);
  const refusalText = useRefusalText();
  const refused = useMemo(() => [...units.values()].filter(({ refusals }) => refusals.length > 0).slice(0, LISTED_LOST_UNITS), [units]);
  if (!isKnown) return <Loading />;
  return (
    <>
      <table className={styles.table}>
        <thead>
          <tr><th>{t('detail.kind')}</th>{UNIT_STATES.map((state) => <th key={state}>{t(`unitState.${state}`)}</th>)}</tr>
        </thead>
        <tbody>
          {UNIT_KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row"><Mark {...UNIT_LOOK[kind]} size={12} /> {t(`unitKind.${kind}`)}</th>
              {UNIT_STATES.map((state) => <td key={state}>{formatNumber(byKind[kind][state])}</td>)}
            </tr>
          ))}
          <tr><th scope="row">{t('detail.total')}</th>{UNIT_STATES.map((state) => <td key={state}><StatusTag tone={UNIT_STATE_TONE[state]}>{formatNumber(total[state])}</StatusTag></td>)}</tr>
        </tbody>
      </table>
      <p className={styles.rule}>{t('detail.staleRule')}</p>
      {calls.size > 0 && (
        <>
          <h3>{t('sos.calling')}</h3>
          <ul>
            {[...calls].map(([unitId, call]) => {
              const unit = units.get(unitId);
              return (
                <Row
                  key={unitId}
                  name={<><Mark {...CALL_LOOK} size={12} /> {unit ? localName(unit.name) : `#${unitId}`}</>}
                  value={<StatusTag tone="alarm">{t('sos.pressed', { duration: formatDuration(nowMs - parseInstant(call.pressedAt ?? call.raisedAt), language) })}</StatusTag>}
                  onOpen={() => goToThing({ kind: 'unit', id: unitId })}
                />
              );
            })}
          </ul>
        </>
      )}
      {refused.length > 0 && (
        <>
          <h3>{t('detail.refusedTitle')}</h3>
          <ul>{refused.map((unit) => <Row key={unit.id} name={localName(unit.name)} value={refusalText(unit)} onOpen={() => goToThing({ kind: 'unit', id: unit.id })} />)}</ul>
        </>
      )}
      <h3>{t('detail.lostTitle')}</h3>
      {lost.length === 0 ? <p className={styles.rule}>{t('detail.noLost')}</p> : (
        <ul>{lost.map(({ unit, ageMs }) => <Row key={unit.id} name={<>{localName(unit.name)}{calls.has(unit.id) && <> · <StatusTag tone="alarm">{t('sos.calling')}</StatusTag></>}</>} value={t('common.ago', { duration: formatDuration(ageMs, language) })} onOpen={() => goToThing({ kind: 'unit', id: unit.id })} />)}</ul>
      )}
    </>
  );
}

function Loading() {
  const { t } = useTranslation();
  return <SkeletonRows rows={4} label={t('common.loading')} />;
}

function LookoutsDetail() {
  const { t } = useTranslation();
  const localName = useLocalName();
  const lookouts = useLookouts().data;
  if (!lookouts) return <Loading />;
  if (lookouts.length === 0) return <Note title={t('detail.empty')} />;
  return (
    <ul>
      {lookouts.map(({ properties }) => (
        <Row
          key={properties.lookoutId}
          name={<>{String(properties.number).padStart(2, '0')} · {localName(properties.name)}</>}
          value={<StatusTag tone={properties.onDuty ? 'good' : 'quiet'}>{t(properties.onDuty ? 'lookout.onDuty' : 'lookout.offDuty')} {formatDutyHours(properties) ?? t('lookout.allDay')}</StatusTag>}
          onOpen={() => goToThing({ kind: 'lookout', id: properties.lookoutId })}
        />
      ))}
    </ul>
  );
}

function CoverageDetail() {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  const figures = useCoverageFigures().data;
  const areas = figures?.areas.filter((area) => keyAreaIdOf(area) !== null).sort((a, b) => a.share - b.share) ?? [];
  if (!figures) return <Loading />;
  if (areas.length === 0) return <Note title={t('detail.empty')} />;
  return (
    <>
      <div className={styles.columns}><span>{t('keyArea.unobserved')}</span><span>{t('keyArea.share')}</span></div>
      <ul>
        {areas.map((area) => (
          <Row
            key={area.areaId}
            name={localName(area.name)}
            value={<><span className={styles.minor}>{area.largestGap ? formatArea(area.largestGap.areaSquareMeters, language) : t('keyArea.noGap')}</span>{formatShare(area.share)}</>}
            onOpen={() => goToThing({ kind: 'key-area', id: keyAreaIdOf(area) ?? 0 })}
          />
        ))}
      </ul>
      <p className={styles.rule}>{t('detail.coverageRule')}{language === 'en' ? ' ' : ''}{t('detail.observers', figures.observers)}</p>
    </>
  );
}

function IncidentsDetail() {
  const { t } = useTranslation();
  const summary = useIncidentSummary().data;
  const text = summary && describeSummary(summary);
  const counts = summary?.todayByCategory ?? [];
  return (
    <>
      {summary && text && <p className={styles.rule}>{t(`strip.${text.key}`, { low: text.low, high: text.high })}<br />{t('detail.incidentsRule', { weeks: summary.weeksCompared })}</p>}
      <h3>{t('detail.byCategory')}</h3>
      {!summary ? <Loading /> : counts.length === 0 ? <p className={styles.rule}>{t('detail.empty')}</p> : <ul>{counts.map(({ category, count }) => <Row key={category} name={t(`category.${category}`)} value={count} />)}</ul>}
    </>
  );
}

function AgeDetail() {
  const { t } = useTranslation();
  const language = useLanguage();
  const { medianAgeMs } = useUnitFigures();
  return (
    <>
      <p className={styles.big}>{medianAgeMs === null ? UNKNOWN : formatShortAge(medianAgeMs, language)}</p>
      <p className={styles.rule}>{t('detail.ageRule')}</p>
    </>
  );
}

const DETAILS = { units: UnitsDetail, lookouts: LookoutsDetail, coverage: CoverageDetail, incidents: IncidentsDetail, age: AgeDetail } as const;

/** What a figure of the strip counts, as a list above it. */
export function FigureDetail({ kind, onClose }: { kind: DetailKind; onClose: () => void }) {
  const { t } = useTranslation();
  const Detail = DETAILS[kind];
  useEffect(() => {
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.preventDefault();
      onClose();
    };
    // Before the map's own Esc, which would drop the selection.
    addEventListener('keydown', closeOnEscape, { capture: true });
    return () => removeEventListener('keydown', closeOnEscape, { capture: true });
  }, [onClose]);
  return (
    <section className={styles.panel} aria-label={t(`detail.${kind}Title`)}>
      <header className={styles.header}>
        <h2>{t(`detail.${kind}Title`)}</h2>
        <IconButton label={t('common.close')} onClick={onClose}><IconX /></IconButton>
      </header>
      <div className={styles.body}><Detail /></div>
    </section>
  );
}
