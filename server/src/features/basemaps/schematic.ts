import type { Basemap } from '@liaowang/shared/schemas/basemap';
import { SCHEMATIC_ID } from '@liaowang/shared/schemas/schematic-id';

/** The built-in one, which is always there. */
export const SCHEMATIC: Basemap = {
  basemapId: SCHEMATIC_ID,
  name: { zh: '示意底图', en: 'Schematic' },
  picture: 'drawn',
  attribution: '',
  asksOutside: false,
  drawing: { type: 'schematic' },
};
