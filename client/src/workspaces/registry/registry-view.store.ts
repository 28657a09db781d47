import { create } from 'zustand';
import { linkParametersOf, parseId } from '../../lib/link-parameters.ts';

/** The registers, in the order of their tabs. */
export const REGISTRY_TABS = ['setup', 'jurisdiction', 'organisation', 'lookouts', 'areas', 'units'] as const;
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
  /** The register that was opened (`rt`); null = that of the chosen entry, else the set-up. */
  tab: RegistryTab | null;
  /** Chosen entry (`entry`). */
  entry: EntryRef | null;
  /** Opens a register; what was chosen in another one is let go. */
  openTab: (tab: RegistryTab) => void;
  /** Chooses an entry, and opens its register. */
  choose: (entry: EntryRef | null) => void;
}

/** The register that is open. */
export const findOpenTab = ({ tab, entry }: Pick<RegistryViewState, 'tab' | 'entry'>): RegistryTab =>
  tab ?? (entry ? ENTRY_TABS[entry.kind] : 'setup');

const said = (tab: RegistryTab | undefined): RegistryTab | null => (tab === undefined || tab === 'setup' ? null : tab);

/** What the registry workspace shows; the address follows. */
export const useRegistryView = create<RegistryViewState>()((set) => ({
  tab: null,
  entry: null,
  openTab: (tab) => set({ tab: said(tab), entry: null }),
  choose: (entry) => set((view) => (entry ? { entry, tab: null } : { entry, tab: said(findOpenTab(view)) })),
}));

/** `station:12`; null for what is no entry. */
function parseEntry(text: string | null): EntryRef | null {
  const [kind = '', idText] = text?.split(':') ?? [];
  const id = parseId(idText);
  return id !== null && isEntryKind(kind) ? { kind, id } : null;
}

export const REGISTRY_LINK = linkParametersOf(useRegistryView, {
  rt: {
    parse: (text) => ({ tab: said(REGISTRY_TABS.find((tab) => tab === text)) }),
    format: ({ tab }) => tab,
  },
  entry: {
    parse: (text) => ({ entry: parseEntry(text) }),
    format: ({ entry }) => entry && `${entry.kind}:${entry.id}`,
  },
});
