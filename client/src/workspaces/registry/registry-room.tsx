import { IconBuildingCommunity, IconCalendarTime } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkspaceProps } from '../../components/workspace.ts';
import { useAsOfStore } from '../../lib/as-of.store.ts';
import { useUnsavedEntry } from '../../lib/use-entry-form.ts';
import { useViewStore } from '../../map/view.store.ts';
import { DayPanel } from './day-panel.tsx';
import { LeaveDialog } from './leave-dialog.tsx';
import { OpenAccounts } from './open-accounts.ts';
import { RegistryLayers } from './registry-layers.tsx';
import { RegistryTabs } from './registry-tabs.tsx';
import { findOpenTab, isEntryKind, useRegistryView, type RegistryTab } from './registry-view.store.ts';

/** What is chosen on the map or by the search box is chosen in its register; while a form holds what is not saved it stays as it is. */
function useEntryOfSelection(): void {
  const selection = useViewStore((view) => view.selection);
  useEffect(() => {
    if (!selection || !isEntryKind(selection.kind)) return;
    const { kind, id } = selection;
    if (!useUnsavedEntry.getState().isUnsaved) useRegistryView.getState().choose({ kind, id });
    useViewStore.getState().select(null);
  }, [selection]);
}

/** The browser asks before the page is closed while what is written would be lost. */
function useUnsavedWarning(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (useUnsavedEntry.getState().isUnsaved) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
}

/** Other rooms show the city as it is now. */
function useNowOnLeaving(): void {
  useEffect(() => () => useAsOfStore.getState().setDay(null), []);
}

/** The workspace where a city enters and keeps what it is made of. */
export default function RegistryRoom({ renderPanels, openAccounts }: WorkspaceProps) {
  const { t } = useTranslation();
  const tab = useRegistryView(findOpenTab);
  const openTab = useRegistryView((view) => view.openTab);
  const [asked, setAsked] = useState<RegistryTab | null>(null);
  useEntryOfSelection();
  useUnsavedWarning();
  useNowOnLeaving();
  const open = (next: RegistryTab): void => {
    if (next !== tab && useUnsavedEntry.getState().isUnsaved) setAsked(next);
    else openTab(next);
  };
  const registers = <RegistryTabs open={tab} onOpen={open} />;
  return (
    <OpenAccounts value={openAccounts}>
      {renderPanels({
        left: registers,
        right: <DayPanel />,
        bottom: null,
        wall: { left: registers, right: null },
        firstSheet: 'registers',
        sheets: [
          {
            id: 'registers',
            icon: <IconBuildingCommunity />,
            label: t('registryRoom.phone.registers'),
            body: registers,
          },
          { id: 'day', icon: <IconCalendarTime />, label: t('registryRoom.phone.day'), body: <DayPanel /> },
        ],
      })}
      {asked && (
        <LeaveDialog
          onStay={() => setAsked(null)}
          onLeave={() => {
            openTab(asked);
            setAsked(null);
          }}
        />
      )}
      <RegistryLayers />
    </OpenAccounts>
  );
}
