import { useEffect } from 'react';
import type { ImportMapping, ImportPreview, IncidentImport } from '@liaowang/shared/schemas/incident-import';
import { adoptWords } from './import-words.ts';
import { useImportStore } from './import.store.ts';
import { fetchPreview, renewImport, useImportPreview } from './imports.api.ts';

/** The first rows of an import's file, and how it is to be read. */
interface ImportSetup {
  preview: ImportPreview | undefined;
  previewError: Error | null;
  retry: () => void;
  /** Null until the server has guessed. */
  mapping: ImportMapping | null;
  /** Another column says the category or severity: what its words become is guessed anew. */
  chooseWords: (field: 'category' | 'severity', column: string | null) => void;
}

/** Reads the beginning of a file, takes the server's guess for a start, and keeps both in step. Nothing is read of what is already imported. */
export function useImportSetup({ importId, state }: Pick<IncidentImport, 'importId' | 'state'>): ImportSetup {
  const { reading, mapping, setMapping, change } = useImportStore();
  const isOpen = state === 'uploaded' || state === 'checked';
  const choice = { ...reading, categoryColumn: mapping?.category ?? null, severityColumn: mapping?.severity ?? null };
  const preview = useImportPreview(importId, isOpen ? choice : null);
  const guess = preview.isPlaceholderData ? undefined : preview.data?.guess;
  useEffect(() => {
    if (mapping === null && guess) setMapping(guess);
  }, [mapping, guess, setMapping]);
  const { encoding } = reading;
  const isReread = encoding !== null && guess !== undefined;
  useEffect(() => {
    // Another encoding voids the dry run.
    if (isReread) void renewImport(importId);
  }, [isReread, encoding, importId]);

  const chooseWords = (field: 'category' | 'severity', column: string | null): void => {
    change(
      field === 'category' ? { category: column, categories: {}, newKinds: {} } : { severity: column, severities: {} },
    );
    if (column === null) return;
    const asked = { ...choice, [field === 'category' ? 'categoryColumn' : 'severityColumn']: column };
    fetchPreview(importId, asked).then(
      (read) => {
        const now = useImportStore.getState();
        // Somebody may have chosen another meanwhile.
        if (now.importId === importId && now.mapping?.[field] === column)
          now.setMapping(adoptWords(now.mapping, read, field));
      },
      // The query above asks for the same and says what is wrong; the words then become what the rest becomes.
      () => undefined,
    );
  };
  return {
    preview: preview.data,
    previewError: preview.error,
    retry: () => void preview.refetch(),
    mapping,
    chooseWords,
  };
}
