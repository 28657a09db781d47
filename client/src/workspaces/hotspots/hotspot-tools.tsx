import {
  IconArrowsDiff,
  IconChartDots3,
  IconClipboardCheck,
  IconFileImport,
  IconFlame,
  IconMapPins,
  IconTargetArrow,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createPart } from '../../components/part.tsx';
import { ToolTabs } from '../../components/tool-tabs.tsx';
import { usePermission } from '../../lib/permission.store.ts';
import { HOTSPOT_TABS, useHotspotsView, type HotspotTab } from './hotspots-view.store.ts';
import ZonesTab from './zones-tab.tsx';

/** What is seen first comes with the room; the others when somebody opens them. */
const TABS: Record<HotspotTab, { icon: ReactNode; Tab: ComponentType }> = {
  zones: { icon: <IconFlame />, Tab: ZonesTab },
  change: { icon: <IconArrowsDiff />, Tab: createPart(() => import('./change-tab.tsx')) },
  areas: { icon: <IconMapPins />, Tab: createPart(() => import('./areas-tab.tsx')) },
  predict: { icon: <IconTargetArrow />, Tab: createPart(() => import('./predict-tab.tsx')) },
  review: { icon: <IconClipboardCheck />, Tab: createPart(() => import('./records-tab.tsx')) },
  outcome: { icon: <IconChartDots3 />, Tab: createPart(() => import('./outcome-tab.tsx')) },
  imports: { icon: <IconFileImport />, Tab: createPart(() => import('./imports-tab.tsx')) },
};

/** The tools of the hotspot workspace. */
export function HotspotTools() {
  const { t } = useTranslation();
  const { tab, openTab } = useHotspotsView();
  const mayImport = usePermission('incidents:import');
  const shown = HOTSPOT_TABS.filter((id) => id !== 'imports' || mayImport);
  return (
    <ToolTabs
      label={t('hotspotRoom.label')}
      open={tab}
      onOpen={openTab}
      tabs={shown.map((id) => ({ id, label: t(`hotspotRoom.${id}`), ...TABS[id] }))}
    />
  );
}
