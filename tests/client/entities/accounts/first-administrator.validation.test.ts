import { Value } from 'typebox/value';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FirstAdministrator } from '@liaowang/shared/schemas/account';
import { validateFirstAdministrator } from '../../../../client/src/entities/accounts/first-administrator.validation.ts';

describe('validateFirstAdministrator', () => {
  it('says what is wrong with each field', () => {
    expect(validateFirstAdministrator({ username: '', password: '', repeat: '' })).toEqual({
      username: { key: 'required' },
      password: { key: 'required' },
    });
    expect(validateFirstAdministrator({ username: 'ab', password: 'short', repeat: 'other' })).toEqual({
      username: { key: 'tooShort', count: 3 },
      password: { key: 'tooShort', count: 10 },
      repeat: { key: 'differs' },
    });
    expect(
      validateFirstAdministrator({ username: '管理员甲', password: 'a long password', repeat: 'a long password' }),
    ).toEqual({ username: { key: 'badUsername' } });
  });

  it('lets through exactly what the server’s schema accepts', () => {
    const username = fc.oneof(fc.stringMatching(/^[a-z0-9._-]{1,12}$/), fc.string({ maxLength: 12 }));
    const password = fc.string({ minLength: 5, maxLength: 16 });
    fc.assert(
      fc.property(username, password, (name, secret) => {
        const isSendable =
          Object.keys(validateFirstAdministrator({ username: name, password: secret, repeat: secret })).length === 0;
        expect(isSendable).toBe(Value.Check(FirstAdministrator, { token: 't', username: name, password: secret }));
      }),
    );
  });
});
