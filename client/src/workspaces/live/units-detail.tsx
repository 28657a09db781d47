import { Table } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { UNIT_KINDS, UNIT_STATES } from '@liaowang/shared/schemas/unit';
import { FigureTable } from '../../components/figure-table.tsx';
import { Mark } from '../../components/mark.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { useOpenCalls } from '../../entities/alerts/open-calls.ts';
import { CALL_LOOK, UNIT_LOOK, UNIT_STATE_TONE } from '../../entities/units/unit-look.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { useRefusalText } from '../../entities/units/use-refusal-text.ts';
import { formatDuration, formatNumber } from '../../lib/format.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { stateNowMs } from '../../live/state-now.ts';
import { useUnitFigures } from '../../live/use-unit-figures.ts';
import { DetailLoading, DetailRow, DetailRule, UnitCount, type DetailProps } from './figure-detail-row.tsx';
import styles from './figure-detail.module.css';
import { goToThing } from '../../map/go-to.ts';

/** Lost or refused units listed at most; the count above says how many there are. */
const LISTED_LOST_UNITS = 30;

/** The units by kind and state; who calls, who was refused, who was lost last. */
export function UnitsDetail({ onClose }: DetailProps) {
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
  const refused = useMemo(
    () => [...units.values()].filter(({ refusals }) => refusals.length > 0).slice(0, LISTED_LOST_UNITS),
    [units],
  );
  if (!isKnown) return <DetailLoading />;
  return (
    <>
      <FigureTable className={styles.table}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('detail.kind')}</Table.Th>
            {UNIT_STATES.map((state) => (
              <Table.Th key={state}>{t(`unitState.${state}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {UNIT_KINDS.map((kind) => (
            <Table.Tr key={kind}>
              <Table.Th scope="row">
                <Mark {...UNIT_LOOK[kind]} size={12} /> {t(`unitKind.${kind}`)}
              </Table.Th>
              {UNIT_STATES.map((state) => (
                <Table.Td key={state}>
                  <UnitCount
                    count={byKind[kind][state]}
                    view={{ kinds: [kind], states: [state] }}
                    label={t('detail.listOf', {
                      count: byKind[kind][state],
                      what: `${t(`unitKind.${kind}`)} · ${t(`unitState.${state}`)}`,
                    })}
                    onClose={onClose}
                  />
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
          <Table.Tr>
            <Table.Th scope="row">{t('detail.total')}</Table.Th>
            {UNIT_STATES.map((state) => (
              <Table.Td key={state}>
                <UnitCount
                  count={total[state]}
                  view={{ states: [state] }}
                  label={t('detail.listOf', { count: total[state], what: t(`unitState.${state}`) })}
                  onClose={onClose}
                >
                  <StatusTag tone={UNIT_STATE_TONE[state]}>{formatNumber(total[state])}</StatusTag>
                </UnitCount>
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tbody>
      </FigureTable>
      <DetailRule>{t('detail.staleRule')}</DetailRule>
      {calls.size > 0 && (
        <>
          <h3>{t('sos.calling')}</h3>
          <ul className="lw-list">
            {[...calls].map(([unitId, call]) => {
              const unit = units.get(unitId);
              return (
                <DetailRow
                  key={unitId}
                  name={
                    <>
                      <Mark {...CALL_LOOK} size={12} /> {unit ? localName(unit.name) : `#${unitId}`}
                    </>
                  }
                  value={
                    <StatusTag tone="alarm">
                      {t('sos.pressed', {
                        duration: formatDuration(nowMs - parseInstant(call.detail.pressedAt), language),
                      })}
                    </StatusTag>
                  }
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
          <ul className="lw-list">
            {refused.map((unit) => (
              <DetailRow
                key={unit.id}
                name={localName(unit.name)}
                value={refusalText(unit)}
                onOpen={() => goToThing({ kind: 'unit', id: unit.id })}
              />
            ))}
          </ul>
        </>
      )}
      <h3>{t('detail.lostTitle')}</h3>
      {lost.length === 0 ? (
        <DetailRule>{t('detail.noLost')}</DetailRule>
      ) : (
        <ul className="lw-list">
          {lost.map(({ unit, ageMs }) => (
            <DetailRow
              key={unit.id}
              name={
                <>
                  {localName(unit.name)}
                  {calls.has(unit.id) && (
                    <>
                      {' '}
                      · <StatusTag tone="alarm">{t('sos.calling')}</StatusTag>
                    </>
                  )}
                </>
              }
              value={t('common.ago', { duration: formatDuration(ageMs, language) })}
              onOpen={() => goToThing({ kind: 'unit', id: unit.id })}
            />
          ))}
        </ul>
      )}
    </>
  );
}
