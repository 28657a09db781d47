import { describe, expect, it } from 'vitest';
import {
  adoptWords,
  chooseCategory,
  chooseSeverity,
  findCategoryChoice,
  findSeverityChoice,
  leaveRestOut,
} from '../../../../client/src/features/imports/import-words.ts';
import { mapping } from './mapping.ts';

const given = mapping({ categories: { 盗窃: 'theft', 走失: null }, severities: { 重大: 'critical' } });

describe('choices for words', () => {
  it('are one of ours, left out, or whatever the rest becomes', () => {
    expect(['盗窃', '走失', '噪音'].map((word) => findCategoryChoice(given, word))).toEqual([
      'theft',
      'leave-out',
      'default',
    ]);
    expect(['重大', '一般'].map((word) => findSeverityChoice(given, word))).toEqual(['critical', 'default']);
  });
  it('take no word of the language for one of the file', () => {
    for (const word of ['constructor', 'toString', '__proto__']) {
      expect(findCategoryChoice(given, word)).toBe('default');
      const chosen = chooseCategory(given, word, 'noise');
      expect(word === '__proto__' || findCategoryChoice(chosen, word) === 'noise').toBe(true);
    }
  });
  it('can be changed and taken back', () => {
    expect(chooseCategory(given, '噪音', 'noise').categories).toEqual({ 盗窃: 'theft', 走失: null, 噪音: 'noise' });
    expect(chooseCategory(given, '盗窃', 'leave-out').categories).toEqual({ 盗窃: null, 走失: null });
    expect(chooseCategory(given, '盗窃', 'default').categories).toEqual({ 走失: null });
    expect(chooseSeverity(given, '一般', 'low').severities).toEqual({ 重大: 'critical', 一般: 'low' });
    expect(chooseSeverity(given, '重大', 'default').severities).toEqual({});
    expect(given.categories).toEqual({ 盗窃: 'theft', 走失: null });
  });
});

describe('leaveRestOut', () => {
  it('leaves out what nobody spoke of, and nothing else', () => {
    expect(leaveRestOut(given, [{ word: '盗窃' }, { word: '噪音' }, { word: '' }]).categories).toEqual({
      盗窃: 'theft',
      走失: null,
      噪音: null,
      '': null,
    });
  });
});

describe('adoptWords', () => {
  it('forgets the words of the old column and takes those guessed for the new one', () => {
    const guess = mapping({ category: '案由', categories: { 斗殴: 'dispute' }, severities: { 高: 'high' } });
    expect(adoptWords(given, { guess }, 'category')).toEqual({
      ...given,
      categories: { 斗殴: 'dispute' },
      newKinds: {},
    });
    expect(adoptWords(given, { guess }, 'severity')).toEqual({ ...given, severities: { 高: 'high' } });
  });
});
