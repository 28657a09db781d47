import { IconCalendarTime, IconFilter, IconTools } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { WorkspaceProps } from '../../components/workspace.ts';
import { FilterPanel } from '../../features/filter/filter-panel.tsx';
import { TrendStrip } from '../../features/filter/trend-strip.tsx';
import { BriefOutlet } from './brief/brief-button.tsx';
import { HotspotTools } from './hotspot-tools.tsx';
import { HotspotsLayers } from './hotspots-layers.tsx';

/** The hotspot workspace. */
export default function HotspotsRoom({ renderPanels }: WorkspaceProps) {
  const { t } = useTranslation();
  return (
    <>
      {renderPanels({
        left: <FilterPanel />,
        right: <HotspotTools />,
        bottom: <TrendStrip />,
        wall: { left: <FilterPanel />, right: <HotspotTools /> },
        firstSheet: 'tools',
        sheets: [
          { id: 'filter', icon: <IconFilter />, label: t('hotspotRoom.phone.filter'), body: <FilterPanel /> },
          { id: 'tools', icon: <IconTools />, label: t('hotspotRoom.phone.tools'), body: <HotspotTools /> },
          { id: 'trend', icon: <IconCalendarTime />, label: t('hotspotRoom.phone.trend'), body: <TrendStrip /> },
        ],
      })}
      <BriefOutlet />
      <HotspotsLayers />
    </>
  );
}
