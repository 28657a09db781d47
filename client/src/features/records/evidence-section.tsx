import { Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { HotspotRecord } from '@liaowang/shared/schemas/hotspot-record';
import { Facts } from '../../components/facts.tsx';
import { HowNote } from '../../components/how-note.tsx';
import { StatusTag } from '../../components/status-tag.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { formatArea, formatNumber } from '../../lib/format.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { useLanguage } from '../../lib/use-language.ts';
import { describeFilter, describeMethod, formatWindow, listFigures } from './evidence-words.ts';
import { CHECK_TONES, describeCheck } from './record-words.ts';

/** What a record rests on, in a sentence and as facts, and whether that still stands. */
export function EvidenceSection({ hotspot, actions }: { hotspot: HotspotRecord; actions: ReactNode }) {
  const { t } = useTranslation();
  const language = useLanguage();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  const { evidence, check } = hotspot;
  return (
    <Stack component="section" className="lw-ruled" gap="sm" py={10} px={14} aria-label={t('records.evidence')}>
      <SectionHead quiet how={t(`records.how.${evidence.method.kind}`)}>
        {t('records.evidence')}
      </SectionHead>
      <p>
        {t('records.sentence', {
          window: formatWindow(evidence.filter, timeZone),
          area: formatArea(evidence.areaSquareMeters, language),
          incidents: t('records.incidents', {
            count: evidence.incidentCount,
            number: formatNumber(evidence.incidentCount),
          }),
          method: describeMethod(t, evidence.method),
        })}
      </p>
      <Facts
        facts={[
          { label: t('records.filter'), value: describeFilter(t, evidence.filter, language), wide: true },
          ...listFigures(t, evidence, timeZone),
        ]}
      />
      <Group component="p" gap="xs" wrap="nowrap">
        <StatusTag tone={check ? CHECK_TONES[check.state] : 'quiet'}>{describeCheck(t, check, timeZone)}</StatusTag>
        <HowNote label={t('records.checkTitle')} text={t('records.how.check')} />
      </Group>
      <Group gap="sm">{actions}</Group>
    </Stack>
  );
}
