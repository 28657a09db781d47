import { Group, Stack, Text } from '@mantine/core';
import { IconEdit, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { AreaSet } from '@liaowang/shared/schemas/area-set';
import { IconButton } from '../../components/icon-button.tsx';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { AreaRow } from './area-rows.ts';
import { describeAreaChange, describeAreaWeek, formatRate } from './area-words.ts';
import { Facts } from '../../components/facts.tsx';
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
    <Stack component="section" gap="sm" py={9} px={11} bdrs={8} bg="var(--lw-raised)" aria-label={name}>
      <Group component="header" wrap="nowrap" gap="xs">
        <Text component="h3" fw={600} c="bright" flex={1} miw={0}>
          {name}
        </Text>
        {onEdit && (
          <IconButton label={t('areas.edit')} onClick={onEdit}>
            <IconEdit />
          </IconButton>
        )}
        <IconButton label={t('common.close')} onClick={onClose}>
          <IconX />
        </IconButton>
      </Group>
      <Text size="xs" c="var(--lw-ink)">
        {facts.join(' · ')}
      </Text>
      <Facts
        facts={[
          {
            label: t('common.earlierKind.before'),
            value: figures.before ? describeAreaChange(t, figures.before, figures.count) : t('areas.sentence.noBefore'),
            wide: true,
          },
          {
            label: t('common.earlierKind.year'),
            value: figures.lastYear
              ? describeAreaChange(t, figures.lastYear, figures.count)
              : t('areas.sentence.noYear'),
            wide: true,
          },
          {
            label: t('areas.column.week'),
            value: figures.week ? describeAreaWeek(t, figures.week) : t('areas.sentence.noWeeks'),
            wide: true,
          },
        ]}
      />
      <WeekChart counts={figures.weekCounts} limits={figures.week?.limits ?? null} />
    </Stack>
  );
}
