import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { StatusTag, type StatusTone } from '../../components/status-tag.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { formatDistance } from '../../lib/format.ts';
import { useMoment } from '../../lib/use-moment.ts';
import { useSitingRuns, type SitingRun } from './siting.api.ts';
import styles from './siting-runs.module.css';

interface SitingRunsProps {
  selectedJobId: string | null;
  areaNameOf: (areaId: string) => string;
  onOpen: (run: SitingRun) => void;
}

const TONES: Record<SitingRun['state'], StatusTone> = {
  queued: 'plain',
  running: 'plain',
  done: 'good',
  failed: 'warn',
  cancelled: 'quiet',
  interrupted: 'quiet',
};

/** Earlier searches of this account; a click shows one again, with its form. */
export function SitingRuns({ selectedJobId, areaNameOf, onOpen }: SitingRunsProps) {
  const { t } = useTranslation();
  const moment = useMoment();
  const runs = useSitingRuns();
  const describe = ({ request }: SitingRun): string =>
    [
      t(`siting.problem.${request.problem}`),
      request.problem === 'set-cover'
        ? `${Math.round(request.targetShare * 100)}%`
        : t('siting.postCount', { count: request.p }),
      formatDistance(request.rangeMeters),
      areaNameOf(request.areaId),
    ].join(' · ');
  if (runs.error)
    return (
      <Note
        tone="error"
        title={t('siting.runsFailed')}
        text={errorText(t, runs.error)}
        action={{ label: t('common.retry'), onClick: () => void runs.refetch() }}
      />
    );
  if (runs.isLoading) return <SkeletonRows rows={2} label={t('common.loading')} />;
  if (!runs.data || runs.data.length === 0)
    return (
      <Text size="xs" c="dimmed" my="xxs" mx="md">
        {t('siting.noRuns')}
      </Text>
    );
  return (
    <ul className="lw-list">
      {runs.data.map((run) => (
        <li key={run.jobId}>
          <button
            type="button"
            className={styles.run}
            aria-current={run.jobId === selectedJobId || undefined}
            onClick={() => onOpen(run)}
          >
            <Text component="span" truncate inherit>
              {describe(run)}
            </Text>
            <Text component="span" size="xs" c="dimmed">
              {moment(run.createdAt)} ·{' '}
              <StatusTag tone={TONES[run.state]}>{t(`siting.jobState.${run.state}`)}</StatusTag>
            </Text>
          </button>
        </li>
      ))}
    </ul>
  );
}
