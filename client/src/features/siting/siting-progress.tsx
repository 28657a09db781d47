import { Group, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import type { Job } from '@liaowang/shared/schemas/job';
import type { SitingProblem } from '@liaowang/shared/schemas/siting';
import { Facts } from '../../components/facts.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDistance, formatDuration, formatShare } from '../../lib/format.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './siting-progress.module.css';

interface SitingProgressProps {
  job: Job;
  /** Null until the run is known. */
  problem: SitingProblem | null;
  /** By the server's clock, as the job's times are. */
  nowMs: number;
  isCancelling: boolean;
  onCancel: () => void;
}

/** Phases that the server names (features/siting/siting.service.ts, plugins/jobs.ts). */
const PHASES = ['waiting', 'started', 'greedy', 'solving'] as const;

/** What a running search does, and what it knows already. */
export function SitingProgress({ job, problem, nowMs, isCancelling, onCancel }: SitingProgressProps) {
  const { t } = useTranslation();
  const language = useLanguage();
  const elapsedMs = nowMs - parseInstant(job.createdAt);
  const phase = PHASES.find((known) => known === job.phase) ?? 'started';
  const { greedy, incumbent, bound, gap } = job.detail;
  const formatObjective = (value: number): string => {
    if (problem === 'p-median') return formatDistance(value);
    return problem === 'set-cover' ? t('siting.postCount', { count: value }) : formatShare(value);
  };
  const objectives =
    problem === null
      ? []
      : [
          { label: t('siting.greedyNow'), value: greedy },
          { label: t('siting.incumbent'), value: incumbent },
          { label: t('siting.bound'), value: bound },
        ];
  const facts = [
    ...objectives.flatMap(({ label, value }) =>
      value === undefined ? [] : [{ label, value: formatObjective(value) }],
    ),
    ...(gap === undefined ? [] : [{ label: t('siting.gap'), value: formatShare(gap) }]),
    { label: t('siting.elapsed'), value: formatDuration(elapsedMs, language) },
  ];
  return (
    <section className={styles.progress} aria-label={t('siting.running')}>
      <Group wrap="nowrap" gap="xs">
        <Text component="strong" inherit fw={500} c="bright" mr="auto">
          {t(`siting.phase.${phase}`)}
        </Text>
        <HowNote label={t('siting.running')} text={t('siting.how.solving')} />
        <TextButton disabled={isCancelling} onClick={onCancel}>
          <IconX />
          {t(isCancelling ? 'siting.cancelling' : 'common.cancel')}
        </TextButton>
      </Group>
      <ProgressBar label={t('siting.running')} progress={job.progress} />
      <Facts facts={facts} />
    </section>
  );
}
