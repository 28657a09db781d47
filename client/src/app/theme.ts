import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';
import type { FocusEvent } from 'react';
import look from './theme.module.css';

/*
 * Mantine in the look of the map room, in one place: colours and sizes are our tokens (styles/tokens.css), so both colour
 * schemes, walls and 4K screens follow; what Mantine draws otherwise than LOOK says is in theme.module.css.
 *
 * Its styles: `mantine-styles.ts` holds those of the sign-in page, `mantine-desk-styles.ts` all others; the desk loads that
 * one file after sign-in, before any component that needs it. One file each, in the library's own order, since rules of one
 * layer win by their order, which chunks that load when they like do not keep. Both are the `.layer.css` variants: what
 * is ours stands outside the layer and wins, but for grounds that others compose (components/ground.module.css). Whoever uses another component of Mantine adds its styles there, and
 * imports nothing else. Components are named here by text: importing them would load their code with the page.
 */

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

/** In milliseconds: panels, lists and dialogs open in this time. */
const OPENING_MS = 120;
const opening = { transition: 'fade', duration: OPENING_MS } as const;

/** One of many, found by typing. */
const choices = {
  defaultProps: {
    checkIconPosition: 'right',
    maxDropdownHeight: 'calc(260 * var(--px))',
    comboboxProps: { transitionProps: opening, offset: 4 },
    // Typing replaces what is chosen and looks for another; Enter takes the first that fits.
    selectFirstOptionOnChange: true,
    onFocus: ({ currentTarget }: FocusEvent<HTMLInputElement>) => !currentTarget.readOnly && currentTarget.select(),
  },
  classNames: { dropdown: look.dropdown, option: look.option, empty: look.empty },
};
const calendar = {
  levelsGroup: look.calendar,
  calendarHeaderControl: look.calendarControl,
  calendarHeaderLevel: look.calendarControl,
  weekday: look.weekday,
  day: look.day,
  monthsListControl: look.day,
  yearsListControl: look.day,
};
const windows = {
  classNames: { content: look.window, header: look.windowHeader, title: look.windowTitle, body: look.windowBody },
};

export const theme = createTheme({
  primaryColor: 'sky',
  primaryShade: { light: 7, dark: 6 },
  colors: { dark: SLATE, sky: SKY },
  fontFamily: 'var(--lw-font)',
  defaultRadius: 'sm',
  radius: { xs: 'calc(4 * var(--px))', sm: 'calc(6 * var(--px))', md: 'var(--lw-radius)' },
  fontSizes: {
    xs: 'var(--lw-small)',
    sm: 'var(--lw-text)',
    md: 'calc(14 * var(--px))',
    lg: 'calc(15 * var(--px))',
    xl: 'var(--lw-figure)',
  },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45' },
  spacing: {
    xxs: 'var(--lw-space-xxs)',
    xs: 'var(--lw-space-xs)',
    sm: 'var(--lw-space-sm)',
    md: 'var(--lw-space-md)',
    lg: 'var(--lw-space-lg)',
    xl: 'var(--lw-space-xl)',
  },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    // Primitives: text, row, stack.
    Text: { defaultProps: { size: 'sm' } },
    Group: { defaultProps: { gap: 'md' } },
    Stack: { defaultProps: { gap: 'md' } },
    // Every field: TextInput, PasswordInput, Textarea, Select, NativeSelect, NumberInput, DateInput.
    Input: { classNames: { wrapper: look.fieldBox, input: look.field, section: look.fieldSection } },
    InputWrapper: {
      // What is wrong with a field is said aloud when it comes.
      defaultProps: { errorProps: { role: 'alert' } },
      classNames: { label: look.label, error: look.problem, description: look.hint },
    },
    Textarea: { defaultProps: { autosize: true, minRows: 2 } },
    NumberInput: { defaultProps: { hideControls: true } },
    Select: choices,
    Checkbox: { defaultProps: { size: 'xs' }, classNames: { body: look.tickBody, label: look.tickLabel } },
    SegmentedControl: {
      defaultProps: { withItemsBorders: false, transitionDuration: OPENING_MS },
      classNames: {
        root: look.segments,
        control: look.segment,
        input: look.segmentInput,
        label: look.segmentLabel,
        indicator: look.segmentIndicator,
      },
    },
    Slider: { defaultProps: { size: 'sm', label: null }, classNames: { root: look.slider } },
    Table: {
      defaultProps: { verticalSpacing: 'xs', horizontalSpacing: 'md', tabularNums: true },
      classNames: { table: look.table, th: look.th },
    },
    Tabs: { classNames: { list: look.tabList, tab: look.tab, tabLabel: look.tabLabel } },
    Modal: windows,
    ModalOverlay: { defaultProps: { color: '#04090f', backgroundOpacity: 0.5 } },
    Menu: { classNames: { dropdown: look.dropdown, item: look.menuItem, itemSection: look.menuSection } },
    // Beneath the field of a day.
    Popover: { classNames: { dropdown: look.dropdown } },
    DateInput: {
      defaultProps: { popoverProps: { transitionProps: opening, offset: 4 }, firstDayOfWeek: 1 },
      classNames: calendar,
    },
  },
});

/** Mantine's names for what our tokens say. */
const OURS = {
  '--mantine-color-body': 'var(--lw-panel-solid)',
  '--mantine-color-text': 'var(--lw-ink)',
  '--mantine-color-bright': 'var(--lw-strong)',
  '--mantine-color-dimmed': 'var(--lw-soft)',
  '--mantine-color-placeholder': 'var(--lw-soft)',
  '--mantine-color-error': 'var(--lw-severe)',
  '--mantine-color-success': 'var(--lw-good)',
  '--mantine-color-anchor': 'var(--lw-accent)',
  '--mantine-color-default': 'var(--lw-raised)',
  '--mantine-color-default-hover': 'var(--lw-hover)',
  '--mantine-color-default-color': 'var(--lw-ink)',
  '--mantine-color-default-border': 'var(--lw-hairline)',
  '--mantine-color-disabled': 'var(--lw-raised)',
  '--mantine-color-disabled-color': 'var(--lw-soft)',
  '--mantine-color-disabled-border': 'var(--lw-hairline)',
};

/** In both schemes: the tokens know which one is shown. */
export const resolveVariables: CSSVariablesResolver = () => ({ variables: {}, light: OURS, dark: OURS });
