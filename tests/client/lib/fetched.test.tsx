import { setTimeout as pause } from 'node:timers/promises';
import { act, renderHook, waitFor } from '@testing-library/react';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { request } from '../../../client/src/lib/api-client.ts';
import { useFetched } from '../../../client/src/lib/fetched.ts';
import { Page, openPageServer, refusal, type PageServer } from '../../support/page.tsx';

let server: PageServer;
beforeAll(async () => {
  server = await openPageServer();
});
afterAll(() => server.close());

/** A component that shows something, or why it is not there. */
const show = (path: string) =>
  renderHook(
    () => {
      const { data, error, refetch } = useFetched({ queryKey: [path], queryFn: () => request('GET', path) });
      return { data, error, refetch };
    },
    { wrapper: Page },
  );

/** Has something on show, and asks for it again. */
async function showThing() {
  server.answer = () => ({ status: 200, body: { value: 7 } });
  const { result } = show('/api/v1/thing');
  await waitFor(() => expect(result.current.data).toEqual({ value: 7 }));
  return {
    result,
    async refuse(status: number, code: string) {
      server.answer = () => ({ status, body: refusal(code) });
      await act(() => result.current.refetch());
      // Components are told in the next turn.
      await act(() => pause(0));
    },
  };
}

describe('what is fetched', () => {
  it('stays on show when asking again is refused for another reason than the thing itself', async () => {
    const { result, refuse } = await showThing();
    await refuse(429, 'too-many-requests');
    expect([result.current.data, result.current.error]).toEqual([{ value: 7 }, null]);
  });

  it.each([
    [404, 'not-found'],
    [403, 'not-permitted'],
  ])('is an error once the server says %i %s of it', async (status, code) => {
    const { result, refuse } = await showThing();
    await refuse(status, code);
    expect(result.current.error).toMatchObject({ status, code });
  });

  it('is an error where the first answer was a refusal, whatever it says', async () => {
    server.answer = () => ({ status: 400, body: refusal('invalid-input') });
    const { result } = show('/api/v1/other');
    await waitFor(() => expect(result.current.error).toMatchObject({ code: 'invalid-input' }));
  });
});
