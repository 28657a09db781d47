import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { DrawnCells } from '@liaowang/shared/analysis/hotspots/zones/zone-result';
import { HowNote } from '../../components/how-note.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { formatNumber } from '../../lib/format.ts';
import {
  EMERGING_GROUPS,
  countCategories,
  listEmergingGroup,
} from '@liaowang/shared/analysis/hotspots/emerging/emerging-groups';
import styles from './emerging-list.module.css';

/** How many places are of each category, by what the categories have in common; each is explained. `colorOf` = the group's colour on the map. */
export function EmergingList({
  cells,
  colorOf,
}: {
  cells: NonNullable<DrawnCells['emerging']>;
  colorOf: (group: (typeof EMERGING_GROUPS)[number]) => string;
}) {
  const { t } = useTranslation();
  const counts = countCategories(cells.categories);
  return (
    <Stack component="section" gap="xs" aria-label={t('zones.categories')}>
      <SectionHead how={t('zones.how.categories')}>{t('zones.categories')}</SectionHead>
      {EMERGING_GROUPS.map((group) => {
        const present = listEmergingGroup(group).filter((category) => counts.has(category));
        if (present.length === 0) return null;
        return (
          <div key={group} className={styles.group}>
            <i style={{ background: colorOf(group) }} aria-hidden />
            <ul>
              {present.map((category) => (
                <li key={category}>
                  {t(`zones.emerging.${category}.name`)}
                  <b>{formatNumber(counts.get(category)!)}</b>
                  <HowNote label={t(`zones.emerging.${category}.name`)} text={t(`zones.emerging.${category}.rule`)} />
                </li>
              ))}
            </ul>
          </div>
        );
      })}
    </Stack>
  );
}
