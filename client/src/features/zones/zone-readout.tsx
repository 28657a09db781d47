import { Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CountSparkline } from './count-sparkline.tsx';
import { findCellSteps } from './zone-steps.ts';
import { describeCell } from './zone-words.ts';
import { useZonesStore } from './zones.store.ts';
import { PointerReadout } from '../../map/pointer-readout.tsx';

/** What is known of the cell under the pointer, beside it. */
export function ZoneReadout() {
  const { t } = useTranslation();
  const cells = useZonesStore(({ answer }) => (answer?.kind === 'zones' ? answer.found.result.cells : null));
  const cell = useZonesStore((zones) => zones.hoveredCell);
  const isShown = cells !== null && cell !== null && cell < cells.counts.length;
  const steps = isShown ? findCellSteps(cells, cell) : null;
  return (
    <PointerReadout isShown={isShown}>
      <Group wrap="nowrap">
        {isShown && describeCell(cells, cell, t)}
        {steps && <CountSparkline counts={steps} label={t('zones.bySteps')} />}
      </Group>
    </PointerReadout>
  );
}
