import { useTranslation } from 'react-i18next';
import { CardText } from '../../components/card.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { useChangeLookoutRange } from './lookouts.api.ts';
import { isChangedMeanwhile } from './range-error.ts';
import type { SeenRange } from './range-trial.store.ts';
import { usePlannedLookoutsStore } from './shown-lookouts.ts';

interface UndoRangeProps {
  lookoutId: number;
  before: SeenRange;
  /** As it was saved. */
  after: SeenRange;
  onUndone: () => void;
}

/** Takes back what was just saved, unless somebody has changed it since; not while a plan says what lookouts see. */
export function UndoRange({ lookoutId, before, after, onUndone }: UndoRangeProps) {
  const { t } = useTranslation();
  const change = useChangeLookoutRange(lookoutId);
  const isPlanTried = usePlannedLookoutsStore(({ lookouts }) => lookouts !== null);
  if (isPlanTried) return null;
  if (isChangedMeanwhile(change.error)) return <CardText tone="warning">{t('lookout.undoLate')}</CardText>;
  return (
    <CardText tone={change.error ? 'warning' : 'quiet'}>
      {change.error ? errorText(t, change.error) : t('lookout.rangeSaved')}{' '}
      <TextButton
        disabled={change.isPending}
        onClick={() => change.mutate({ ...before, was: after }, { onSuccess: onUndone })}
      >
        {t('common.undo')}
      </TextButton>
    </CardText>
  );
}
