import { create } from 'zustand';
import { linkParametersOf, parseId } from '../../lib/link-parameters.ts';

/** The registers, in the order of their tabs. */
export const REGISTRY_TABS = ['setup', 'organisation', 'lookouts', 'areas', 'units'] as const;
export type RegistryTab = (typeof REGISTRY_TABS)[number];

/** The tab of each kind of entry, by the kind's name on the map and in links. */
export const ENTRY_TABS = {
  branch: 'organisation',
  station: 'organisation',
  lookout: 'lookouts',
  'key-area': 'areas',
  unit: 'units',
} as const satisfies Record<string, RegistryTab>;
export type EntryKind = keyof typeof ENTRY_TABS;

/** An entry of a register. */
export interface EntryRef {
  kind: EntryKind;
  id: number;
}

/** Whether the map's name of a kind of thing is that of a kind of entry. */
export const isEntryKind = (kind: string): kind is EntryKind => Object.hasOwn(ENTRY_TABS, kind);

interface RegistryViewState {
  /** Open register (`rt`). */
  tab: RegistryTab;
  /** Chosen entry (`entry`). */
  entry: EntryRef | null;
  openTab: (tab: RegistryTab) => void;
  /** Chooses an entry, and opens its register. */
  choose: (entry: EntryRef | null) => void;
}

/** What the registry workspace shows; the address follows. */
export const useRegistryView = create<RegistryViewState>()((set) => ({
  tab: 'setup',
  entry: null,
  openTab: (tab) => set({ tab }),
  choose: (entry) => set(entry ? { entry, tab: ENTRY_TABS[entry.kind] } : { entry }),
}));

/** `station:12`; null for what is no entry. */
function parseEntry(text: string | null): EntryRef | null {
  const [kind = '', idText] = text?.split(':') ?? [];
  const id = parseId(idText);
  return id !== null && isEntryKind(kind) ? { kind, id } : null;
}

export const REGISTRY_LINK = linkParametersOf(useRegistryView, {
  rt: {
    parse: (text) => ({ tab: REGISTRY_TABS.find((tab) => tab === text) ?? 'setup' }),
    format: ({ tab }) => (tab === 'setup' ? null : tab),
  },
  entry: {
    // After the tab: a link to an entry alone opens its register.
    parse: (text) => {
      const entry = parseEntry(text);
      return entry ? { entry, tab: ENTRY_TABS[entry.kind] } : { entry };
    },
    format: ({ entry }) => entry && `${entry.kind}:${entry.id}`,
  },
});
