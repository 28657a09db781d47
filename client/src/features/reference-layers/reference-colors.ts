import type { ReferenceColor } from '@liaowang/shared/schemas/reference-layer';
import type { Theme } from '../../map/palette.ts';

/** Colours of the city's own layers: dull beside marks and alerts, and 3:1 at least on the ground of their theme. */
export const REFERENCE_PALETTES: Record<Theme, Record<ReferenceColor, string>> = {
  dark: { grey: '#9BA8B4', olive: '#A9A85C', plum: '#B48EC4', brown: '#C09468', slate: '#7F9CC4' },
  light: { grey: '#5F6B76', olive: '#6B6A1E', plum: '#7A4F8C', brown: '#86572A', slate: '#40608C' },
};
