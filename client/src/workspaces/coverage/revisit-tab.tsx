import { Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import {
  OBSERVER_GROUPS,
  REVISIT_MEASURES,
  type RevisitSurface,
  type RevisitWindow,
} from '@liaowang/shared/schemas/revisit';
import { Choice } from '../../components/choice.tsx';
import { Facts } from '../../components/facts.tsx';
import { Field } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { ProgressBar } from '../../components/progress-bar.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { RevisitAreasTable } from '../../features/revisit/revisit-areas.tsx';
import { findLoss, useStartRevisitWindow } from '../../features/revisit/revisit.api.ts';
import { RevisitWindowForm } from '../../features/revisit/revisit-window-form.tsx';
import { openCustomWindow, toRevisitWindow } from '../../features/revisit/revisit-window.ts';
import { toRevisitLink, useRevisitStore } from '../../features/revisit/revisit.store.ts';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { UNKNOWN, formatClock, formatShare } from '../../lib/format.ts';
import { isJobRunning, useCancelJob, useJob } from '../../lib/jobs.api.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useMoment } from '../../lib/use-moment.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage, useLocalName } from '../../lib/use-language.ts';
import { describeAskedWindow } from './asked-window-words.ts';
import { useCoverageView } from './coverage-view.store.ts';
import { goToArea } from './go-to-area.ts';
import { RevisitLegend } from '../../features/revisit/revisit-legend.tsx';
import { RevisitReadout, useRevisitSentence } from '../../features/revisit/revisit-readout.tsx';
import styles from './revisit-tab.module.css';
import { useRevisitShown } from '../../features/revisit/use-revisit-shown.ts';

/** Phases that the server names while it computes a window. */
const PHASES = ['waiting', 'started', 'reading', 'combining'] as const;

/** Takes what the link says into the tab, and keeps the link up to date. */
function useRevisitLink(): void {
  const { mode, group, measure, jobId, asked, adoptLink } = useRevisitStore();
  const link = useCoverageView((view) => view.revisit);
  useEffect(() => {
    if (link !== toRevisitLink(useRevisitStore.getState())) adoptLink(link);
  }, [link, adoptLink]);
  useEffect(() => {
    useCoverageView.getState().setRevisit(toRevisitLink(useRevisitStore.getState()));
  }, [mode, group, measure, jobId, asked]);
}

function Legend({
  surface,
  sentence,
  isWindow = false,
}: {
  surface: RevisitSurface;
  sentence: string | null;
  isWindow?: boolean;
}) {
  const { t } = useTranslation();
  return (
    <>
      {surface.isFilling && (
        <Text size="xs" c="var(--lw-ink)" className={styles.filling} role="status">
          {t('revisit.filling')}
        </Text>
      )}
      <RevisitLegend surface={surface} isWindow={isWindow} />
      <Text mih={19} c="bright" className="lw-number" aria-live="polite">
        {sentence ?? t('revisit.pointHint')}
      </Text>
    </>
  );
}

function NowPart() {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const moment = useMoment();
  const { surface, error, updatedAtMs, retry } = useRevisitShown();
  const sentence = useRevisitSentence({ jobId: null, windowEndMs: 0 });
  if (error && !surface)
    return (
      <Note
        tone="error"
        title={t('revisit.failed')}
        text={errorText(t, error)}
        action={{ label: t('common.retry'), onClick: retry }}
      />
    );
  if (!surface) return <SkeletonRows rows={3} label={t('common.loading')} />;
  return (
    <>
      <Legend surface={surface} sentence={sentence} />
      <Facts
        facts={[
          {
            label: t('revisit.seenShare'),
            value: (
              <>
                {formatShare(surface.seenShare)}{' '}
                <HowNote label={t('revisit.seenShare')} text={t('revisit.how.seenShare')} />
              </>
            ),
          },
          {
            label: t('revisit.since'),
            value: moment(surface.from),
          },
          { label: t('revisit.updated'), value: formatClock(updatedAtMs, timeZone) },
        ]}
      />
      <RevisitReadout text={sentence} />
    </>
  );
}

/** Says that a result is not to be had, which window it was, and offers to compute that one. Old links do not say which. */
function LostResult({ loss, onRunAgain }: { loss: 'expired' | 'gone'; onRunAgain: (asked: RevisitWindow) => void }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const asked = useRevisitStore((store) => store.asked);
  const which = asked
    ? t('revisit.lost.window', { window: describeAskedWindow(asked, { t, language, timeZone }) })
    : t('revisit.lost.unknownWindow');
  return (
    <Note
      title={t(`revisit.lost.${loss}`)}
      text={t(`revisit.lost.${loss}Text`, { which })}
      {...(asked && { action: { label: t('revisit.runAgain'), onClick: () => onRunAgain(asked) } })}
    />
  );
}

