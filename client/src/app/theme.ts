import { createTheme, type MantineColorsTuple } from '@mantine/core';

/** Blue-greys of the panels, lightest first: Mantine takes text, borders and fields of the dark theme from here. */
const SLATE: MantineColorsTuple = [
  '#dbe6ef',
  '#b9c8d6',
  '#93a7ba',
  '#6d8296',
  '#33475a',
  '#22364a',
  '#16273a',
  '#101c29',
  '#0d1722',
  '#0a121c',
];
const SKY: MantineColorsTuple = [
  '#e3f3fd',
  '#c5e4f7',
  '#9dd2f2',
  '#7bc3ed',
  '#56b4e9',
  '#2f94cf',
  '#1979b3',
  '#0f69a3',
  '#0c5586',
  '#083d62',
];

/** Mantine in the look of the map room; all other styles are CSS next to their component. */
export const theme = createTheme({
  primaryColor: 'sky',
  primaryShade: { light: 7, dark: 6 },
  colors: { dark: SLATE, sky: SKY },
  fontFamily: 'var(--lw-font)',
  defaultRadius: 'sm',
  radius: { sm: 'calc(6 * var(--px))', md: 'var(--lw-radius)' },
  fontSizes: { xs: 'var(--lw-small)', sm: 'var(--lw-text)', md: 'calc(14 * var(--px))' },
  cursorType: 'pointer',
  respectReducedMotion: true,
});
