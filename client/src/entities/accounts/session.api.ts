import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Credentials, FirstAdministrator, InvitationAnswer, Session } from '@liaowang/shared/schemas/account';
import type { Installation } from '@liaowang/shared/schemas/installation';
import { ApiError } from '../../lib/api-client.ts';
import { callApi } from '../../lib/call-api.ts';
import { useFetched } from '../../lib/fetched.ts';

export const SESSION_KEY = ['session'] as const;
const INSTALLATION_KEY = ['installation'] as const;

/** What anybody may know: names, demo or not, whether an administrator exists. */
export function useInstallation() {
  return useFetched({
    queryKey: INSTALLATION_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: () => callApi('GET /installation'),
  });
}

/** Who is signed in; null = nobody. */
export function useSession() {
  return useFetched({
    queryKey: SESSION_KEY,
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async (): Promise<Session | null> => {
      try {
        return await callApi('GET /session');
      } catch (error) {
        if (error instanceof ApiError && error.isSignedOut) return null;
        throw error;
      }
    },
  });
}

/** Signs in; what the page knew for somebody else is forgotten. */
export function useSignIn() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (credentials: Credentials) => callApi('POST /session', { body: credentials }),
    onSuccess: (session) => client.setQueryData(SESSION_KEY, session),
  });
}

/** Signs out. */
export function useSignOut() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => callApi('DELETE /session'),
    onSuccess: () => client.setQueryData(SESSION_KEY, null),
  });
}

/** Whose a one-time link is. A link is a secret: it is not kept once the page is left. */
export const useLookAtInvitation = () =>
  useMutation({ mutationFn: (token: string) => callApi('POST /invitation/look', { body: { token } }), gcTime: 0 });

/** Chooses the password by a one-time link, and signs in. */
export function useAcceptInvitation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (answer: InvitationAnswer) => callApi('POST /invitation', { body: answer }),
    gcTime: 0,
    onSuccess: (session) => client.setQueryData(SESSION_KEY, session),
  });
}

/** Makes the first administrator with the one-time token and signs them in. */
export function useSetUp() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (administrator: FirstAdministrator) => callApi('POST /set-up', { body: administrator }),
    onSuccess: (session) => {
      client.setQueryData(SESSION_KEY, session);
      client.setQueryData<Installation>(
        INSTALLATION_KEY,
        (installation) => installation && { ...installation, needsSetUp: false },
      );
    },
  });
}
