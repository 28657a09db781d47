import { useComputedColorScheme } from '@mantine/core';
import { PALETTES, type MapPalette, type Theme } from './palette.ts';

/** The theme of the page with the map's colours in it. */
export function useMapTheme(): { theme: Theme; palette: MapPalette } {
  const theme = useComputedColorScheme('dark');
  return { theme, palette: PALETTES[theme] };
}
