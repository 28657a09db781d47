import { IconCalendarTime, IconTable, IconTools } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkspaceProps } from '../../components/workspace.ts';
import { useCoverageAreas } from '../../features/coverage/coverage-areas.api.ts';
import { useViewStore } from '../../map/view.store.ts';
import { AreasPanel } from './areas-panel.tsx';
import { BriefOutlet } from './brief-button.tsx';
import { CoverageLayers } from './coverage-layers.tsx';
import { useCoverageView } from './coverage-view.store.ts';
import { ToolPanel } from './tool-panel.tsx';
import { useUnsavedPlanWarning } from '../../features/plans/use-unsaved-plan-warning.ts';
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

/** The coverage workspace. */
export default function CoverageRoom({ renderPanels }: WorkspaceProps) {
  useAreaOfSelection();
  useUnsavedPlanWarning();
  const { t } = useTranslation();
  const fixedAreas = <AreasPanel foldable={false} wideable={false} />;
  return (
    <>
      {renderPanels({
        left: <AreasPanel />,
        right: <ToolPanel />,
        bottom: <WindowStrip />,
        wall: { left: fixedAreas, right: <ToolPanel /> },
        firstSheet: 'tools',
        sheets: [
          { id: 'areas', icon: <IconTable />, label: t('coverage.phone.areas'), body: fixedAreas },
          { id: 'tools', icon: <IconTools />, label: t('coverage.phone.tools'), body: <ToolPanel /> },
          { id: 'window', icon: <IconCalendarTime />, label: t('coverage.phone.window'), body: <WindowStrip /> },
        ],
      })}
      <BriefOutlet />
      <CoverageLayers />
    </>
  );
}
