import { useTranslation } from 'react-i18next';
import styles from '../../../components/paper.module.css';

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** From white to a blue that is dark on a grey printer too; the figure stands in each cell, so that nothing rests on the shade alone. */
function shadeOf(count: number, most: number): { background: string; color: string } | undefined {
  if (count === 0) return undefined;
  const depth = count / most;
  return { background: `hsl(205 45% ${Math.round(96 - depth * 58)}%)`, color: depth > 0.62 ? '#fff' : '#10202e' };
}

/** Incidents by local weekday and hour; `counts` has 168, Monday 00:00 first. */
export function PaperHours({ counts }: { counts: ArrayLike<number> }) {
  const { t } = useTranslation();
  const most = Math.max(1, ...Array.from(counts));
  return (
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
            {HOURS.map((hour) => {
              const count = counts[(day - 1) * 24 + hour]!;
              return (
                <td key={hour} style={shadeOf(count, most)}>
                  {count === 0 ? '' : count}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
