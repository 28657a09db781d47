import { Value } from 'typebox/value';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { NewAccount, ROLES } from '@liaowang/shared/schemas/account';
import {
  EMPTY_DRAFT,
  MAX_NAME,
  belongsToBranch,
  findDraftProblems,
  toAccount,
  toLine,
} from '../../../../client/src/features/accounts/account-draft.ts';

it('says what is wrong with each field', () => {
  expect(findDraftProblems(EMPTY_DRAFT)).toEqual({ username: 'required', nameZh: 'required', branchId: 'required' });
  expect(findDraftProblems({ ...EMPTY_DRAFT, username: 'ab', nameZh: '甲', role: 'analyst' })).toEqual({
    username: 'tooShort',
  });
});

it('lets through exactly what the schema accepts, with a branch where the role has one', () => {
  const draft = fc.record({
    username: fc.oneof(fc.stringMatching(/^[a-z0-9._-]{1,12}$/), fc.string({ maxLength: 12 })),
    nameZh: fc.oneof(fc.constant(' '), fc.string({ maxLength: 200 })).map((text) => toLine(text, MAX_NAME.zh)),
    nameEn: fc.string({ maxLength: 200 }).map((text) => toLine(text, MAX_NAME.en)),
    role: fc.constantFrom(...ROLES),
    branchId: fc.option(fc.integer({ min: 1, max: 25 })),
  });
  fc.assert(
    fc.property(draft, (each) => {
      const account = toAccount(each);
      const isFit = Value.Check(NewAccount, account) && (!belongsToBranch(each.role) || account.branchId !== null);
      expect(Object.keys(findDraftProblems(each)).length === 0).toBe(isFit);
      expect(account.branchId).toBe(belongsToBranch(each.role) ? each.branchId : null);
    }),
  );
});
