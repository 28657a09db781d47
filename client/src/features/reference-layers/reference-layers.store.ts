import { create } from 'zustand';
import { linkParametersOf, parseId } from '../../lib/link-parameters.ts';
import { readSetting, writeSetting } from '../../lib/stored-setting.ts';

const SETTING = 'reference-layers';
/** No link is longer for them. */
const MOST = 30;

interface ReferenceChoice {
  /** Layers of the city's own that are on. */
  shown: ReadonlySet<number>;
  toggle: (layerId: number) => void;
}

function parseIds(text: string | null): number[] {
  const ids = (text ?? '').split(',').map(parseId);
  return ids.filter((id) => id !== null).slice(0, MOST);
}

/** Which of the city's own layers are on in this browser. */
export const useReferenceChoice = create<ReferenceChoice>((set) => ({
  shown: new Set(parseIds(readSetting(SETTING))),
  toggle: (layerId) =>
    set(({ shown }) => {
      const next = new Set(shown);
      if (!next.delete(layerId)) next.add(layerId);
      writeSetting(SETTING, [...next].join(','));
      return { shown: next };
    }),
}));

/** Which of the city's own layers are on (`r`). What a link says is shown, and not remembered. */
export const REFERENCE_LINK = linkParametersOf(useReferenceChoice, {
  r: {
    parse: (text) => ({ shown: new Set(parseIds(text ?? readSetting(SETTING))) }),
    format: ({ shown }) => (shown.size > 0 ? [...shown].toSorted((a, b) => a - b).join(',') : null),
  },
});
