import { Group, Stack, Text } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../components/choice.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { TextField } from '../../components/field.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Problem } from '../../components/problem.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { Badge } from '../../components/demo-badge.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { useCoverageWindow } from '../../features/coverage/coverage.api.ts';
import { LOCAL_TIME_PATTERN, formatLocal, parseLocal } from '../../lib/local-time.ts';
import { formatNumber } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { BriefButton } from './brief-button.tsx';
import { useCoverageView } from './coverage-view.store.ts';
import { ExportMenu } from './export-menu.tsx';
import { useCoverageSpans } from './use-coverage-spans.ts';
import { WINDOW_PRESETS, findSpanProblem, type TimeSpan } from './window-choice.ts';
import styles from './window-strip.module.css';

interface SpanDialogProps {
  title: string;
  initial: TimeSpan;
  onApply: (span: TimeSpan) => void;
  onClose: () => void;
}

/** From and to by the city's clock. */
function SpanDialog({ title, initial, onApply, onClose }: SpanDialogProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const [from, setFrom] = useState(formatLocal(initial.fromMs, timeZone));
  const [to, setTo] = useState(formatLocal(initial.toMs, timeZone));
  const span = { fromMs: parseLocal(from, timeZone), toMs: parseLocal(to, timeZone) };
  const problem = findSpanProblem(span, serverNowMs());
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (problem === null) onApply(span);
  };
  return (
    <Dialog title={title} width={340} onClose={onClose}>
      <Stack component="form" gap="lg" onSubmit={submit}>
        <TextField label={t('coverage.window.from')} value={from} placeholder={LOCAL_TIME_PATTERN} onChange={setFrom} />
        <TextField label={t('coverage.window.to')} value={to} placeholder={LOCAL_TIME_PATTERN} onChange={setTo} />
        {problem && <Problem>{t(`coverage.window.${problem}`)}</Problem>}
        <Group justify="flex-end">
          <TextButton onClick={onClose}>{t('common.cancel')}</TextButton>
          <TextButton type="submit" tone="primary" disabled={problem !== null}>
            {t('coverage.window.apply')}
          </TextButton>
        </Group>
      </Stack>
    </Dialog>
  );
}

/** `2026-11-17 09:00 至 2026-11-24 09:00`. */
function useSpanText(): (span: TimeSpan) => { from: string; to: string } {
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  return ({ fromMs, toMs }) => ({ from: formatLocal(fromMs, timeZone), to: formatLocal(toMs, timeZone) });
}

/** How much of the window is recorded, and whether it was made up. */
function RecordNote({ span }: { span: TimeSpan }) {
  const { t } = useTranslation();
  const window = useCoverageWindow(span);
  if (window.error) return <StatusTag tone="warn">{t('coverage.window.failed')}</StatusTag>;
  if (!window.data) return <small role="status">{t('common.loading')}</small>;
  const { recordedHours, hours, isSimulated } = window.data;
  return (
    <>
      <small>
        {recordedHours === 0
          ? t('coverage.window.nothing')
          : t('coverage.window.recorded', { recorded: formatNumber(recordedHours), hours: formatNumber(hours) })}
      </small>
      {isSimulated && <Badge title={t('coverage.window.simulatedHint')}>{t('coverage.window.simulated')}</Badge>}
    </>
  );
}

/** The window that the figures over time speak of, what it is compared with, and what can be taken along. */
export function WindowStrip() {
  const { t } = useTranslation();
  const window = useCoverageView((view) => view.window);
  const compare = useCoverageView((view) => view.compare);
  const setWindow = useCoverageView((view) => view.setWindow);
  const setCompare = useCoverageView((view) => view.setCompare);
  const spans = useCoverageSpans();
  const spanText = useSpanText();
  const [asked, setAsked] = useState<'window' | 'compare' | null>(null);
  const own = spanText(spans.window);
  const compared = spans.comparison && spanText(spans.comparison);
  return (
    <section className={styles.strip} aria-label={t('coverage.window.label')}>
      <Group gap="sm" wrap="nowrap">
        <Text component="span" c="dimmed">
          {t('coverage.window.label')}
          <HowNote label={t('coverage.figure.windowShare')} text={t('coverage.how.window')} />
        </Text>
        <Choice
          isRepeatable
          label={t('coverage.window.label')}
          value={typeof window === 'object' ? 'custom' : window}
          onChange={(value) => (value === 'custom' ? setAsked('window') : setWindow(value))}
          options={[
            ...WINDOW_PRESETS.map((value) => ({ value, label: t(`coverage.window.${value}`) })),
            { value: 'custom' as const, label: t('coverage.window.custom') },
          ]}
        />
      </Group>
      <Group gap="sm" wrap="nowrap">
        <Text component="span" c="dimmed">
          {t('coverage.window.compare')}
          <HowNote label={t('coverage.figure.change')} text={t('coverage.how.change')} />
        </Text>
        <Choice
          isRepeatable
          label={t('coverage.window.compare')}
          value={compare === null ? 'none' : typeof compare === 'object' ? 'custom' : compare}
          onChange={(value) => (value === 'custom' ? setAsked('compare') : setCompare(value === 'none' ? null : value))}
          options={(['none', 'before', 'custom'] as const).map((value) => ({
            value,
            label: t(`coverage.window.${value}`),
          }))}
        />
      </Group>
      <small className={styles.spans}>
        <span>{t('coverage.window.span', own)}</span>
        {compared && <span>{t('coverage.window.against', compared)}</span>}
      </small>
      <Group wrap="nowrap">
        <RecordNote span={spans.window} />
      </Group>
      <Group gap="sm" wrap="nowrap" ml="auto">
        <ExportMenu />
        <BriefButton />
      </Group>
      {asked === 'window' && (
        <SpanDialog
          title={t('coverage.window.customTitle')}
          initial={spans.window}
          onClose={() => setAsked(null)}
          onApply={(span) => {
            setWindow(span);
            setAsked(null);
          }}
        />
      )}
      {asked === 'compare' && (
        <SpanDialog
          title={t('coverage.window.compareTitle')}
          initial={
            spans.comparison ?? { fromMs: 2 * spans.window.fromMs - spans.window.toMs, toMs: spans.window.fromMs }
          }
          onClose={() => setAsked(null)}
          onApply={(span) => {
            setCompare(span);
            setAsked(null);
          }}
        />
      )}
    </section>
  );
}
