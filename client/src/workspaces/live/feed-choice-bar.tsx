import { Group, Text } from '@mantine/core';
import { MOST_ALERTS_AT_ONCE } from '@liaowang/shared/contract/routes/alerts';
import { useTranslation } from 'react-i18next';
import { TextButton } from '../../components/text-button.tsx';
import { useChangeAlerts } from '../../entities/alerts/alerts.api.ts';
import { errorText } from '../../i18n/error-text.ts';

interface FeedChoiceBarProps {
  /** Alerts that can be taken and are shown. */
  offeredIds: readonly number[];
  chosenIds: readonly number[];
  onChoose: (ids: readonly number[]) => void;
  onClose: () => void;
}

/** Takes all the alerts that are chosen, and gives them back. */
export default function FeedChoiceBar({ offeredIds, chosenIds, onChoose, onClose }: FeedChoiceBarProps) {
  const { t } = useTranslation();
  const take = useChangeAlerts('acknowledge');
  const release = useChangeAlerts('release');
  const taken = take.data?.changed.map(({ id }) => id) ?? [];
  const left = (take.variables?.length ?? 0) - taken.length;
  const isDone = take.isSuccess && chosenIds.length === 0;
  const error = take.error ?? release.error;
  return (
    <Group gap="sm" px={14} py="sm" className="lw-ruled">
      <Text flex={1} role="status">
        {error
          ? errorText(t, error)
          : release.isSuccess && isDone
            ? t('feed.released', { count: release.data.changed.length })
            : isDone
              ? [
                  t('feed.taken', { count: taken.length }),
                  ...(left > 0 ? [t('feed.notTaken', { count: left })] : []),
                ].join(' · ')
              : t('feed.chosen', { count: chosenIds.length })}
      </Text>
      {isDone && taken.length > 0 && !release.isSuccess && (
        <TextButton disabled={release.isPending} onClick={() => release.mutate(taken)}>
          {t('feed.undo')}
        </TextButton>
      )}
      <TextButton disabled={offeredIds.length === 0} onClick={() => onChoose(offeredIds.slice(0, MOST_ALERTS_AT_ONCE))}>
        {t('feed.chooseAll')}
      </TextButton>
      <TextButton
        tone="primary"
        disabled={chosenIds.length === 0 || take.isPending}
        onClick={() => {
          release.reset();
          take.mutate(chosenIds, { onSuccess: () => onChoose([]) });
        }}
      >
        {t('feed.take', { count: chosenIds.length })}
      </TextButton>
      <TextButton onClick={onClose}>{t('common.close')}</TextButton>
    </Group>
  );
}
