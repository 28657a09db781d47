import { Box, Text } from '@mantine/core';
import { IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import { ListRows } from '../../components/virtual-rows.tsx';
import { describeRange, directionText } from '../../entities/lookouts/shape-text.ts';
import { formatDistance, formatMinuteOfDay } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import type { DutyHours, EditFact, PlanEdit } from './describe-edits.ts';
import { ListRow } from '../../components/list-row.tsx';
import { RowButton } from '../../components/row-button.tsx';
import { isWholeDisk } from '@liaowang/shared/schemas/watch-shape';

const formatHours = ({ dutyStartMinute, dutyEndMinute }: DutyHours): string =>
  `${formatMinuteOfDay(dutyStartMinute)}–${formatMinuteOfDay(dutyEndMinute)}`;

/** What an edit does, in words. */
function useFactText(): (fact: EditFact) => string {
  const { t } = useTranslation();
  const language = useLanguage();
  return (fact) => {
    switch (fact.what) {
      case 'moved':
        return t('plans.editOf.moved', { distance: formatDistance(fact.distanceMeters) });
      case 'range':
        return t('plans.editOf.range', { from: formatDistance(fact.fromMeters), to: formatDistance(fact.toMeters) });
      case 'duty':
        return t('plans.editOf.duty', { from: formatHours(fact.from), to: formatHours(fact.to) });
      case 'post':
        return isWholeDisk(fact.range.shape)
          ? t('plans.editOf.post', { range: formatDistance(fact.range.detectionRangeMeters) })
          : t('plans.editOf.postOfShape', { range: describeRange(t, fact.range, language) });
      case 'shape':
        return fact.to.kind === 'sector'
          ? t('plans.editOf.sector', {
              angle: Math.round(fact.to.angleDegrees),
              direction: directionText(t, fact.to.bearingDegrees),
            })
          : t(`plans.editOf.${fact.to.kind}`);
      case 'loop':
        return t('plans.editOf.loop', { length: formatDistance(fact.lengthMeters), count: fact.unitCount });
      default:
        return t(`plans.editOf.${fact.what}`);
    }
  };
}

const keyOf = (edit: PlanEdit): string => edit.key;

interface EditListProps {
  edits: readonly PlanEdit[];
  nameOf: (edit: PlanEdit) => string;
  isSelected: (edit: PlanEdit) => boolean;
  /** Absent for what cannot be chosen on the map. */
  onSelect: (edit: PlanEdit) => void;
  onReset: (edit: PlanEdit) => void;
}

/** Every change of the plan, each with a way back. */
export function EditList({ edits, nameOf, isSelected, onSelect, onReset }: EditListProps) {
  const { t } = useTranslation();
  const factText = useFactText();
  if (edits.length === 0) return <Text c="dimmed">{t('plans.editsEmpty')}</Text>;
  return (
    <Box mx={-14}>
      <ListRows rows={edits} keyOf={keyOf} rowHeightPx={44}>
        {(edit, place) => (
          <ListRow key={edit.key} {...place} current={isSelected(edit)}>
            <RowButton current={isSelected(edit)} onClick={() => onSelect(edit)}>
              {nameOf(edit)}
              <small>{edit.facts.map(factText).join(' · ')}</small>
            </RowButton>
            <IconButton label={t('plans.resetEdit', { name: nameOf(edit) })} onClick={() => onReset(edit)}>
              <IconRestore />
            </IconButton>
          </ListRow>
        )}
      </ListRows>
    </Box>
  );
}
