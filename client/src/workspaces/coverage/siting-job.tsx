import { Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft, IconChartDots, IconFlask, IconLink } from '@tabler/icons-react';
import { notifications } from '@mantine/notifications';
import { useEffect, type ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import type { SitingResult } from '@liaowang/shared/schemas/siting';
import { IconButton } from '../../components/icon-button.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useDraftStore } from '../../features/plans/draft.store.ts';
import { renewSitingRuns, useSitingResult, useSitingRuns } from '../../features/siting/siting.api.ts';
import { SitingCurveChart } from '../../features/siting/siting-curve-chart.tsx';
import { SitingOutcome } from '../../features/siting/siting-outcome.tsx';
import { SitingProgress } from '../../features/siting/siting-progress.tsx';
import { SitingSites } from '../../features/siting/siting-sites.tsx';
import { findSolution } from '../../features/siting/siting-words.ts';
import { useSitingStore } from '../../features/siting/siting.store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { formatDistance } from '../../lib/format.ts';
import { isJobRunning, useCancelJob, useJob } from '../../lib/jobs.api.ts';
import { useNow } from '../../lib/use-now.ts';
import { mapControl } from '../../map/map-control.ts';
import { toStandingLookout } from '../../entities/observers/observing-ground.ts';
import { goToPlace } from '../../map/go-to.ts';
import { usePlaceName } from '../../features/place-names/place-name.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { addSitesToPlan } from '../../features/plans/siting-to-plan.ts';

const SITE_ZOOM = 14.5;

interface SitingJobProps {
  jobId: string;
  areaNameOf: (areaId: string) => string;
  onBack: () => void;
}

function useSendToPlan(result: SitingResult): () => void {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const shown = useSitingStore((siting) => siting.shown);
  const lookouts = useLookouts().data ?? [];
  const areas = useCoverageAreas().data;
  return () => {
    const area = areas?.find(({ areaId }) => areaId === result.request.areaId)?.geometry ?? null;
    const options = {
      solution: findSolution(result, shown),
      request: result.request,
      standing: lookouts.map(toStandingLookout),
      area,
      nameOf: (position: readonly [number, number]) => placeName(position, 'short'),
    };
    useDraftStore.getState().change((definition) => addSitesToPlan(definition, options));
    useCoverageView.getState().openTab('plan');
    notifications.show({ message: t('siting.sent', { count: options.solution.sites.length }), autoClose: 4_000 });
  };
}

function Found({ result }: { result: SitingResult }) {
  const { t } = useTranslation();
  const placeName = usePlaceName();
  const { shown, show, showsDemand, setShowsDemand } = useSitingStore();
  const send = useSendToPlan(result);
  const { request, curve, exact, coverableShare } = result;
  const solution = findSolution(result, shown);
  const best = exact ?? result.greedy;
  const copyLink = () => {
    // Absent without https, except on localhost.
    const copied = navigator.clipboard?.writeText(location.href) ?? Promise.reject(new Error('no clipboard'));
    copied.then(
      () => notifications.show({ message: t('common.linkCopied'), autoClose: 2_000 }),
      () => notifications.show({ message: t('common.linkNotCopied'), color: 'yellow' }),
    );
  };
  // What is found is shown: nobody looks for it elsewhere on the map. Once a result, not once a click.
  useEffect(() => {
    const places = findSolution(result, 'exact').sites.map(({ position }) => position);
    if (places.length > 1) mapControl.fitBounds(computeBounds({ type: 'MultiPoint', coordinates: places }));
    else if (places[0]) goToPlace([...places[0]], SITE_ZOOM);
  }, [result]);
  return (
    <Stack gap="lg" px={14} pt="xxs" pb="xl">
      <SitingOutcome result={result} shown={shown} onShow={show} />
      <Group align="stretch">
        <TextButton tone="primary" onClick={send}>
          <IconFlask />
          {t('siting.send')}
        </TextButton>
        <TextButton pressed={showsDemand} onClick={() => setShowsDemand(!showsDemand)}>
          <IconChartDots />
          {t('siting.showDemand')}
        </TextButton>
        <IconButton label={t('common.copyLink')} onClick={copyLink}>
          <IconLink />
        </IconButton>
      </Group>
      <section>
        <SectionHead how={t('siting.how.curve')}>{t('siting.curve')}</SectionHead>
        <SitingCurveChart
          curve={curve}
          chosenP={request.problem === 'set-cover' ? best.sites.length : request.p}
          exactShare={exact?.coveredShare ?? null}
          coverableShare={coverableShare}
          targetShare={request.problem === 'set-cover' ? request.targetShare * coverableShare : null}
        />
      </section>
      <section>
        <SectionHead how={t('siting.how.sites')}>{t('siting.sites', { count: solution.sites.length })}</SectionHead>
        {solution.sites.length === 0 ? (
          <Note title={t('siting.noSites')} text={t('siting.noSitesHint')} />
        ) : (
          <SitingSites
            sites={solution.sites}
            nameOf={placeName}
            onOpen={({ position }) => goToPlace([position[0], position[1]], SITE_ZOOM)}
          />
        )}
      </section>
    </Stack>
  );
}

/** The progress, second by second. */
function TimedProgress(props: Omit<ComponentProps<typeof SitingProgress>, 'nowMs'>) {
  return <SitingProgress {...props} nowMs={useNow()} />;
}

/** One search: under way, ended without a result, or with one. */
export function SitingJob({ jobId, areaNameOf, onBack }: SitingJobProps) {
  const { t } = useTranslation();
  const job = useJob(jobId);
  const cancel = useCancelJob();
  const runs = useSitingRuns().data;
  const state = job.data?.state;
  const found = useSitingResult(jobId, state === 'done');
  useEffect(() => {
    if (state !== undefined && !isJobRunning({ state })) renewSitingRuns();
  }, [state]);

  const content = () => {
    const error = job.error ?? found.error ?? null;
    if (error) {
      const isGone = error instanceof ApiError && error.status === 404;
      return (
        <Note
          tone="error"
          title={t(isGone ? 'siting.gone' : 'siting.notLoaded')}
          text={isGone ? t('siting.goneText') : errorText(t, error)}
          action={
            isGone
              ? { label: t('siting.back'), onClick: onBack }
              : { label: t('common.retry'), onClick: () => void (job.error ? job : found).refetch() }
          }
        />
      );
    }
    if (found.data) return <Found result={found.data} />;
    if (!job.data || state === 'done') return <SkeletonRows rows={5} label={t('common.loading')} />;
    if (isJobRunning(job.data))
      return (
        <TimedProgress
          job={job.data}
          problem={runs?.find((run) => run.jobId === jobId)?.request.problem ?? null}
          isCancelling={cancel.isPending}
          onCancel={() => cancel.mutate(jobId)}
        />
      );
    const why = job.data.error ? new ApiError({ status: 400, field: null, ...job.data.error }) : null;
    return (
      <Note
        tone={state === 'failed' ? 'error' : 'calm'}
        title={t(`siting.ended.${state as 'failed' | 'cancelled' | 'interrupted'}`)}
        text={why ? errorText(t, why) : t('siting.endedHint')}
        action={{ label: t('siting.back'), onClick: onBack }}
      />
    );
  };
  const asked = found.data?.request;
  return (
    <>
      <Group wrap="nowrap" px={14} pb="md">
        <TextButton onClick={onBack}>
          <IconArrowLeft />
          {t('siting.back')}
        </TextButton>
        {asked && (
          <Text component="span" size="xs" c="dimmed" flex={1} lineClamp={2}>
            {[
              t(`siting.problem.${asked.problem}`),
              areaNameOf(asked.areaId),
              formatDistance(asked.rangeMeters),
              t(`siting.existingPosts.${asked.existing}`),
            ].join(' · ')}
          </Text>
        )}
      </Group>
      {content()}
    </>
  );
}
