import type { SameKeys } from '../../i18n/same-keys.ts';
import type { categoriesZhCN } from './texts.zh-CN.ts';

export const categoriesEn: SameKeys<typeof categoriesZhCN> = {
  categories: {
    title: 'Categories of the city',
    lead: "The ten at the top stay; below them are the city's own kinds. Words sorted in an import are remembered.",
    words: 'What files call it',
    wordsHint: 'One a line; case and width do not matter',
    add: 'New kind below {{name}}',
    edit: 'Change {{name}}',
    nameZh: 'Name',
    nameEn: 'English name (may be empty)',
    parent: 'Below',
    save: 'Save',
    cancel: 'Cancel',
    merge: 'Merge into another',
    mergeInto: 'Merge into',
    mergeText:
      'The {{number}} incidents of "{{from}}", its words and what is below it go to "{{into}}". This cannot be split again; filters and links that name it still work.',
    mergeConfirm: 'Merge into "{{into}}"',
    merged: 'Merged into "{{into}}", {{number}} incidents',
    saved: '"{{name}}" is saved',
    created: '"{{name}}" is made',
    none: 'No kinds of its own yet. Keep the words of a file when importing it, or make one here.',
  },
};