function WindowResult({ jobId, onRunAgain }: { jobId: string; onRunAgain: (asked: RevisitWindow) => void }) {
  const { t } = useTranslation();
  const localName = useLocalName();
  const moment = useMoment();
  const areas = useCoverageAreas().data;
  const areaId = useCoverageView((view) => view.areaId);
  const { surface, error, retry } = useRevisitShown();
  const sentence = useRevisitSentence({ jobId, windowEndMs: surface ? parseInstant(surface.to) : 0 });
  if (error) {
    const loss = findLoss(error);
    return loss ? (
      <LostResult loss={loss} onRunAgain={onRunAgain} />
    ) : (
      <Note
        tone="error"
        title={t('revisit.failed')}
        text={errorText(t, error)}
        action={{ label: t('common.retry'), onClick: retry }}
      />
    );
  }
  if (!surface) return <SkeletonRows rows={5} label={t('common.loading')} />;
  const nameOf = (id: string): string => {
    const area = areas?.find((candidate) => candidate.areaId === id);
    return area ? localName(area.name) : UNKNOWN;
  };
  return (
    <>
      <Legend surface={surface} sentence={sentence} isWindow />
      <Text size="xs" c="dimmed" className="lw-number">
        {t('revisit.windowOf', {
          from: moment(surface.from),
          to: moment(surface.to),
          group: t(`revisit.group.${surface.group}`),
          share: formatShare(surface.seenShare),
        })}
      </Text>
      <RevisitAreasTable jobId={jobId} nameOf={nameOf} selectedAreaId={areaId} onOpen={goToArea} />
      <RevisitReadout text={sentence} />
    </>
  );
}

function WindowPart() {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { group, measure, preset, custom, jobId, asked, setMeasure, show } = useRevisitStore();
  const job = useJob(jobId);
  const start = useStartRevisitWindow();
  const cancel = useCancelJob();
  const isRunning = jobId !== null && (job.data === undefined ? job.isLoading : isJobRunning(job.data));
  const run = (request: RevisitWindow) => {
    if (!start.isPending) start.mutate(request, { onSuccess: (started) => show(started.jobId, request) });
  };
  const runForm = () => {
    const nowMs = serverNowMs();
    run(
      toRevisitWindow({ preset, custom: custom ?? openCustomWindow(asked, nowMs, timeZone), group }, nowMs, timeZone),
    );
  };

  const state = job.data?.state;
  const failure = job.data?.error ? new ApiError({ status: 400, field: null, ...job.data.error }) : job.error;
  const loss = job.data === undefined ? findLoss(job.error) : null;
  const phase = PHASES.find((known) => known === job.data?.phase) ?? 'started';
  return (
    <>
      <RevisitWindowForm isBusy={start.isPending || isRunning} onRun={runForm} />
      {start.error && <Problem>{errorText(t, start.error)}</Problem>}
      {isRunning && job.data && (
        <Stack>
          <Group justify="space-between" className="lw-number">
            <span>
              {t(`revisit.phase.${phase}`)}
              {job.data.progress !== null && ` ${Math.round(job.data.progress * 100)}%`}
            </span>
            <TextButton disabled={cancel.isPending} onClick={() => jobId !== null && cancel.mutate(jobId)}>
              <IconX />
              {t('common.cancel')}
            </TextButton>
          </Group>
          <ProgressBar label={t('revisit.computing')} progress={job.data.progress} />
        </Stack>
      )}
      {jobId === null && (
        <Text size="xs" c="dimmed" className="lw-number">
          {t('revisit.windowHint')}
        </Text>
      )}
      {state === 'done' && (
        <Field label={t('revisit.measureLabel')}>
          <Choice
            label={t('revisit.measureLabel')}
            value={measure}
            onChange={setMeasure}
            options={REVISIT_MEASURES.map((value) => ({ value, label: t(`revisit.measureShort.${value}`) }))}
          />
        </Field>
      )}
      {state === 'done' && jobId !== null && <WindowResult jobId={jobId} onRunAgain={run} />}
      {(state === 'cancelled' || state === 'interrupted') && (
        <Text size="xs" c="dimmed" className="lw-number">
          {t(`revisit.ended.${state}`)}
        </Text>
      )}
      {loss && <LostResult loss={loss} onRunAgain={run} />}
      {failure && !loss && <Note tone="error" title={t('revisit.failed')} text={errorText(t, failure)} />}
    </>
  );
}

/** When each place was last seen: now, or over a window. The map shows it as a surface while the tab is open. */
export default function RevisitTab() {
  const { t } = useTranslation();
  const { mode, group, setMode, setGroup, setOpen } = useRevisitStore();
  useRevisitLink();
  useEffect(() => {
    setOpen(true);
    return () => setOpen(false);
  }, [setOpen]);
  return (
    <Stack component="section" gap="lg" px={14} pt={11} pb="xl" aria-label={t('revisit.title')}>
      <Choice
        label={t('revisit.modeLabel')}
        value={mode}
        onChange={setMode}
        options={[
          { value: 'now', label: t('revisit.now') },
          { value: 'window', label: t('revisit.overWindow') },
        ]}
      />
      <Field
        label={t('revisit.groupLabel')}
        extra={<HowNote label={t('revisit.groupLabel')} text={t('revisit.how.group')} />}
      >
        <Choice
          label={t('revisit.groupLabel')}
          value={group}
          onChange={setGroup}
          options={OBSERVER_GROUPS.map((value) => ({ value, label: t(`revisit.group.${value}`) }))}
        />
      </Field>
      {mode === 'now' ? <NowPart /> : <WindowPart />}
    </Stack>
  );
}
