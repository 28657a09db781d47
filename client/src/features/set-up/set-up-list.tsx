import { Box, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react';
import type { SetUpProgress, SetUpStepName } from '@liaowang/shared/schemas/set-up-steps';
import { useTranslation } from 'react-i18next';
import { Fetching } from '../../components/fetching.tsx';
import { ListRow } from '../../components/list-row.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatNumber } from '../../lib/format.ts';
import { useSetUp } from './set-up.api.ts';

type Step = SetUpProgress['steps'][number];

interface SetUpListProps {
  /** Opens where a step is done; null = this account cannot. */
  findOpen: (step: SetUpStepName) => (() => void) | null;
}

/** What says that a step is done, that it is done but something should be seen to, or that it is not. */
function StepMark({ step: { done, missing } }: { step: Step }) {
  const { t } = useTranslation();
  const [Icon, color, label] = !done
    ? [IconCircleDashed, 'var(--lw-soft)', t('setUp.open')]
    : missing.length > 0
      ? [IconAlertTriangle, 'var(--lw-warn)', t('setUp.partly')]
      : [IconCircleCheckFilled, 'var(--lw-accent)', t('setUp.done')];
  return <Icon role="img" aria-label={label} color={color} />;
}

function StepRow({ step, onOpen }: { step: Step; onOpen: (() => void) | null }) {
  const { t } = useTranslation();
  return (
    <ListRow>
      <Box flex="none" style={{ alignSelf: 'flex-start' }}>
        <StepMark step={step} />
      </Box>
      <Stack flex={1} miw={0} gap={2}>
        <Group gap="sm">
          <Text c="bright">{t(`setUp.step.${step.step}`)}</Text>
          <Text size="xs" c="dimmed" className="lw-number">
            {t('setUp.count', { number: formatNumber(step.count) })}
          </Text>
        </Group>
        {step.missing.map(({ gap, count }) => (
          <Text key={gap} size="xs">
            {t(gap === 'none' ? `setUp.none.${step.step}` : `setUp.gap.${gap}`, { count, number: formatNumber(count) })}
          </Text>
        ))}
        {(!step.done || step.missing.length > 0) && (
          <Text size="xs" c="dimmed">
            {t(`setUp.needs.${step.step}`)}
          </Text>
        )}
      </Stack>
      {onOpen && (
        <TextButton onClick={onOpen}>
          {t(step.count === 0 ? 'setUp.begin' : step.missing.length > 0 ? 'setUp.complete' : 'setUp.look')}
        </TextButton>
      )}
    </ListRow>
  );
}

/** The way from an empty database to a running city: each step with what there is, what is missing, and what does not work until then. */
export function SetUpList({ findOpen }: SetUpListProps) {
  const { t } = useTranslation();
  const setUp = useSetUp();
  if (!setUp.data) return <Fetching of={setUp} failed={t('setUp.failed')} rows={8} />;
  const { steps } = setUp.data;
  const done = steps.filter((step) => step.done && step.missing.length === 0).length;
  const isAllDone = done === steps.length;
  return (
    <>
      <Stack px={14} py="md" gap="sm">
        <Text fw={500} role="status">
          {isAllDone ? t('setUp.allDone') : t('setUp.progress', { done, all: steps.length })}
        </Text>
        <ProgressBar label={t('setUp.label')} progress={done / steps.length} />
        <Text size="xs" c="dimmed">
          {t('setUp.hint')}
        </Text>
      </Stack>
      <ol className="lw-list" aria-label={t('setUp.label')}>
        {steps.map((step) => (
          <StepRow key={step.step} step={step} onOpen={findOpen(step.step)} />
        ))}
      </ol>
    </>
  );
}
