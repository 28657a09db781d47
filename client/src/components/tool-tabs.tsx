import { Tabs } from '@mantine/core';
import { Suspense, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from './error-boundary.tsx';
import { Note, SkeletonRows } from './note.tsx';
import panel from './panel.module.css';
import styles from './tool-tabs.module.css';

interface ToolTabsProps<Id extends string> {
  /** In their order; a lazy one is fetched when it is opened. */
  tabs: ReadonlyArray<{ id: Id; icon: ReactNode; label: string; Tab: ComponentType }>;
  open: Id;
  onOpen: (id: Id) => void;
  label: string;
}

/** The tools of a workspace, one at a time; arrow keys go from tab to tab. */
export function ToolTabs<Id extends string>({ tabs, open, onOpen, label }: ToolTabsProps<Id>) {
  const { t } = useTranslation();
  const shown = tabs.find(({ id }) => id === open) ?? tabs[0]!;
  return (
    <section className={`${panel.panel} ${styles.section}`} aria-label={label}>
      <Tabs
        id="tool"
        value={shown.id}
        onChange={(id) => onOpen(id as Id)}
        keepMounted={false}
        classNames={{ root: styles.root, list: styles.tabs, tab: styles.tab, panel: `${panel.body} ${styles.body}` }}
      >
        <Tabs.List aria-label={label} grow>
          {tabs.map(({ id, icon, label: name }) => (
            <Tabs.Tab key={id} value={id} leftSection={icon}>
              {name}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {tabs.map(({ id, Tab }) => (
          <Tabs.Panel key={id} value={id}>
            <ErrorBoundary
              renderFallback={(retry) => (
                <Note
                  tone="error"
                  title={t('common.toolFailed')}
                  text={t('common.toolFailedText')}
                  action={{ label: t('common.retry'), onClick: retry }}
                />
              )}
            >
              <Suspense fallback={<SkeletonRows rows={6} label={t('common.loading')} />}>
                <Tab />
              </Suspense>
            </ErrorBoundary>
          </Tabs.Panel>
        ))}
      </Tabs>
    </section>
  );
}
