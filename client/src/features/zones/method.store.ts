import { create } from 'zustand';
import {
  DEFAULT_KIND,
  DEFAULT_METHODS,
  FINDING_KINDS,
  type FindingKind,
  type FindingMethod,
  type MethodsByKind,
} from './finding-method.ts';

interface MethodState {
  kind: FindingKind;
  /** What was set for each kind: nobody loses it by looking at another. Always allowed values. */
  methods: MethodsByKind;
  /** How each kind begins in this jurisdiction: what a link without a method means. */
  beginnings: MethodsByKind;
  /** Density: also at half and double the bandwidth. */
  showsSensitivity: boolean;
  choose: (kind: FindingKind) => void;
  /** Takes a whole method, from a form or a link. */
  adopt: (method: FindingMethod) => void;
  setShowsSensitivity: (showsSensitivity: boolean) => void;
  /** Takes what suits the jurisdiction for the kinds that nobody has set. */
  fit: (fitted: MethodsByKind) => void;
}

/** How zones are found for this viewer. */
export const useMethodStore = create<MethodState>()((set) => ({
  kind: DEFAULT_KIND,
  methods: DEFAULT_METHODS,
  beginnings: DEFAULT_METHODS,
  showsSensitivity: false,
  choose: (kind) => set({ kind }),
  adopt: (method) => set(({ methods }) => ({ kind: method.kind, methods: { ...methods, [method.kind]: method } })),
  setShowsSensitivity: (showsSensitivity) => set({ showsSensitivity }),
  fit: (fitted) =>
    set(({ methods, beginnings }) => ({
      beginnings: fitted,
      methods: Object.fromEntries(
        FINDING_KINDS.map((kind) => [kind, methods[kind] === beginnings[kind] ? fitted[kind] : methods[kind]]),
      ) as MethodsByKind,
    })),
}));

/** The method in force. */
export function useMethod(): FindingMethod {
  return useMethodStore(({ kind, methods }) => methods[kind]);
}
