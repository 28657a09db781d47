import { Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ImportCheck, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { errorText } from '../../i18n/error-text.ts';
import { ApiError } from '../../lib/api-client.ts';
import { formatNumber } from '../../lib/format.ts';
import { CategoriesStep } from './categories-step.tsx';
import { CheckStep } from './check-step.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { DoneStep } from './done-step.tsx';
import { isSameMapping, validateMapping } from './import-mapping.validation.ts';
import { findCheckView, mayGoTo, type ImportStep } from './import-steps.ts';
import { useImportStore } from './import.store.ts';
import { useCheckImport, useCommitImport, useImport } from './imports.api.ts';
import styles from './imports.module.css';
import { StepLine } from './step-line.tsx';
import { useImportJob } from './use-import-job.ts';
import { useImportSetup } from './use-import-setup.ts';

interface ImportWizardProps {
  onShowHotspots: (one: IncidentImport) => void;
  /** Incidents came or went. Stable from render to render. */
  onChanged: () => void;
  /** Shows places on the map. Stable from render to render. */
  onShowPlaces: (places: ImportCheck['places']) => void;
}

/** One file on its way in: columns, categories, dry run, import. */
export function ImportWizard({ importId, ...props }: ImportWizardProps & { importId: number }) {
  const { t } = useTranslation();
  const close = useImportStore((store) => store.close);
  const one = useImport(importId);
  const isGone = (one.error instanceof ApiError && one.error.status === 404) || one.data?.state === 'discarded';
  return (
    <>
      <Group wrap="nowrap" px={14} pb="md" miw={0}>
        <TextButton onClick={close}>
          <IconArrowLeft />
          {t('imports.back')}
        </TextButton>
        <Text component="span" truncate size="xs" c="dimmed" flex={1} miw={0} title={one.data?.fileName}>
          {one.data?.fileName}
        </Text>
      </Group>
      {isGone ? (
        <Note
          tone="error"
          title={t('imports.gone')}
          text={t('imports.goneText')}
          action={{ label: t('imports.back'), onClick: close }}
        />
      ) : one.data ? (
        <Steps one={one.data} {...props} />
      ) : one.error ? (
        <Note
          tone="error"
          title={t('imports.listFailed')}
          text={errorText(t, one.error)}
          action={{ label: t('common.retry'), onClick: () => void one.refetch() }}
        />
      ) : (
        <SkeletonRows rows={6} label={t('common.loading')} />
      )}
    </>
  );
}

function Steps({ one, onShowHotspots, onChanged, onShowPlaces }: ImportWizardProps & { one: IncidentImport }) {
  const { t } = useTranslation();
  const { step: asked, goTo, close, change, setMapping, chooseReading, follow } = useImportStore();
  const { preview, previewError, retry, mapping, chooseWords } = useImportSetup(one);
  const { job, isPending } = useImportJob(one, onChanged);
  const check = useCheckImport(one.importId);
  const commit = useCommitImport(one.importId);

  const step: ImportStep = one.state === 'committed' || one.state === 'undone' ? 'done' : asked;
  const problems = preview && mapping ? validateMapping(mapping, preview) : null;
  const isMapped = problems !== null && Object.keys(problems).length === 0;
  const isStarting = check.isPending || commit.isPending;
  const isRunning = isStarting || isPending;
  const isOutdated = mapping === null || one.mapping === null || !isSameMapping(mapping, one.mapping);
  const waiting = commit.isPending || (job?.kind === 'import-commit' && !check.isPending) ? 'committing' : 'checking';
  const view = isRunning ? waiting : findCheckView(job, { hasCheck: one.check !== null, isOutdated });
  const go = (target: ImportStep): void => {
    if (target !== 'file' && target !== 'done') goTo(target);
  };
  const run = (changed = mapping): void => {
    if (!changed) return;
    commit.reset();
    goTo('check');
    check.mutate(changed, { onSuccess: ({ jobId }) => follow(jobId) });
  };

  const content = () => {
    if (step === 'done')
      return <DoneStep one={one} onShowHotspots={onShowHotspots} onUndone={onChanged} onAnother={close} />;
    if (previewError)
      return (
        <Note
          tone="error"
          title={t('imports.previewFailed')}
          text={errorText(t, previewError)}
          action={{ label: t('common.retry'), onClick: retry }}
        />
      );
    if (!preview || !mapping || !problems) return <SkeletonRows rows={6} label={t('common.loading')} />;
    if (preview.columns.length === 0 && !preview.hasGeometry)
      return (
        <Note
          title={t('imports.noRows')}
          text={t('imports.noRowsText')}
          action={{ label: t('imports.another'), onClick: close }}
        />
      );
    if (step === 'columns')
      return (
        <ColumnsStep
          preview={preview}
          mapping={mapping}
          problems={problems}
          onChooseReading={chooseReading}
          onChange={change}
          onChooseWords={chooseWords}
        />
      );
    if (step === 'categories') return <CategoriesStep preview={preview} mapping={mapping} onChange={setMapping} />;
    const fix = (part: Parameters<typeof change>[0]): void => {
      setMapping({ ...mapping, ...part });
      run({ ...mapping, ...part });
    };
    return (
      <CheckStep
        one={one}
        view={view}
        job={isStarting ? null : job}
        refusal={check.error ?? commit.error}
        onFix={fix}
        onRun={() => run()}
        onToColumns={() => goTo('columns')}
        onShowPlaces={onShowPlaces}
      />
    );
  };
  const importable = one.check?.importable ?? 0;
  const left = (one.check?.rows ?? 0) - importable;
  return (
    <>
      <StepLine step={step} mayGoTo={(target) => mayGoTo(target, { step, isMapped, isRunning })} onGo={go} />
      {content()}
      {step !== 'done' && preview && mapping && !isRunning && (
        <Stack component="footer" className={styles.footer} gap="sm">
          {step === 'check' && view === 'result' && importable > 0 && (
            <Text size="xs" c="dimmed">
              {left > 0 ? t('imports.commitHint', { amount: formatNumber(left) }) : t('imports.commitHintAll')}
            </Text>
          )}
          {step === 'categories' && (
            <Text size="xs" c="dimmed">
              {t('imports.runHint')}
            </Text>
          )}
          <Group justify="flex-end">
            {step !== 'columns' && (
              <TextButton onClick={() => go(step === 'check' ? 'categories' : 'columns')}>
                {t('imports.previous')}
              </TextButton>
            )}
            {step === 'columns' && (
              <TextButton tone="primary" disabled={!isMapped} onClick={() => go('categories')}>
                {t('imports.next')}
              </TextButton>
            )}
            {step === 'categories' && (
              <TextButton
                tone="primary"
                disabled={!isMapped}
                onClick={() => (one.check && !isOutdated ? go('check') : run())}
              >
                {t('imports.run')}
              </TextButton>
            )}
            {step === 'check' && view !== 'result' && (
              <TextButton tone="primary" disabled={!isMapped} onClick={() => run()}>
                {t(one.check ? 'imports.runAgain' : 'imports.run')}
              </TextButton>
            )}
            {step === 'check' && view === 'result' && (
              <TextButton
                tone="primary"
                disabled={importable === 0}
                onClick={() => commit.mutate(mapping, { onSuccess: ({ jobId }) => follow(jobId) })}
              >
                {t('imports.commit', { amount: formatNumber(importable) })}
              </TextButton>
            )}
          </Group>
        </Stack>
      )}
    </>
  );
}
