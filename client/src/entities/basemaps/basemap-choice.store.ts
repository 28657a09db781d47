import { create } from 'zustand';
import { linkParametersOf, matching } from '../../lib/link-parameters.ts';
import { readSetting, writeSetting } from '../../lib/stored-setting.ts';

const SETTING = 'basemap';
const ID = /^[a-z0-9][a-z0-9-]{0,39}$/;

interface BasemapChoice {
  /** Null = the first of the city's order. */
  basemapId: string | null;
  choose: (basemapId: string) => void;
}

const remembered = (): string | null => matching(readSetting(SETTING), ID);

/** Which basemap was chosen in this browser. */
export const useBasemapChoice = create<BasemapChoice>((set) => ({
  basemapId: remembered(),
  choose: (basemapId) => {
    writeSetting(SETTING, basemapId);
    set({ basemapId });
  },
}));

/** Which basemap (`b`) was chosen. What a link says is shown, and not remembered. */
export const BASEMAP_LINK = linkParametersOf(useBasemapChoice, {
  b: {
    parse: (text) => ({ basemapId: matching(text, ID) ?? remembered() }),
    format: ({ basemapId }) => basemapId,
  },
});
