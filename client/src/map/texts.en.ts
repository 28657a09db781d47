import type { SameKeys } from '../i18n/same-keys.ts';
import type { mapZhCN } from './texts.zh-CN.ts';

export const mapEn: SameKeys<typeof mapZhCN> = {
  map: {
    label: 'Map',
    loading: 'Unfolding the map',
    failed: 'The map did not open',
    failedText: 'The page made a mistake. Try again; if that does not help, reload it.',
    graphicsLost: 'The map’s graphics are lost',
    graphicsLostText: 'This happens after sleep or a reset of the graphics card. Loading the map again…',
    graphicsGone: 'The map’s graphics did not come back',
    graphicsGoneText:
      'The browser grants no WebGL. Everything else goes on; restart the browser, or use a current Chrome or Edge.',
    loadAgain: 'Load the map again',
    zoomIn: 'Zoom in',
    zoomOut: 'Zoom out',
    ruler: 'Ruler',
    fullScreen: 'Full screen',
    wholeCity: 'Whole city',
    scale: 'Scale: {{distance}}',
    pointer: 'Under the pointer',
    jumps: 'Jump to',
    marked: 'Marked on the map: {{name}}. Esc takes the mark away.',
    schematic: 'Schematic basemap',
    townNames: 'Place names GeoNames (CC BY 4.0)',
  },
};
