import type { SameKeys } from '../../i18n/same-keys.ts';
import type { importErrorsZhCN } from './error-texts.zh-CN.ts';

export const importErrorsEn: SameKeys<typeof importErrorsZhCN> = {
  errors: {
    'category-unknown': 'The city has no such category; it may just have been merged. Choose again.',
    'category-fixed': 'The ten categories at the top cannot be renamed, moved or merged.',
    'category-cycle': 'It cannot go below or into itself or what is below it.',
    'category-too-deep': 'Too deep: the tree has at most five levels.',
    'category-name-taken': 'There is one of this name beside it.',
    'too-many-categories': 'Too many categories. Merge some first.',
    'check-first': 'The settings have changed since the dry run. Run it again, then import.',
    'encoding-not-known': 'This text encoding is not known. Choose another.',
    'time-zone-unknown': 'There is no such time zone. Choose one from the list.',
    'import-closed': 'This import is done, undone or discarded and cannot be changed. Look at the list.',
    'import-busy': 'Somebody else is importing this file just now. Look again shortly.',
    'import-incomplete': 'Fewer rows could be stored than were read, so none were stored. Import it once more.',
    'too-many-uploads': 'Two of your files are being uploaded already. Wait for one of them.',
    'uploads-full':
      'Too many of your files wait to be imported (at most 20, with 500 MB together). Import or discard some first.',
    'not-committed': 'This import stored no incidents: there is nothing to undo.',
    'too-many-area-sets': 'There are 50 sets already. Delete some first.',
    'area-without-ground': 'The shape has no ground. Draw it again.',
    'last-area': 'A set has one area at least; delete the whole set instead.',
  },
};
