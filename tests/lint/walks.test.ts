import { describe, expect, it } from 'vitest';
import { judgeDocument, listDocuments } from '../../lint/check-documents.ts';

const named = (document: string, text: string): string[] => judgeDocument(document, text).map((said) => said.named);

describe('documents', () => {
  it.each(listDocuments())('%s names files that are there, and functions in the files that hold them', (document) => {
    expect(judgeDocument(document)).toEqual([]);
  });

  it('are all read', () => {
    expect(listDocuments()).toEqual(
      expect.arrayContaining(['README.md', 'docs/architecture.md', 'docs/contributing.md', 'docs/life-of-a-gap.md']),
    );
  });
});

describe('the search for what is out of date', () => {
  it.each([
    'See `lint/no-such.ts`.',
    'See `no-such.ts`.',
    'See `lint/no-such`, a folder.',
    'See `lint/<name>.mts/x.ts`.',
    'Run `npx tsx lint/no-such.ts`.',
    'See [the plan](../lint/no-such.ts).',
    '`noSuch` (`lint/find-imports.ts`)',
    '`noSuch()` in `lint/find-imports.ts`',
    // Imported there, and used, but declared elsewhere.
    '`parseSync` (`lint/find-imports.ts`)',
  ])('finds it in: %s', (text) => expect(named('docs/x.md', text)).toHaveLength(1));

  it.each([
    'See `lint/find-imports.ts`, `find-imports.ts`, `lint/`, `lint/*.ts`, `tests/lint/<name>.test.ts`, `lint/find-imports.{ts,mjs}`.',
    'See [the plan](../lint/floor-plan.ts).',
    '`findImports` (`lint/find-imports.ts`), `FLOOR_PLAN` in `floor-plan.ts`, `isPackage` (`lint/find-imports.ts`)',
    'An event `positions.stored`, a code `not-found`, `/api/v1/units`, `React`, `findSomething`.',
  ])('lets stand: %s', (text) => expect(named('docs/x.md', text)).toEqual([]));

  it('asks the steps of a walk for the file of every function', () => {
    const text = '1. `findImports` goes.\n2. `findImports` comes from `lint/find-imports.ts`.';
    expect(named('docs/life-of-x.md', text)).toEqual(['findImports']);
  });
});
