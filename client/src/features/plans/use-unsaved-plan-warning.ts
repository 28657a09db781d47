import { useEffect } from 'react';
import { hasUnsavedChanges, useDraftStore } from './draft.store.ts';

/** The browser asks before the page is closed while changes of a plan would be lost, whichever tab is open. */
export function useUnsavedPlanWarning(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (hasUnsavedChanges(useDraftStore.getState())) event.preventDefault();
    };
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, []);
}
