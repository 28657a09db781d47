import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HowNote } from '../../components/how-note.tsx';
import { formatDistance, formatShare } from '../../lib/format.ts';
import type { OtherBandwidth } from './zones-found.ts';

/** How much of the zones stays at half and double the bandwidth. */
export function SensitivityNote({ others: [half, double] }: { others: readonly [OtherBandwidth, OtherBandwidth] }) {
  const { t } = useTranslation();
  return (
    <Text size="xs" c="dimmed">
      {t('zones.sensitivity.stays', {
        half: formatDistance(half.bandwidthMeters),
        halfShare: formatShare(half.sharedShare),
        double: formatDistance(double.bandwidthMeters),
        doubleShare: formatShare(double.sharedShare),
      })}
      <HowNote label={t('zones.sensitivity.toggle')} text={t('zones.how.sensitivity')} />
    </Text>
  );
}
