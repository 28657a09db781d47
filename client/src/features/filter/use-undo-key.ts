import { useEffect } from 'react';
import { takesKeys } from '../../lib/takes-keys.ts';
import { undoFilter } from './filter.store.ts';

/** Ctrl+Z takes back the last change of the filter, but not while somebody types or another tool has a use for it. */
export function useUndoKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (
        event.defaultPrevented ||
        takesKeys(event.target) ||
        event.shiftKey ||
        event.altKey ||
        !(event.ctrlKey || event.metaKey) ||
        event.key.toLowerCase() !== 'z'
      )
        return;
      event.preventDefault();
      undoFilter();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}
