import { IconEdit, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AreaSet } from '@liaowang/shared/schemas/area-set';
import { IconButton } from '../../components/icon-button.tsx';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { AreaRow } from './area-rows.ts';
import { describeAreaChange, describeAreaWeek, formatRate } from './area-words.ts';
import styles from './areas.module.css';
import { WeekChart } from './week-chart.tsx';

interface AreaDetailProps {
  row: AreaRow;
  set: AreaSet;
  /** Null where this account may not change it. */
  onEdit: (() => void) | null;
  onClose: () => void;
}

/** The chosen area in sentences, with its weeks. */
export function AreaDetail({
  row: { name, area, figures, rate, rateInterval },
  set,
  onEdit,
  onClose,
}: AreaDetailProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const kind = set.denominatorKind;
  const facts = [
    t('areas.incidents', { count: figures.count, number: formatNumber(figures.count) }),
    ...(area ? [formatArea(area.areaSquareMeters, language)] : []),
    ...(kind !== null && area?.denominator != null
      ? [t(`areas.denominator.${kind}`, { number: formatNumber(area.denominator) })]
      : []),
    ...(kind !== null && rate !== null
      ? [t('areas.rateOf', { rate: t(`areas.rate.${kind}`), value: formatRate({ rate, rateInterval }) })]
      : []),
  ];
  return (
    <section className={styles.detail} aria-label={name}>
      <header>
        <h3>{name}</h3>
        {onEdit && (
          <IconButton label={t('areas.edit')} onClick={onEdit}>
            <IconEdit />
          </IconButton>
        )}
        <IconButton label={t('common.close')} onClick={onClose}>
          <IconX />
        </IconButton>
      </header>
      <p className={styles.facts}>{facts.join(' · ')}</p>
      <dl>
        <dt>{t('common.earlierKind.before')}</dt>
        <dd>{figures.before ? describeAreaChange(t, figures.before, figures.count) : t('areas.sentence.noBefore')}</dd>
        <dt>{t('common.earlierKind.year')}</dt>
        <dd>
          {figures.lastYear ? describeAreaChange(t, figures.lastYear, figures.count) : t('areas.sentence.noYear')}
        </dd>
        <dt>{t('areas.column.week')}</dt>
        <dd>{figures.week ? describeAreaWeek(t, figures.week) : t('areas.sentence.noWeeks')}</dd>
      </dl>
      <WeekChart counts={figures.weekCounts} limits={figures.week?.limits ?? null} />
    </section>
  );
}
