import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { en, zhCN } from '../../support/catalogues.ts';
import { flattenTexts } from '../../support/said-keys.ts';

const GLOSSARY = join(dirname(fileURLToPath(import.meta.url)), '../../../docs/glossary.md');

const HAN = /\p{Script=Han}/u;

const terms = readFileSync(GLOSSARY, 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| English'))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, english = '', chinese = '', , refused = '']) => ({
    english,
    chinese,
    refused: refused.split(', ').filter((word) => word !== ''),
  }));

const chinese = [...flattenTexts(zhCN)];
const english = [...flattenTexts(en)].map(([key, text]): [string, string] => [key, text.toLowerCase()]);

/** What a refused word may be part of: the unit that a figure is in. */
const withoutMeasures = (text: string) => text.replaceAll('计量单位', '').replaceAll('为单位', '');

describe('the glossary', () => {
  it('has each term once, in both languages', () => {
    expect(terms.length).toBeGreaterThan(30);
    for (const column of ['english', 'chinese'] as const) {
      const words = terms.map((term) => term[column]);
      expect(words.filter((word, i) => word === '' || words.indexOf(word) !== i)).toEqual([]);
    }
    expect(terms.filter((term) => !HAN.test(term.chinese) || HAN.test(term.english))).toEqual([]);
  });

  it.each(terms)('says $english · $chinese on the page', (term) => {
    expect(chinese.some(([, text]) => text.includes(term.chinese))).toBe(true);
    expect(english.some(([, text]) => text.includes(term.english))).toBe(true);
  });

  it.each(terms.flatMap(({ refused, english: term }) => refused.map((word) => ({ word, term }))))(
    'never says $word for $term',
    ({ word }) => {
      const catalogue = HAN.test(word) ? chinese : english;
      expect(catalogue.filter(([, text]) => withoutMeasures(text).includes(word))).toEqual([]);
    },
  );
});
