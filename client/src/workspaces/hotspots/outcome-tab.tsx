import { Group, Stack, Text } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import { HowNote } from '../../components/how-note.tsx';
import { Fetching } from '../../components/fetching.tsx';
import { Note } from '../../components/note.tsx';
import { TextButton } from '../../components/text-button.tsx';
import { OutcomeOverview } from '../../features/outcomes/outcome-overview.tsx';
import { useDosageOverview } from '../../features/outcomes/outcomes.api.ts';
import { RecordStatus } from '../../features/records/record-status.tsx';
import { useHotspotRecords } from '../../features/records/records.api.ts';
import { computeBounds } from '@liaowang/shared/analysis/geometry/bounds';
import { mapControl } from '../../map/map-control.ts';
import { useHotspotsView } from './hotspots-view.store.ts';
import { OutcomeDetail } from '../../features/outcomes/outcome-detail.tsx';
import { useRecordName } from './use-record-name.ts';

/** Those that are acted upon come first. */
const STATUS_ORDER: readonly HotspotStatus[] = ['confirmed', 'watching', 'proposed', 'closed', 'rejected'];

/** "Did patrolling help": every hotspot at a glance, or one of them in full. */
export default function OutcomeTab() {
  const { t } = useTranslation();
  const { hotspotId, chooseHotspot } = useHotspotsView();
  const records = useHotspotRecords();
  const overview = useDosageOverview();
  const recordName = useRecordName();
  const recordOf = (id: number) => records.data?.find((record) => record.hotspotId === id);
  const nameOf = (id: number): string => {
    const record = recordOf(id);
    return record ? recordName(record) : t('outcome.unnamed', { id });
  };
  const open = (id: number) => {
    chooseHotspot(id);
    const record = recordOf(id);
    if (record) mapControl.fitBounds(computeBounds(record.geometry));
  };

  if (hotspotId !== null) {
    const record = recordOf(hotspotId);
    return (
      <Stack gap={0} pt={9}>
        <Group component="header" wrap="nowrap" px={14} pb="md">
          <TextButton onClick={() => chooseHotspot(null)}>
            <IconArrowLeft />
            {t('outcome.all')}
          </TextButton>
          <Text component="strong" truncate inherit fw={500} c="bright" flex={1} miw={0}>
            {nameOf(hotspotId)}
          </Text>
          {record && <RecordStatus status={record.status} />}
        </Group>
        <OutcomeDetail key={hotspotId} hotspotId={hotspotId} />
      </Stack>
    );
  }
  const rows = overview.data?.hotspots.toSorted(
    (a, b) => STATUS_ORDER.indexOf(a.status) - STATUS_ORDER.indexOf(b.status),
  );
  return (
    <Stack gap={0} pt={9}>
      <Text size="xs" c="dimmed" lh="md" px={14} pt="xxs" pb="md">
        {t('outcome.lead')}
        <HowNote label={t('outcome.title')} text={t('outcome.how.limits')} />
      </Text>
      {rows === undefined ? (
        <Fetching of={overview} failed={t('outcome.failed')} rows={5} />
      ) : rows.length === 0 ? (
        <Note title={t('outcome.empty')} text={t('outcome.emptyText')} />
      ) : (
        <Stack gap="lg" px={14} pb="xl">
          <OutcomeOverview rows={rows} nameOf={(row) => nameOf(row.hotspotId)} Status={RecordStatus} onOpen={open} />
        </Stack>
      )}
    </Stack>
  );
}
