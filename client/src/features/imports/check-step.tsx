import { Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import type { Job } from '@liaowang/shared/schemas/job';
import { Note } from '../../components/note.tsx';
import { Problem } from '../../components/problem.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { useCancelJob } from '../../lib/jobs.api.ts';
import { CheckResult } from './check-result.tsx';
import type { ImportFix } from './import-advice.ts';
import { ImportProgress } from './import-progress.tsx';
import type { CheckView } from './import-steps.ts';

interface CheckStepProps {
  one: IncidentImport;
  view: CheckView;
  job: Job | null;
  /** Why the job was not even started. */
  refusal: Error | null;
  onFix: (fix: ImportFix) => void;
  onRun: () => void;
  onToColumns: () => void;
  /** Shows them on the map; stable from render to render. */
  onShowPlaces: (places: ImportCheck['places']) => void;
}

/** The dry run: how far it is, or what it found. */
export function CheckStep({ one, view, job, refusal, onFix, onRun, onToColumns, onShowPlaces }: CheckStepProps) {
  const { t } = useTranslation();
  const cancel = useCancelJob();
  const { check, mapping } = one;
  const places = view === 'result' ? check?.places : undefined;
  // What is found is shown: nobody looks for it elsewhere on the map. Once a result.
  useEffect(() => {
    if (places) onShowPlaces(places);
  }, [places, onShowPlaces]);
  return (
    <Stack gap="lg" px={14} pb={14} miw={0}>
      {refusal && <Problem>{errorText(t, refusal)}</Problem>}
      {(view === 'checking' || view === 'committing') && (
        <ImportProgress
          job={job}
          kind={view}
          isCancelling={cancel.isPending}
          onCancel={() => job && cancel.mutate(job.id)}
        />
      )}
      {view === 'none' && !refusal && (
        <Text size="xs" c="dimmed">
          {t('imports.runHint')}
        </Text>
      )}
      {view === 'ended' && job && <Ended job={job} onRun={onRun} />}
      {view === 'outdated' && (
        <Note
          title={t('imports.outdated')}
          text={t('imports.outdatedText')}
          action={{ label: t('imports.runAgain'), onClick: onRun }}
        />
      )}
      {(view === 'result' || view === 'outdated') && check && mapping && (
        <CheckResult
          importId={one.importId}
          check={check}
          mapping={mapping}
          onFix={onFix}
          onToColumns={onToColumns}
          onShowPlaces={onShowPlaces}
        />
      )}
    </Stack>
  );
}

/** Why a job brought nothing. */
function Ended({ job: { state, error }, onRun }: { job: Job; onRun: () => void }) {
  const { t } = useTranslation();
  const why = error ? new ApiError({ status: 400, field: null, ...error }) : null;
  return (
    <Note
      tone={state === 'failed' ? 'error' : 'calm'}
      title={t(`imports.jobEnded.${state as 'failed' | 'cancelled' | 'interrupted'}`)}
      text={why ? errorText(t, why) : t('imports.jobEndedHint')}
      action={{ label: t('imports.runAgain'), onClick: onRun }}
    />
  );
}
