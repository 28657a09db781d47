import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AreaCoverage } from '@liaowang/shared/schemas/coverage';
import looks from '../../components/ground.module.css';
import { HowNote } from '../../components/how-note.tsx';
import type { AreaRow } from '../../features/coverage/area-rows.ts';
import { ShareChange } from '../../features/coverage/share-change.tsx';
import { UNKNOWN, formatArea, formatShare } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { mapControl } from '../../map/map-control.ts';
import styles from './areas-panel.module.css';

interface AreaSummaryProps {
  area: AreaCoverage;
  row: AreaRow;
  hasComparison: boolean;
  formatHour: (instant: string) => string;
}

/** How much nobody observes; shows it on the map. */
function UnobservedButton({ ground }: { ground: NonNullable<AreaCoverage['largestGap']> }) {
  const { t } = useTranslation();
  const area = formatArea(ground.areaSquareMeters, useLanguage());
  return (
    <button
      type="button"
      className={looks.link}
      title={t('coverage.figure.showUnobserved')}
      onClick={() => mapControl.fitBounds(ground.bounds)}
    >
      {t('coverage.figure.unobserved', { area })}
    </button>
  );
}

/** Every figure of the chosen area, each with how it is computed. */
export function AreaSummary({ area, row, hasComparison, formatHour }: AreaSummaryProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const share = (value: number | null): string => (value === null ? UNKNOWN : formatShare(value));
  const figures = [
    {
      id: 'share',
      how: 'share',
      value: formatShare(area.share),
      note: t('coverage.figure.observed', {
        ground: t(`coverage.ground.${row.kind}`),
        observed: formatArea(area.observedAreaSquareMeters, language),
        area: formatArea(area.areaSquareMeters, language),
      }),
    },
    { id: 'incidentShare', how: 'incidentShare', value: share(area.incidentShare), note: null },
    { id: 'householdShare', how: 'householdShare', value: share(area.householdShare), note: null },
    { id: 'windowShare', how: 'window', value: share(row.windowShare), note: null },
    {
      id: 'change',
      how: 'change',
      value: row.change === null ? UNKNOWN : <ShareChange change={row.change} />,
      note: hasComparison ? null : t('coverage.figure.noChange'),
    },
    {
      id: 'worstHour',
      how: 'worstHour',
      value: row.worstHour ? formatShare(row.worstHour.meanShare) : UNKNOWN,
      note: row.worstHour && formatHour(row.worstHour.hour),
    },
    {
      id: 'gapCount',
      how: 'gapCount',
      value: area.gapCount,
      note: area.largestGap && <UnobservedButton ground={area.largestGap} />,
    },
  ] as const;
  return (
    <section className={styles.summary} aria-label={t('coverage.figure.selected')}>
      <Text component="h3" fw={600} c="bright" mb="xs" truncate>
        {row.name}
      </Text>
      <dl>
        {figures.map(({ id, how, value, note }) => {
          const label = t(`coverage.figure.${id}`);
          return (
            <div key={id} data-main={id === 'share' || undefined}>
              <dt>
                {label}
                <HowNote label={label} text={t(`coverage.how.${how}`)} />
              </dt>
              <dd>
                {value}
                {note && <small>{note}</small>}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
}
