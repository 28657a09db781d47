import { IconAdjustments, IconArrowsMove, IconCalendarTime, IconClockExclamation, IconEyeOff, IconHistory, IconMapPins } from '@tabler/icons-react';
import { lazy, Suspense, useRef, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from '../../components/error-boundary.tsx';
import { Note, SkeletonRows } from '../../components/note.tsx';
import { TOOL_TABS, useCoverageView, type ToolTab } from './coverage-view.store.ts';
import GapsTab from './gaps-tab.tsx';
import styles from './tool-panel.module.css';

/** What is seen first comes with the room; the others when somebody opens them. */
const TABS: Record<ToolTab, { icon: ReactNode; Tab: ComponentType }> = {
  gaps: { icon: <IconEyeOff />, Tab: GapsTab },
  hours: { icon: <IconCalendarTime />, Tab: lazy(() => import('./hours-tab.tsx')) },
  revisit: { icon: <IconHistory />, Tab: lazy(() => import('./revisit-tab.tsx')) },
  plan: { icon: <IconArrowsMove />, Tab: lazy(() => import('./plan-tab.tsx')) },
  siting: { icon: <IconMapPins />, Tab: lazy(() => import('./siting-tab.tsx')) },
  rules: { icon: <IconClockExclamation />, Tab: lazy(() => import('./rules-tab.tsx')) },
  settings: { icon: <IconAdjustments />, Tab: lazy(() => import('./settings-tab.tsx')) },
};

/** The tools of the coverage workspace, one at a time. */
export function ToolPanel() {
  const { t } = useTranslation();
  const tab = useCoverageView((view) => view.tab);
  const openTab = useCoverageView((view) => view.openTab);
  const list = useRef<HTMLDivElement>(null);
  const move = (step: number): void => {
    const at = (TOOL_TABS.indexOf(tab) + step + TOOL_TABS.length) % TOOL_TABS.length;
    openTab(TOOL_TABS[at]!);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[at]?.focus();
  };
  const { Tab } = TABS[tab];
  return (
    <section className={styles.panel} aria-label={t('coverage.tool.label')}>
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label={t('coverage.tool.label')}
        className={styles.tabs}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          move(step);
        }}
      >
        {TOOL_TABS.map((id) => (
          <button key={id} type="button" role="tab" id={`tool-tab-${id}`} aria-controls="tool-body" aria-selected={id === tab} tabIndex={id === tab ? 0 : -1} onClick={() => openTab(id)}>
            {TABS[id].icon}<span>{t(`coverage.tool.${id}`)}</span>
          </button>
        ))}
      </div>
      <div key={tab} id="tool-body" role="tabpanel" aria-labelledby={`tool-tab-${tab}`} className={styles.body}>
        <ErrorBoundary fallback={<Note tone="error" title={t('coverage.tool.failed')} text={t('coverage.tool.failedText')} action={{ label: t('map.reload'), onClick: () => location.reload() }} />}>
          <Suspense fallback={<SkeletonRows rows={6} label={t('common.loading')} />}>
            <Tab />
          </Suspense>
        </ErrorBoundary>
      </div>
    </section>
  );
}
