import { IconCalendarTime, IconCards, IconMap, IconTable, IconTools } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '@liaowang/shared/schemas/account';
import type { Command } from '../commands.ts';
import sheetStyles from '../phone-sheets.module.css';
import { SelectionCard } from '../selection-card.tsx';
import { TopBar } from '../top-bar.tsx';
import { useMapInsets } from '../use-map-insets.ts';
import { useViewStore } from '../view.store.ts';
import { AreasPanel } from './areas-panel.tsx';
import { ToolPanel } from './tool-panel.tsx';
import { WindowStrip } from './window-strip.tsx';

type Sheet = 'map' | 'areas' | 'tools' | 'window' | 'card';

/** The coverage workspace on a phone: its panels as sheets over the lower half of the map, one at a time. */
export function CoveragePhone({ session, commands }: { session: Session; commands: readonly Command[] }) {
  const { t } = useTranslation();
  const [sheet, setSheet] = useState<Sheet>('tools');
  const selection = useViewStore((view) => view.selection);
  const panels = useMapInsets();
  useEffect(() => setSheet((open) => (selection ? 'card' : open === 'card' ? 'map' : open)), [selection]);
  const tabs: ReadonlyArray<{ id: Sheet; icon: ReactNode; label: string }> = [
    { id: 'map', icon: <IconMap />, label: t('phone.map') },
    { id: 'areas', icon: <IconTable />, label: t('coverage.phone.areas') },
    { id: 'tools', icon: <IconTools />, label: t('coverage.phone.tools') },
    { id: 'window', icon: <IconCalendarTime />, label: t('coverage.phone.window') },
    { id: 'card', icon: <IconCards />, label: t('phone.card') },
  ];
  return (
    <div className={sheetStyles.phone} ref={panels}>
      <TopBar session={session} commands={commands} />
      <div className={sheetStyles.space} data-middle />
      {sheet !== 'map' && (
        <div className={sheetStyles.sheet}>
          {sheet === 'areas' && <AreasPanel foldable={false} wideable={false} />}
          {sheet === 'tools' && <ToolPanel />}
          {sheet === 'window' && <WindowStrip />}
          {sheet === 'card' && <SelectionCard />}
        </div>
      )}
      <nav className={sheetStyles.tabs}>
        {tabs.map(({ id, icon, label }) => (
          <button key={id} type="button" aria-current={sheet === id || undefined} disabled={id === 'card' && !selection} onClick={() => setSheet(id)}>
            {icon}{label}
          </button>
        ))}
      </nav>
    </div>
  );
}
