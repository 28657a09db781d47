import { useMutation } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { create } from 'zustand';
import { ApiError } from './api-client.ts';
import { listChanges, listConflicts, mergeEntry, type Side } from './entry-changes.ts';

/** An entry of a register as a form edits it. */
export interface EntryState<D extends object> {
  draft: D;
  version: number;
}

/** Since when a change holds, as the registers take it; neither = from now on. */
export interface Since {
  validFrom?: string;
  isCorrection?: boolean;
}

interface Change<D extends object> {
  draft: D;
  /** What of it is other than it was. */
  changes: Partial<D>;
  since: Since;
  /** What it was changed on. */
  version: number;
}

interface EntryFormOptions<D extends object> {
  /** Empty fields, or what they are filled with first. */
  initial: D;
  /** Null = it is a new one. */
  version: number | null;
  /** Adds a new one. */
  add: (draft: D, since: Since) => Promise<unknown>;
  change: (change: Change<D>) => Promise<unknown>;
  /** Asks the server what the entry is now; null = it is gone. */
  readAnew: () => Promise<EntryState<D> | null>;
  onSaved: () => void;
}

/** Whether a form holds what would be lost: asked before anything takes its place. */
export const useUnsavedEntry = create<{ isUnsaved: boolean }>()(() => ({ isUnsaved: false }));

interface Conflict<D extends object> extends EntryState<D> {
  /** The fields in which mine and theirs differ. */
  sides: ReadonlyMap<keyof D, Side>;
}

export interface EntryFormState<D extends object> {
  draft: D;
  edit: (patch: Partial<D>) => void;
  isNew: boolean;
  isChanged: boolean;
  isPending: boolean;
  error: Error | null;
  /** Somebody changed it meanwhile: what it is by now, and what is kept of it; null = nobody did. */
  conflict: Conflict<D> | null;
  keep: (field: keyof D, side: Side) => void;
  save: (since: Since) => void;
}

/**
 * What somebody writes in the form of a register's entry. A change says which version it was made on; where that is
 * outdated the entry is read anew, and each field in which the two differ is chosen before it is saved again.
 */
export function useEntryForm<D extends object>(options: EntryFormOptions<D>): EntryFormState<D> {
  const [base, setBase] = useState({ draft: options.initial, version: options.version });
  const [draft, setDraft] = useState(options.initial);
  const [conflict, setConflict] = useState<Conflict<D> | null>(null);
  const write = useMutation({
    mutationFn: async (since: Since): Promise<Conflict<D> | null> => {
      const from = conflict ?? base;
      const written = conflict ? mergeEntry(draft, conflict.draft, conflict.sides) : draft;
      if (from.version === null) {
        await options.add(written, since);
        return null;
      }
      const changes = listChanges(from.draft, written);
      if (Object.keys(changes).length === 0) return null;
      try {
        await options.change({ draft: written, changes, since, version: from.version });
        return null;
      } catch (error) {
        if (!(error instanceof ApiError && error.code === 'changed-meanwhile')) throw error;
        const theirs = await options.readAnew();
        if (theirs === null) throw new ApiError({ status: 404, code: 'not-found', field: null, reason: 'It is gone.' });
        setBase(from);
        setDraft(written);
        return { ...theirs, sides: listConflicts(from.draft, written, theirs.draft) };
      }
    },
    onSuccess: (met) => {
      setConflict(met);
      if (!met) options.onSaved();
    },
  });
  const isTouched = conflict !== null || Object.keys(listChanges(base.draft, draft)).length > 0;
  useEffect(() => useUnsavedEntry.setState({ isUnsaved: isTouched }), [isTouched]);
  useEffect(() => () => useUnsavedEntry.setState({ isUnsaved: false }), []);
  return {
    draft,
    edit: (patch) => setDraft((before) => ({ ...before, ...patch })),
    isNew: base.version === null,
    isChanged: base.version === null || isTouched,
    isPending: write.isPending,
    error: write.error,
    conflict,
    keep: (field, side) =>
      setConflict((before) => before && { ...before, sides: new Map(before.sides).set(field, side) }),
    save: (since) => write.mutate(since),
  };
}
