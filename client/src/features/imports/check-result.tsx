import { Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { parseInstant } from '@liaowang/shared/analysis/time/instant';
import { INCIDENT_CATEGORIES } from '@liaowang/shared/schemas/incident';
import type { ImportCheck, ImportMapping } from '@liaowang/shared/schemas/incident-import';
import { Facts } from '../../components/facts.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { formatDate, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { CheckAdvice } from './check-advice.tsx';
import { CheckProblems } from './check-problems.tsx';
import { CheckTimes } from './check-times.tsx';
import { CheckWords } from './check-words.tsx';
import { findAdvice, type ImportFix } from './import-advice.ts';
import styles from './import-check.module.css';
import { LeftOutLines } from './left-out-lines.tsx';

interface CheckResultProps {
  importId: number;
  check: ImportCheck;
  /** How the file was read for it. */
  mapping: ImportMapping;
  onFix: (fix: ImportFix) => void;
  onToColumns: () => void;
  onShowPlaces: (places: ImportCheck['places']) => void;
}

/** What a dry run found: how many rows can be imported, from when to when, what keeps the others out, and what to do about it. */
export function CheckResult({ importId, check, mapping, onFix, onToColumns, onShowPlaces }: CheckResultProps) {
  const { t } = useTranslation();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { rows, importable, firstAt, lastAt, categories, places, placesOutside, leftOut, atClockChange = 0 } = check;
  const dateOf = (instant: string): string => formatDate(parseInstant(instant), timeZone);
  const counted = INCIDENT_CATEGORIES.flatMap((category) =>
    categories[category] ? [{ category, count: categories[category] }] : [],
  ).sort((a, b) => b.count - a.count);
  return (
    <Stack gap="lg" miw={0}>
      <Group align="baseline" gap="0 var(--lw-space-md)" fz="xs" c="dimmed">
        <span>{t('imports.importable')}</span>
        <Text component="b" fz={26} fw={600} lh={1.15} c={importable === 0 ? 'var(--lw-warn)' : 'bright'}>
          {formatNumber(importable)}
        </Text>
        <span>{t('imports.ofRows', { rows: formatNumber(rows) })}</span>
      </Group>
      <CheckAdvice advice={findAdvice(check, mapping)} onFix={onFix} onToColumns={onToColumns} />
      {firstAt !== null && lastAt !== null && (
        <Facts
          facts={[
            { label: t('imports.period'), value: `${dateOf(firstAt)} – ${dateOf(lastAt)}`, wide: true },
            {
              label: t('imports.byCategory'),
              value: counted
                .map(({ category, count }) => `${t(`category.${category}`)} ${formatNumber(count)}`)
                .join('\u00a0· '),
              wide: true,
            },
          ]}
        />
      )}
      <CheckTimes check={check} mapping={mapping} />
      {places.length + placesOutside.length > 0 && (
        <Stack gap="sm">
          <div className={styles.buttons}>
            <TextButton disabled={places.length === 0} onClick={() => onShowPlaces(places)}>
              <i data-inside />
              {t('imports.showInside')}
            </TextButton>
            <TextButton disabled={placesOutside.length === 0} onClick={() => onShowPlaces(placesOutside)}>
              <i />
              {t('imports.showOutside')}
            </TextButton>
          </div>
          <Text size="xs" c="dimmed">
            {t('imports.onMap')}
          </Text>
        </Stack>
      )}
      <CheckWords check={check} mapping={mapping} onMap={onFix} />
      <CheckProblems importId={importId} check={check} />
      {leftOut && <LeftOutLines leftOut={leftOut} />}
      {atClockChange > 0 && (
        <Text size="xs" c="dimmed">
          {t('imports.clockChange', { amount: formatNumber(atClockChange) })}
        </Text>
      )}
    </Stack>
  );
}
