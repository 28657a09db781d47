import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { SIGN_IN_RATES } from '../../../../server/src/features/accounts/sign-in-limits.ts';
import { networkOf } from '../../../../server/src/plugins/network-of.ts';
import { waitFor } from '../../../support/wait-for.ts';
import { TEST_PASSWORD, createTestApp, type TestApp } from '../../../support/create-test-app.ts';

let city: TestApp;

beforeAll(async () => {
  city = await createTestApp();
});
// Counts are in memory; known places are not.
beforeEach(async () => {
  await city.restart();
  await city.app.db.query('TRUNCATE known_places');
});
afterAll(() => city.close());

const signIn = (username: string, password: string, remoteAddress: string, cookie = '') =>
  city.app.inject({
    method: 'POST',
    url: '/api/v1/session',
    payload: { username, password },
    remoteAddress,
    headers: { cookie },
  });
/** How many of these tries, all at once, were answered as wrong and how many with 429. */
const tries = async (count: number, attempt: (i: number) => ReturnType<typeof signIn>) => {
  const answers = await Promise.all(Array.from({ length: count }, (_, i) => attempt(i)));
  const those = (status: number) => answers.filter(({ statusCode }) => statusCode === status).length;
  return { wrong: those(401), limited: those(429), right: those(200) };
};
/** On a busy machine a token or two comes back meanwhile. */
const expectLimited = ({ wrong, limited }: { wrong: number; limited: number }, burst: number) => {
  expect(wrong).toBeGreaterThanOrEqual(burst);
  expect(wrong).toBeLessThanOrEqual(burst + 3);
  expect(limited).toBeGreaterThan(0);
};

describe('wrong passwords', () => {
  it('are limited by address, whatever the account', async () => {
    const { burst } = SIGN_IN_RATES.address;
    expectLimited(await tries(burst + 10, (i) => signIn(`nobody-${i}`, 'wrong', '192.0.2.1')), burst);
    const limited = await waitFor('a refusal', async () => {
      const answer = await signIn('dispatcher', 'wrong', '192.0.2.1');
      return answer.statusCode === 429 && answer;
    });
    expect(limited.json().error.code).toBe('too-many-requests');
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(limited.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await signIn('dispatcher', TEST_PASSWORD, '192.0.2.2')).statusCode).toBe(200);
  });

  it.each(['dispatcher', 'nobody'])(
    'are limited by account, whatever the address, whether the account exists or not (%s)',
    async (username) => {
      const { burst } = SIGN_IN_RATES.account;
      expectLimited(await tries(burst + 10, (i) => signIn(username, 'wrong', `192.0.2.${i + 10}`)), burst);
    },
  );

  it('of strangers never keep out who signs in from a usual address', async () => {
    expect((await signIn('dispatcher', TEST_PASSWORD, '198.51.100.1')).statusCode).toBe(200);
    expect((await tries(40, (i) => signIn('dispatcher', 'wrong', `192.0.2.${i}`))).limited).toBeGreaterThan(20);
    expect((await signIn('dispatcher', TEST_PASSWORD, '198.51.100.1')).statusCode).toBe(200);
  });

  it('of a colleague at the same address never keep out who signs in with the usual browser', async () => {
    const first = await signIn('dispatcher', TEST_PASSWORD, '198.51.100.1');
    const browser = first.cookies.find(({ name }) => name === 'liaowang_browser');
    expect(browser).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    const cookie = `liaowang_browser=${browser?.value}`;
    expect((await tries(40, () => signIn('dispatcher', 'wrong', '198.51.100.1'))).limited).toBeGreaterThan(20);
    expect((await signIn('dispatcher', TEST_PASSWORD, '198.51.100.1', cookie)).statusCode).toBe(200);
    // The browser is no key: it is known for who signed in with it, and limited too.
    expect((await signIn('analyst', 'wrong', '192.0.2.1', cookie)).statusCode).toBe(401);
    const { burst } = SIGN_IN_RATES.place;
    expectLimited(await tries(burst + 10, () => signIn('dispatcher', 'wrong', '198.51.100.7', cookie)), burst);
  });

  it('beyond the limit are in the audit log once a minute, with the name tried and the address', async () => {
    await tries(20, () => signIn('dispatcher', 'wrong', '192.0.2.77'));
    const { rows } = await city.app.db.query(
      `SELECT detail FROM audit_entries WHERE action = 'session.limited' AND detail->>'address' = '192.0.2.77'`,
    );
    expect(rows).toEqual([{ detail: { username: 'dispatcher', address: '192.0.2.77' } }]);
  });
});

it('right passwords are not counted', async () => {
  for (let round = 0; round < 5; round++)
    expect(
      (await tries(5, (i) => signIn(['dispatcher', 'analyst', 'administrator'][i % 3]!, TEST_PASSWORD, '203.0.113.5')))
        .right,
    ).toBe(5);
});

describe('networkOf', () => {
  it('takes IPv4 as it is, mapped or not, and IPv6 by its /64 however it is written', () => {
    expect(['192.0.2.1', '::ffff:192.0.2.1'].map(networkOf)).toEqual(['192.0.2.1', '192.0.2.1']);
    expect(['2001:db8::1', '2001:0DB8:0:0:ffff::2', 'fe80::1%eth0', '::1'].map(networkOf)).toEqual([
      '2001:db8:0:0::/64',
      '2001:db8:0:0::/64',
      'fe80:0:0:0::/64',
      '0:0:0:0::/64',
    ]);
  });

  it('is the same for all addresses of a /64 and another for another', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    fc.assert(
      fc.property(
        fc.tuple(group, group, group, group),
        fc.tuple(group, group, group, group),
        fc.tuple(group, group, group, group),
        (prefix, a, b) => {
          const of = (host: number[]) => networkOf([...prefix, ...host].map((each) => each.toString(16)).join(':'));
          expect(of(a)).toBe(of(b));
          expect(
            networkOf([...prefix.slice(0, 3), prefix[3] ^ 1, ...a].map((each) => each.toString(16)).join(':')),
          ).not.toBe(of(a));
        },
      ),
    );
  });
});
