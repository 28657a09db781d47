import type { SameKeys } from '../i18n/same-keys.ts';
import type { paperZhCN } from './texts.zh-CN.ts';

export const paperEn: SameKeys<typeof paperZhCN> = {
  brief: {
    title: 'Brief',
    print: 'Print',
    close: 'Close the brief',
    language: 'Language of the brief',
    languages: { 'zh-CN': 'Chinese', en: 'English' },
    mapPending: 'Drawing the map',
    mapFailed: 'The map could not be drawn. Everything else can be printed.',
    demo: 'Demo: units, positions and incidents are made up',
    page: 'Page {{page}} of {{pages}}',
    footer: '{{association}} · Liaowang',
    map: 'Map',
  },
};
