import { Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { findNewKindIndex, findNewKinds } from '@liaowang/shared/analysis/imports/read-row-category';
import { isInDegrees } from '@liaowang/shared/analysis/imports/read-row-place';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { ImportMapping, ImportPreview } from '@liaowang/shared/schemas/incident-import';
import { Caution } from '../../components/caution.tsx';
import { Facts } from '../../components/facts.tsx';
import { SectionHead } from '../../components/section-head.tsx';
import { useCategoryName } from '../../entities/incidents/category-names.ts';
import { formatLngLat } from '../../lib/format.ts';
import { formatIsoLocal } from '../../lib/iso-time.ts';
import { serverNowMs } from '../../lib/server-clock.ts';
import { useTimeZoneStore } from '../../lib/time-zone.store.ts';
import { readExample, type ImportExample } from './read-example.ts';

/** The first row in words, as it will be read: time on the city's clocks, place, category. */
export function ExampleNote({
  preview,
  mapping,
  isMapped,
}: {
  preview: ImportPreview;
  mapping: ImportMapping;
  isMapped: boolean;
}) {
  const { t } = useTranslation();
  const example = isMapped ? readExample(preview, mapping, serverNowMs()) : null;
  return (
    <Stack
      component="section"
      gap="sm"
      py={9}
      px={10}
      bg="var(--lw-raised)"
      bdrs="sm"
      aria-label={t('imports.example')}
      aria-live="polite"
    >
      <SectionHead>{t('imports.example')}</SectionHead>
      {example === null ? (
        <Text size="xs" c="dimmed">
          {t('imports.exampleAfter')}
        </Text>
      ) : (
        <ExampleFacts example={example} mapping={mapping} />
      )}
    </Stack>
  );
}

function ExampleFacts({ example, mapping }: { example: ImportExample; mapping: ImportMapping }) {
  const { t } = useTranslation();
  const nameOf = useCategoryName();
  const timeZone = useTimeZoneStore((store) => store.timeZone);
  if (!example.ok) {
    const cell = example.column === null ? '' : ` (${example.column} = ${example.value || t('imports.emptyValue')})`;
    return (
      <Caution>
        {t('imports.exampleProblem', { problem: t(`imports.problem.${example.problem}`) })}
        {cell}
      </Caution>
    );
  }
  const placeOf = ([lng, lat]: LngLat): string =>
    isInDegrees(mapping)
      ? `${formatLngLat([lng, lat])} ${t(`datums.${mapping.datum}`)}`
      : `${t('imports.metres', { east: String(lng), north: String(lat) })} EPSG:${mapping.coordinateSystem}`;
  const { atMs, untilMs, precision, category, kindId, severity } = example.incident;
  const newIndex = kindId === null ? null : findNewKindIndex(kindId);
  const kind = newIndex === null ? nameOf(kindId ?? category) : findNewKinds(mapping).kinds[newIndex]!.nameZh;
  const length = { month: 'YYYY-MM', day: 'YYYY-MM-DD', minute: 'YYYY-MM-DDTHH:MM' }[precision].length;
  const toText = (timeMs: number): string => formatIsoLocal(timeMs, timeZone).slice(0, length).replace('T', ' ');
  return (
    <Facts
      facts={[
        {
          label: t('imports.when'),
          value: `${toText(atMs)}${untilMs === null ? '' : ` – ${toText(untilMs)}`} ${timeZone}`,
          wide: true,
        },
        {
          label: t('imports.place'),
          value: example.place ? placeOf(example.place) : t('imports.geometry'),
          wide: true,
        },
        { label: t('imports.what'), value: `${kind} · ${t(`severity.${severity}`)}`, wide: true },
      ]}
    />
  );
}
