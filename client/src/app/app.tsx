import type { QueryKey } from '@tanstack/react-query';
import { Activity, Suspense, useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { Session } from '@liaowang/shared/schemas/account';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Note } from '../components/note.tsx';
import { createPart } from '../components/part.tsx';
import { SESSION_KEY, useSession } from '../entities/accounts/session.api.ts';
import { SignInPage } from '../entities/accounts/sign-in-page.tsx';
import { errorText } from '../i18n/error-text.ts';
import { onSignedOut } from '../lib/api-client.ts';
import { usePermissionStore } from '../lib/permission.store.ts';
import { queryClient } from '../lib/query-client.ts';
import styles from './app.module.css';
import { SignInControls } from './sign-in-controls.tsx';
import { startServerWatch } from './server-watch.ts';

function Calm({ children }: { children?: ReactNode }) {
  return <div className={styles.calm}>{children}</div>;
}

/** For whoever comes by the one-time link only. */
const SetUpPage = createPart(
  async () => ({ default: (await import('../entities/accounts/set-up-page.tsx')).SetUpPage }),
  Calm,
);

const InvitationPage = createPart(
  async () => ({ default: (await import('../entities/accounts/invitation-page.tsx')).InvitationPage }),
  Calm,
);

/** The map and all that floats over it: loaded after sign-in only. */
const Desk = createPart(() => import('./desk.tsx'), Calm);

/** The room of one account. While its session is over it rests unseen, so that what was typed is there when the same account signs in again. */
function Room({ session, isResting }: { session: Session; isResting: boolean }) {
  const { t } = useTranslation();
  return (
    <Activity mode={isResting ? 'hidden' : 'visible'}>
      <ErrorBoundary
        renderFallback={(retry) => (
          <Calm>
            <Note
              tone="error"
              title={t('map.failed')}
              text={t('map.failedText')}
              action={{ label: t('common.retry'), onClick: retry }}
            />
          </Calm>
        )}
      >
        <Suspense fallback={<Calm>{t('map.loading')}</Calm>}>
          <Desk session={session} />
        </Suspense>
      </ErrorBoundary>
    </Activity>
  );
}

function Home() {
  const { t } = useTranslation();
  const session = useSession();
  const [ended, setEnded] = useState(false);
  const signedIn = session.data ?? null;
  /** Whose room stands: of whoever is signed in, or whose session ended by itself. Whoever signs out leaves none behind. */
  const [owner, setOwner] = useState<Session | null>(null);
  const isOwner = signedIn?.username === owner?.username;

  useEffect(() => {
    onSignedOut(() => {
      if (!queryClient.getQueryData(SESSION_KEY)) return;
      setEnded(true);
      queryClient.setQueryData(SESSION_KEY, null);
    });
  }, []);
  // Before anything is painted, and before the next room is drawn.
  useLayoutEffect(() => {
    if (signedIn === null && ended) return;
    const ofAccount = {
      predicate: ({ queryKey }: { queryKey: QueryKey }) =>
        queryKey[0] !== SESSION_KEY[0] && queryKey[0] !== 'installation',
    };
    // Whoever signs in next must not see what was fetched for somebody else; whoever comes back missed what happened meanwhile.
    if (!isOwner) queryClient.removeQueries(ofAccount);
    else if (ended) void queryClient.invalidateQueries(ofAccount);
    usePermissionStore.getState().grant(signedIn);
    setOwner(signedIn);
    if (signedIn) setEnded(false);
  }, [signedIn, ended, isOwner]);

  if (session.data === undefined) {
    if (!session.error) return <Calm />;
    return (
      <Calm>
        <Note
          tone="error"
          title={errorText(t, session.error)}
          action={{ label: t('common.retry'), onClick: () => void session.refetch() }}
        />
      </Calm>
    );
  }
  return (
    <>
      {owner && (isOwner || !signedIn) && <Room key={owner.username} session={owner} isResting={!signedIn} />}
      {!signedIn && <SignInPage controls={<SignInControls />} ended={ended} />}
    </>
  );
}

const readToken = (): string | null => new URLSearchParams(location.hash.slice(1)).get('token');

/** A page that is opened by a one-time link, whose token is in the fragment. */
function ByLink({ page: Page }: { page: typeof SetUpPage | typeof InvitationPage }) {
  const [, navigate] = useLocation();
  const [token, setToken] = useState(readToken);
  // Another link in the same tab differs by its fragment only: the page is not loaded anew.
  useEffect(() => {
    const adopt = () => setToken(readToken());
    addEventListener('hashchange', adopt);
    return () => removeEventListener('hashchange', adopt);
  }, []);
  return (
    <Suspense fallback={<Calm />}>
      <Page key={token} token={token} controls={<SignInControls />} onDone={() => navigate('/', { replace: true })} />
    </Suspense>
  );
}

/** Every workspace's path, so that going from one to another keeps the map; which there are, the desk knows. */
const WORKSPACE_ROUTE = /^\/[a-z-]*\/?$/;

/** The pages, and who sees which. A link to a view works before sign-in too: the view opens after it. */
export function App() {
  useEffect(startServerWatch, []);
  return (
    <Switch>
      <Route path="/set-up">
        <ByLink page={SetUpPage} />
      </Route>
      <Route path="/invitation">
        <ByLink page={InvitationPage} />
      </Route>
      <Route path={WORKSPACE_ROUTE}>
        <Home />
      </Route>
      <Route>
        <Redirect to="/" replace />
      </Route>
    </Switch>
  );
}
