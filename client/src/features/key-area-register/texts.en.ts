import type { SameKeys } from '../../i18n/same-keys.ts';
import type { keyAreaRegisterZhCN } from './texts.zh-CN.ts';

export const keyAreaRegisterEn: SameKeys<typeof keyAreaRegisterZhCN> = {
  keyAreaRegister: {
    title: 'Register of key areas',
    search: 'Filter by name or code',
    none: 'Press “Add a key area”, then draw its ground on the map.',
    add: 'Add a key area',
    edit: 'Change {{name}}',
    byPlace: 'by its place',
    ground: 'Ground',
    groundNeeded: 'Draw its ground on the map.',
    corners: 'Corners',
    squareMeters: 'Area (m²)',
    areaBoth: '{{area}} ({{squareMeters}} m²)',
    codeOrNone: 'Code (empty: made for you)',
    codeProblem: '1 to {{most}} characters.',
    column: { name: 'Name', kind: 'Kind', code: 'Code' },
    remove: {
      start: 'Take this key area away',
      question:
        'Take “{{name}}” away? It no longer counts in coverage and the map shows it no more. The registers of past days and its history stay.',
      sure: 'Take it away',
      watched:
        'Alert rules still watch it, so it was not taken away. Take it out of the rules first: Coverage › Rules.',
    },
  },
};
