import { IconCalendarTime, IconTable, IconTools } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@liaowang/shared/schemas/account';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import type { Command } from '../commands.ts';
import { useViewStore } from '../view.store.ts';
import { WorkspaceDesk, WorkspacePhone, WorkspaceWall } from '../workspace-room.tsx';
import { AreasPanel } from './areas-panel.tsx';
import { BriefOutlet } from './brief-button.tsx';
import { CoveragePicture } from './coverage-picture.tsx';
import { useCoverageView } from './coverage-view.store.ts';
import { ToolPanel } from './tool-panel.tsx';
import { useUnsavedPlanWarning } from './use-unsaved-plan-warning.ts';
import { WindowStrip } from './window-strip.tsx';

/** A key area that is chosen on the map or by the search box is chosen in the table: its figures stand there. */
function useAreaOfSelection(): void {
  const selection = useViewStore((view) => view.selection);
  useEffect(() => {
    if (selection?.kind !== 'key-area') return;
    useCoverageView.getState().setArea(`key-area:${selection.id}`);
    useViewStore.getState().select(null);
  }, [selection]);
  // Fetched with the room, so that a click on a row can fly there at once.
  useCoverageAreas();
}

/** The coverage workspace, as the screen has room for it. */
export default function CoverageRoom({
  session,
  commands,
  layout,
}: {
  session: Session;
  commands: readonly Command[];
  layout: 'desk' | 'phone' | 'wall';
}) {
  useAreaOfSelection();
  useUnsavedPlanWarning();
  const { t } = useTranslation();
  const visitor = { session, commands };
  return (
    <>
      {layout === 'desk' && (
        <WorkspaceDesk {...visitor} left={<AreasPanel />} right={<ToolPanel />} bottom={<WindowStrip />} />
      )}
      {layout === 'wall' && (
        <WorkspaceWall left={<AreasPanel foldable={false} wideable={false} />} right={<ToolPanel />} />
      )}
      {layout === 'phone' && (
        <WorkspacePhone
          {...visitor}
          first="tools"
          sheets={[
            {
              id: 'areas',
              icon: <IconTable />,
              label: t('coverage.phone.areas'),
              body: <AreasPanel foldable={false} wideable={false} />,
            },
            { id: 'tools', icon: <IconTools />, label: t('coverage.phone.tools'), body: <ToolPanel /> },
            { id: 'window', icon: <IconCalendarTime />, label: t('coverage.phone.window'), body: <WindowStrip /> },
          ]}
        />
      )}
      <BriefOutlet />
      <CoveragePicture />
    </>
  );
}
