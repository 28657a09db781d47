import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AccountChange, ManagedAccount, NewAccount, PasswordChange } from '@liaowang/shared/schemas/account';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';

const ACCOUNTS_KEY = ['accounts'] as const;
const OWN_SESSIONS_KEY = ['own-sessions'] as const;

/** What was seen a minute ago is no ground to change an account on. */
const FRESH = { staleTime: 0 } as const;
/** Who is signed in where is looked at, not kept. */
const NOT_KEPT = { staleTime: 0, gcTime: 0 } as const;

export const useAccounts = () =>
  useFetched({ ...FRESH, queryKey: ACCOUNTS_KEY, queryFn: () => callApi('GET /accounts') });

/** Where an account is signed in; each look is audited by the server. */
export const useSessionsOf = (accountId: number) =>
  useFetched({
    ...NOT_KEPT,
    queryKey: [...ACCOUNTS_KEY, accountId, 'sessions'],
    queryFn: () => callApi('GET /accounts/:accountId/sessions', { params: { accountId } }),
  });

export const useOwnSessions = () =>
  useFetched({ ...NOT_KEPT, queryKey: OWN_SESSIONS_KEY, queryFn: () => callApi('GET /session/all') });

/** What is shown of accounts is asked for anew afterwards, also where it failed: then somebody else changed it. Nothing waits for that, and links and passwords are not kept. */
function useAccountMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    gcTime: 0,
    onSettled: () => void client.invalidateQueries({ queryKey: ACCOUNTS_KEY }),
  });
}

/** An account as it was seen, by which the server knows whether it is still so. */
type Seen = Pick<ManagedAccount, 'accountId' | 'version'>;

export const useAddAccount = () => useAccountMutation((body: NewAccount) => callApi('POST /accounts', { body }));
export const useChangeAccount = () =>
  useAccountMutation(({ accountId, version, change }: Seen & { change: AccountChange }) =>
    callApi('PATCH /accounts/:accountId', { params: { accountId }, version, body: change }),
  );
export const useRemoveAccount = () =>
  useAccountMutation(({ accountId, version }: Seen) =>
    callApi('DELETE /accounts/:accountId', { params: { accountId }, version }),
  );
export const useInviteAccount = () =>
  useAccountMutation((accountId: number) => callApi('POST /accounts/:accountId/invitation', { params: { accountId } }));
export const useEndSessions = () =>
  useAccountMutation((accountId: number) => callApi('DELETE /accounts/:accountId/sessions', { params: { accountId } }));

function useOwnMutation<I, O>(mutationFn: (input: I) => Promise<O>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    gcTime: 0,
    onSuccess: () => void client.invalidateQueries({ queryKey: OWN_SESSIONS_KEY }),
  });
}
export const useChangePassword = () =>
  useOwnMutation((body: PasswordChange) => callApi('PUT /session/password', { body }));
export const useSignOutElsewhere = () => useOwnMutation(() => callApi('DELETE /session/all'));
