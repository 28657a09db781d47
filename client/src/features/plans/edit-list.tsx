import { IconRestore } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import { formatDistance, formatMinuteOfDay } from '../../lib/format.ts';
import type { DutyHours, EditFact, PlanEdit } from './describe-edits.ts';
import styles from './plans.module.css';

const formatHours = ({ dutyStartMinute, dutyEndMinute }: DutyHours): string =>
  `${formatMinuteOfDay(dutyStartMinute)}–${formatMinuteOfDay(dutyEndMinute)}`;

/** What an edit does, in words. */
function useFactText(): (fact: EditFact) => string {
  const { t } = useTranslation();
  return (fact) => {
    switch (fact.what) {
      case 'moved':
        return t('plans.editOf.moved', { distance: formatDistance(fact.distanceMeters) });
      case 'range':
        return t('plans.editOf.range', { from: formatDistance(fact.fromMeters), to: formatDistance(fact.toMeters) });
      case 'duty':
        return t('plans.editOf.duty', { from: formatHours(fact.from), to: formatHours(fact.to) });
      case 'post':
        return t('plans.editOf.post', { range: formatDistance(fact.rangeMeters) });
      case 'loop':
        return t('plans.editOf.loop', { length: formatDistance(fact.lengthMeters), count: fact.unitCount });
      default:
        return t(`plans.editOf.${fact.what}`);
    }
  };
}

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
  if (edits.length === 0) return <p className={styles.quiet}>{t('plans.editsEmpty')}</p>;
  return (
    <ul className={styles.edits}>
      {edits.map((edit) => (
        <li key={edit.key} className={styles.edit} data-selected={isSelected(edit) || undefined}>
          <button
            type="button"
            className={styles.editOpen}
            aria-current={isSelected(edit) || undefined}
            onClick={() => onSelect(edit)}
          >
            <span className={styles.editName}>{nameOf(edit)}</span>
            <span className={styles.editFacts}>{edit.facts.map(factText).join(' · ')}</span>
          </button>
          <IconButton label={t('plans.resetEdit', { name: nameOf(edit) })} onClick={() => onReset(edit)}>
            <IconRestore />
          </IconButton>
        </li>
      ))}
    </ul>
  );
}
