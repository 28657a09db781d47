import {
  IconBuildingCommunity,
  IconChecklist,
  IconDeviceMobile,
  IconHexagon,
  IconMap2,
  IconPolygon,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createPart } from '../../components/part.tsx';
import { ToolTabs } from '../../components/tool-tabs.tsx';
import { usePermission } from '../../lib/permission.store.ts';
import { REGISTRY_TABS, type RegistryTab } from './registry-view.store.ts';
import SetUpTab from './set-up-tab.tsx';

/** What is seen first comes with the room; the others when somebody opens them. */
const TABS: Record<RegistryTab, { icon: ReactNode; Tab: ComponentType }> = {
  setup: { icon: <IconChecklist />, Tab: SetUpTab },
  jurisdiction: { icon: <IconMap2 />, Tab: createPart(() => import('./jurisdiction-tab.tsx')) },
  organisation: { icon: <IconBuildingCommunity />, Tab: createPart(() => import('./organisation-tab.tsx')) },
  lookouts: { icon: <IconHexagon />, Tab: createPart(() => import('./lookouts-tab.tsx')) },
  areas: { icon: <IconPolygon />, Tab: createPart(() => import('./areas-tab.tsx')) },
  units: { icon: <IconDeviceMobile />, Tab: createPart(() => import('./units-tab.tsx')) },
};

/** The registers, one at a time. */
export function RegistryTabs({ open, onOpen }: { open: RegistryTab; onOpen: (tab: RegistryTab) => void }) {
  const { t } = useTranslation();
  const mayManageUnits = usePermission('units:manage');
  return (
    <ToolTabs
      label={t('registryRoom.tabs')}
      open={open}
      onOpen={onOpen}
      tabs={REGISTRY_TABS.filter((tab) => tab !== 'units' || mayManageUnits).map((id) => ({
        id,
        label: t(`registryRoom.tab.${id}`),
        ...TABS[id],
      }))}
    />
  );
}
