import {
  IconAdjustments,
  IconArrowsMove,
  IconCalendarTime,
  IconClockExclamation,
  IconEyeOff,
  IconHistory,
  IconMapPins,
} from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createPart } from '../../components/part.tsx';
import { ToolTabs } from '../../components/tool-tabs.tsx';
import { TOOL_TABS, useCoverageView, type ToolTab } from './coverage-view.store.ts';
import GapsTab from './gaps-tab.tsx';

/** What is seen first comes with the room; the others when somebody opens them. */
const TABS: Record<ToolTab, { icon: ReactNode; Tab: ComponentType }> = {
  gaps: { icon: <IconEyeOff />, Tab: GapsTab },
  hours: { icon: <IconCalendarTime />, Tab: createPart(() => import('./hours-tab.tsx')) },
  revisit: { icon: <IconHistory />, Tab: createPart(() => import('./revisit-tab.tsx')) },
  plan: { icon: <IconArrowsMove />, Tab: createPart(() => import('./plan-tab.tsx')) },
  siting: { icon: <IconMapPins />, Tab: createPart(() => import('./siting-tab.tsx')) },
  rules: { icon: <IconClockExclamation />, Tab: createPart(() => import('./rules-tab.tsx')) },
  settings: { icon: <IconAdjustments />, Tab: createPart(() => import('./settings-tab.tsx')) },
};

/** The tools of the coverage workspace. */
export function ToolPanel() {
  const { t } = useTranslation();
  const { tab, openTab } = useCoverageView();
  return (
    <ToolTabs
      label={t('coverage.tool.label')}
      open={tab}
      onOpen={openTab}
      tabs={TOOL_TABS.map((id) => ({ id, label: t(`coverage.tool.${id}`), ...TABS[id] }))}
    />
  );
}
