import { Value } from 'typebox/value';
import { describe, expect, it } from 'vitest';
import { textOf } from '../../../shared/src/schemas/text.ts';

describe('a text that people type', () => {
  const asked = textOf({ minLength: 1, maxLength: 1_000_000 });

  it('is something where something is asked for', () => {
    for (const text of ['李', '  站前路 ', 'a\nb', '\t.'].concat(`${' '.repeat(200_000)}x`))
      expect(Value.Check(asked, text)).toBe(true);
    for (const text of ['', ' ', '\n\t\u3000']) expect(Value.Check(asked, text)).toBe(false);
    expect(Value.Check(textOf({ maxLength: 10 }), '')).toBe(true);
  });

  it('holds no NUL', () => {
    for (const text of ['\0', 'a\0', ' \0a']) {
      expect(Value.Check(asked, text)).toBe(false);
      expect(Value.Check(textOf({ maxLength: 10 }), text)).toBe(false);
    }
  });

  // A pattern that tries every place for its one sign that is no blank takes minutes here, and fails by the time limit.
  it('is judged in one pass, however many blanks it has', () => {
    expect(Value.Check(asked, `${' '.repeat(500_000)}\0`)).toBe(false);
  });
});
