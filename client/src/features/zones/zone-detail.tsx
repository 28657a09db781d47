import { Group, Stack, Text } from '@mantine/core';
import { type CSSProperties, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { formatNumber } from '../../lib/format.ts';
import type { ZoneProfile } from './incidents-inside.ts';
import styles from './zone-list.module.css';

/** More kinds are a table of ones. */
const SHOWN_CATEGORIES = 5;
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** The week of a zone's incidents, a small square an hour. */
function WeekOfZone({ hoursOfWeek }: Pick<ZoneProfile, 'hoursOfWeek'>) {
  const { t } = useTranslation();
  const most = Math.max(1, ...hoursOfWeek);
  const fullest = hoursOfWeek.indexOf(most);
  const nameOf = (at: number): string =>
    t('zones.hourOfWeek', { day: t(`calendar.weekday.${WEEKDAYS[Math.floor(at / 24)]!}`), hour: at % 24 });
  return (
    <div
      className={styles.week}
      role="img"
      aria-label={t('zones.weekLabel', { hour: nameOf(Math.max(0, fullest)), count: most })}
    >
      <span />
      {HOURS.map((hour) => (
        <span key={hour} className={styles.hour}>
          {hour % 6 === 0 ? hour : ''}
        </span>
      ))}
      {WEEKDAYS.map((day) => [
        <span key={day} className={styles.day}>
          {t(`calendar.weekday.${day}`)}
        </span>,
        ...HOURS.map((hour) => {
          const count = hoursOfWeek[(day - 1) * 24 + hour]!;
          return (
            <span
              key={`${day}-${hour}`}
              className={styles.cell}
              style={{ '--level': count / most } as CSSProperties}
              title={`${nameOf((day - 1) * 24 + hour)} · ${count}`}
            />
          );
        }),
      ])}
    </div>
  );
}

interface ZoneDetailProps {
  profile: ZoneProfile;
  /** What can be done with the zone. */
  actions: ReactNode;
}

/** When and what the incidents of a zone are. */
export function ZoneDetail({ profile: { count, hoursOfWeek, withoutHour, categories }, actions }: ZoneDetailProps) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  return (
    <Stack className={styles.detail} px={14} pt="md" pb="lg">
      {count === 0 ? (
        <Text size="xs" c="dimmed">
          {t('zones.noneInside')}
        </Text>
      ) : (
        <>
          <div>
            <Text component="h4" size="xs" fw={400} c="dimmed" mb="xs">
              {t('zones.weekOf', { count, shown: formatNumber(count) })}
            </Text>
            {withoutHour < count && <WeekOfZone hoursOfWeek={hoursOfWeek} />}
            {withoutHour > 0 && (
              <Text size="xs" c="dimmed">
                {t('zones.vague.noHour', { number: formatNumber(withoutHour) })}
              </Text>
            )}
          </div>
          <div>
            <Text component="h4" size="xs" fw={400} c="dimmed" mb="xs">
              {t('zones.categoriesOf')}
            </Text>
            <ul className={styles.kinds}>
              {categories.slice(0, SHOWN_CATEGORIES).map((kind) => (
                <li key={kind.categoryId}>
                  {nameOf(kind.categoryId)}
                  <span className={styles.bar} style={{ width: `${(kind.count / categories[0]!.count) * 100}%` }} />
                  {formatNumber(kind.count)}
                </li>
              ))}
            </ul>
          </div>
        </>
      )}
      <Group>{actions}</Group>
    </Stack>
  );
}
