import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AreaFileCheck } from '@liaowang/shared/schemas/area-set';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';

const SHOWN = 6;

/** What was found at the features of a file, by kind with the first of each, and how the areas lie beside each other. */
export function AreaFileProblems({ check: { counts, problems, layout } }: { check: AreaFileCheck }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const comma = language === 'en' ? ', ' : '，';
  const area = (squareMeters: number): string => formatArea(squareMeters, language);
  const namesOf = (kind: string): string => {
    const those = problems.filter(({ problem }) => problem === kind);
    const named = those
      .slice(0, SHOWN)
      .map(
        ({ feature, name, squareMeters }) =>
          t('areas.problemAt', { feature, name }) + (squareMeters === null ? '' : ` ${area(squareMeters)}`),
      );
    return named.join(comma) + (those.length > SHOWN ? ' …' : '');
  };
  const { overlaps, holes } = layout;
  return (
    <Stack component="ul" className="lw-list" gap="xs" fz="xs" c="dimmed" lh="md">
      {counts.map(({ problem, count }) => (
        <li key={problem}>
          <Text component="b" inherit fw={500} c="var(--lw-warn)">
            {t(`areas.problem.${problem}`, { number: formatNumber(count) })}
          </Text>{' '}
          <span>{namesOf(problem)}</span>
        </li>
      ))}
      {overlaps.count > 0 && (
        <li>
          <Text component="b" inherit fw={500} c="var(--lw-warn)">
            {t('areas.overlaps', { count: overlaps.count, area: area(overlaps.squareMeters) })}
          </Text>{' '}
          <span>
            {overlaps.largest
              .slice(0, 3)
              .map(({ names, squareMeters }) => `${names.join(' × ')} ${area(squareMeters)}`)
              .join(comma)}
          </span>
        </li>
      )}
      {holes.count > 0 && (
        <li>
          <Text component="b" inherit fw={500} c="var(--lw-warn)">
            {t('areas.holes', { count: holes.count, area: area(holes.squareMeters) })}
          </Text>{' '}
          <span>{t('areas.largestHole', { area: area(holes.largest[0]!.squareMeters) })}</span>
        </li>
      )}
      <li>
        <span>{t('areas.uncovered', { area: area(layout.uncoveredSquareMeters) })}</span>
      </li>
    </Stack>
  );
}
