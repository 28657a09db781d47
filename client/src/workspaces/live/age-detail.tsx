import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { UNKNOWN, formatDuration, formatNumber, formatShortAge } from '../../lib/format.ts';
import { serverClock } from '../../lib/server-clock.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { useNow } from '../../lib/use-now.ts';
import { useUnitsStore } from '../../entities/units/units.store.ts';
import { positionBuffer } from '../../live/position-buffer.ts';
import { stateNowMs } from '../../live/state-now.ts';
import { useUnitFigures } from '../../live/use-unit-figures.ts';
import { goToThing } from '../../map/go-to.ts';
import { DetailRow, DetailRule, UnitCount, type DetailProps } from './figure-detail-row.tsx';

/** Of the units online, so many that were heard longest ago; the list beside the map has all. */
const LISTED = 20;

/** The median delay, who has the longest, and all that it is the middle of. */
export function AgeDetail({ onClose }: DetailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const localName = useLocalName();
  useNow();
  const units = useUnitsStore((store) => store.units);
  const { medianAgeMs, total } = useUnitFigures();
  const nowMs = stateNowMs();
  const serverMs = serverClock.toServerMs(nowMs);
  const worst = [...units.values()]
    .flatMap((unit) => {
      const state = positionBuffer.stateOf(unit.id, nowMs);
      const contactMs = positionBuffer.contactOf(unit.id);
      return contactMs === null || state === 'lost' || state === 'off' ? [] : [{ unit, ageMs: serverMs - contactMs }];
    })
    .sort((a, b) => b.ageMs - a.ageMs)
    .slice(0, LISTED);
  const online = total.fresh + total.stale;
  return (
    <>
      <Text fz={30} fw={600} c="bright" mx="md" className="lw-number">
        {medianAgeMs === null ? UNKNOWN : formatShortAge(medianAgeMs, language)}
      </Text>
      <DetailRule>{t('detail.ageRule')}</DetailRule>
      {worst.length > 0 && (
        <>
          <h3>
            {t('detail.worst')}{' '}
            <UnitCount
              count={online}
              view={{ states: ['fresh', 'stale'], sort: { column: 'contact', descending: true } }}
              label={t('detail.listOf', { count: online, what: t('strip.ageNote') })}
              onClose={onClose}
            >
              {t('detail.all', { number: formatNumber(online) })}
            </UnitCount>
          </h3>
          <ul className="lw-list">
            {worst.map(({ unit, ageMs }) => (
              <DetailRow
                key={unit.id}
                name={localName(unit.name)}
                value={formatDuration(ageMs, language)}
                onOpen={() => goToThing({ kind: 'unit', id: unit.id })}
              />
            ))}
          </ul>
        </>
      )}
    </>
  );
}
