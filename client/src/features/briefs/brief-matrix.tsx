import { useTranslation } from 'react-i18next';
import { useLocalName } from '../../lib/use-language.ts';
import type { BriefContent } from './brief-content.ts';
import styles from '../../components/paper.module.css';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** Below a week of hours the matrix has holes. */
const FEW_HOURS = 168;

/**
 * Ground of a cell between its lowest and highest: from white to a blue that is dark on a grey printer too; the figure
 * stands in each cell, so that nothing rests on the shade alone.
 */
export function shadeOf(share: number, low: number, high: number): { background: string; color: string } {
  const depth = high > low ? (share - low) / (high - low) : 0.5;
  return { background: `hsl(205 45% ${Math.round(98 - depth * 60)}%)`, color: depth > 0.62 ? '#fff' : '#10202e' };
}

/** Share of the chosen area's ground by weekday and hour. */
export function BriefMatrix({ content: { hours, figures } }: { content: BriefContent }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const area = figures.areas.find(({ areaId }) => areaId === hours.areaId);
  const shares = hours.cells.flatMap(({ meanShare }) => (meanShare === null ? [] : [meanShare]));
  const recorded = hours.cells.reduce((sum, cell) => sum + cell.hours, 0);
  const [low, high] = [Math.min(...shares), Math.max(...shares)];
  return (
    <>
      <h2>{t('brief.week', { name: area ? localName(area.name) : '', weeks: hours.weeks })}</h2>
      {shares.length === 0 ? (
        <p>{t('brief.weekEmpty')}</p>
      ) : (
        <table className={styles.matrix}>
          <thead>
            <tr>
              <th scope="col">{t('brief.column.weekday')}</th>
              {HOURS.map((hour) => (
                <th key={hour} scope="col">
                  {String(hour).padStart(2, '0')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {DAYS.map((day) => (
              <tr key={day}>
                <th scope="row">{t(`calendar.weekday.${day}`)}</th>
                {hours.cells.slice((day - 1) * 24, day * 24).map(({ meanShare }, hour) => (
                  // The place of a cell is its identity.
                  <td key={hour} style={meanShare === null ? undefined : shadeOf(meanShare, low, high)}>
                    {meanShare === null ? '' : Math.round(meanShare * 100)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {(recorded < FEW_HOURS || hours.isSimulated) && (
        <p className={styles.fine}>
          {[
            ...(recorded < FEW_HOURS ? [t('brief.weekFew', { hours: recorded })] : []),
            ...(hours.isSimulated ? [t('brief.method.simulated')] : []),
          ].join(' ')}
        </p>
      )}
    </>
  );
}
