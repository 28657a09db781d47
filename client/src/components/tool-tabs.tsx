import { Suspense, useRef, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorBoundary } from './error-boundary.tsx';
import { Note, SkeletonRows } from './note.tsx';
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
  const list = useRef<HTMLDivElement>(null);
  const at = Math.max(
    0,
    tabs.findIndex(({ id }) => id === open),
  );
  const move = (step: number): void => {
    const next = (at + step + tabs.length) % tabs.length;
    onOpen(tabs[next]!.id);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus();
  };
  const { id: shown, Tab } = tabs[at]!;
  return (
    <section className={styles.panel} aria-label={label}>
      <div
        ref={list}
        role="tablist"
        tabIndex={-1}
        aria-label={label}
        className={styles.tabs}
        style={{ gridTemplateColumns: `repeat(${tabs.length}, minmax(0, 1fr))` }}
        onKeyDown={(event) => {
          const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          move(step);
        }}
      >
        {tabs.map(({ id, icon, label: name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`tool-tab-${id}`}
            aria-controls="tool-body"
            aria-selected={id === shown}
            tabIndex={id === shown ? 0 : -1}
            onClick={() => onOpen(id)}
          >
            {icon}
            <span>{name}</span>
          </button>
        ))}
      </div>
      <div key={shown} id="tool-body" role="tabpanel" aria-labelledby={`tool-tab-${shown}`} className={styles.body}>
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
      </div>
    </section>
  );
}
