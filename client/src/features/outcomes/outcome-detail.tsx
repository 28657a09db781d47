import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotOutcome } from '@liaowang/shared/schemas/hotspot-outcome';
import { Choice } from '../../components/choice.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { OutcomeChangeView } from './outcome-change.tsx';
import { OutcomeChart } from './outcome-chart.tsx';
import { describeDays, toOutcomeQuery } from './outcome-form.ts';
import { OutcomeQuestion } from './outcome-question.tsx';
import { useHotspotOutcome } from './outcomes.api.ts';
import { useOutcomeForm, useOutcomesStore } from './outcomes.store.ts';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { formatNumber } from '../../lib/format.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import styles from './outcome-tab.module.css';

const WINDOWS = ['before', 'during', 'after'] as const;

/** Patrolling by window, by the week. */
function Dosage({ dosage }: Pick<HotspotOutcome, 'dosage'>) {
  const { t } = useTranslation();
  return (
    <section aria-label={t('outcome.dosage.title')}>
      <SectionHead how={t('outcome.how.dosage')}>{t('outcome.dosage.title')}</SectionHead>
      <Stack component="ul" className={`lw-list ${styles.dosage}`} gap="xs">
        {WINDOWS.map((kind) => {
          const own = dosage[kind];
          if (own === null) return null;
          const { minutesAWeek, visitsAWeek, vehicleMinutesAWeek, countedHours, hours } = own;
          return (
            <li key={kind}>
              <span>{t(`outcome.window.${kind}`)}</span>
              {minutesAWeek === null || visitsAWeek === null || vehicleMinutesAWeek === null
                ? t('outcome.dosage.unknown')
                : t('outcome.dosage.perWeek', {
                    minutes: formatNumber(minutesAWeek),
                    visits: formatNumber(visitsAWeek, visitsAWeek < 10 ? 1 : 0),
                    vehicles: formatNumber(vehicleMinutesAWeek),
                  })}
              {minutesAWeek !== null && countedHours < hours && (
                <small>{t('outcome.dosage.partly', { percent: Math.floor((countedHours / hours) * 100) })}</small>
              )}
            </li>
          );
        })}
      </Stack>
    </section>
  );
}

/** Words after each other, as the language does it. */
function useList(): (words: readonly string[]) => string {
  const language = useLanguage();
  return (words) => new Intl.ListFormat(language, { type: 'conjunction' }).format(words);
}

/** Which incidents are counted, where it is not all of them. */
function useCountedWords(): (counted: HotspotOutcome['counted']) => string {
  const { t } = useTranslation();
  const list = useList();
  const nameOf = useCategoryName();
  return ({ categories, severities, hours, weekdays }) => {
    const parts = [
      categories && list(categories.map(nameOf)),
      severities && list(severities.map((severity) => t(`severity.${severity}`))),
      weekdays && list(weekdays.map((weekday) => t(`calendar.weekdayShort.${weekday as 1}`))),
      hours ? t('outcome.counted.hours', { start: hours.start, end: hours.end }) : null,
    ].filter((part) => part !== null);
    return parts.length === 0 ? t('outcome.counted.all') : t('outcome.counted.some', { parts: parts.join(' · ') });
  };
}

function Result({ outcome, timeZone }: { outcome: HotspotOutcome; timeZone: string }) {
  const { t } = useTranslation();
  const [shown, setShown] = useState<'during' | 'after'>('during');
  const countedWords = useCountedWords();
  const list = useList();
  const kind = outcome.after === null ? 'during' : shown;
  const change = kind === 'after' && outcome.after ? outcome.after : outcome.during;
  const { comparisonZones, bufferMeters, caveats } = outcome;
  return (
    <>
      {outcome.after && (
        <Choice
          label={t('outcome.compared')}
          value={kind}
          options={[
            { value: 'during', label: t('outcome.comparedDuring') },
            { value: 'after', label: t('outcome.comparedAfter') },
          ]}
          onChange={setShown}
        />
      )}
      <OutcomeChangeView change={change} kind={kind} />
      <OutcomeChart outcome={outcome} nowMs={serverNowMs()} timeZone={timeZone} />
      <Dosage dosage={outcome.dosage} />
      <section aria-label={t('outcome.caveats')}>
        <SectionHead how={t('outcome.how.limits')}>{t('outcome.caveats')}</SectionHead>
        <Stack component="ul" className={`lw-list ${styles.caveats}`} gap="xs">
          {caveats.map((caveat) => (
            <li key={caveat}>{t(`outcome.caveat.${caveat}`)}</li>
          ))}
          <li>{t('outcome.noCause')}</li>
        </Stack>
      </section>
      <Text size="xs" c="dimmed">
        {countedWords(outcome.counted)}
        {comparisonZones.length === 0
          ? null
          : t('outcome.zonesText', {
              count: comparisonZones.length,
              counts: list(comparisonZones.map(({ before }) => formatNumber(before))),
              meters: formatNumber(2 * bufferMeters),
            })}
        <HowNote label={t('outcome.zone.comparison')} text={t('outcome.how.zones')} />
      </Text>
    </>
  );
}

/** One hotspot: the question, and the answer with everything that limits it. */
export function OutcomeDetail({ hotspotId }: { hotspotId: number }) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const form = useOutcomeForm(hotspotId);
  const ask = useOutcomesStore((store) => store.ask);
  const outcome = useHotspotOutcome(hotspotId, toOutcomeQuery(form, timeZone));
  const { data, isFetching } = outcome;
  return (
    <Stack gap="lg" px={14} pb="xl" aria-busy={isFetching}>
      <OutcomeQuestion
        form={form}
        days={data ? describeDays(data.windows.during, timeZone) : null}
        timeZone={timeZone}
        isBusy={isFetching}
        onAsk={(typed) => ask(hotspotId, typed)}
      />
      {data ? (
        <Result outcome={data} timeZone={timeZone} />
      ) : (
        <Fetching of={outcome} failed={t('outcome.failed')} rows={8} />
      )}
    </Stack>
  );
}
