import { SCHEMATIC_ID, type Basemap } from '@liaowang/shared/schemas/basemap';

/** The built-in one, which is always there. */
export const SCHEMATIC: Basemap = {
  basemapId: SCHEMATIC_ID,
  name: { zh: '示意图', en: 'Schematic' },
  picture: 'drawn',
  attribution: '',
  asksOutside: false,
  drawing: { type: 'schematic' },
};
