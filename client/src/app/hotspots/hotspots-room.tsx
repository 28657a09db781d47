import { IconCalendarTime, IconFilter, IconTools } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@liaowang/shared/schemas/account';
import type { Command } from '../commands.ts';
import { WorkspaceDesk, WorkspacePhone, WorkspaceWall } from '../workspace-room.tsx';
import { BriefOutlet } from './brief/brief-button.tsx';
import { FilterPanel } from './filter-panel.tsx';
import { HotspotTools } from './hotspot-tools.tsx';
import { HotspotsPicture } from './hotspots-picture.tsx';
import { TrendStrip } from './trend-strip.tsx';

/** The hotspot workspace, as the screen has room for it. */
export default function HotspotsRoom({
  session,
  commands,
  layout,
}: {
  session: Session;
  commands: readonly Command[];
  layout: 'desk' | 'phone' | 'wall';
}) {
  const { t } = useTranslation();
  const visitor = { session, commands };
  return (
    <>
      {layout === 'desk' && (
        <WorkspaceDesk {...visitor} left={<FilterPanel />} right={<HotspotTools />} bottom={<TrendStrip />} />
      )}
      {layout === 'wall' && <WorkspaceWall left={<FilterPanel />} right={<HotspotTools />} />}
      {layout === 'phone' && (
        <WorkspacePhone
          {...visitor}
          first="tools"
          sheets={[
            { id: 'filter', icon: <IconFilter />, label: t('hotspotRoom.phone.filter'), body: <FilterPanel /> },
            { id: 'tools', icon: <IconTools />, label: t('hotspotRoom.phone.tools'), body: <HotspotTools /> },
            { id: 'trend', icon: <IconCalendarTime />, label: t('hotspotRoom.phone.trend'), body: <TrendStrip /> },
          ]}
        />
      )}
      <BriefOutlet />
      <HotspotsPicture />
    </>
  );
}
