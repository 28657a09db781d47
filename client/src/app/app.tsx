import { lazy, Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ErrorBoundary } from '../components/error-boundary.tsx';
import { Note } from '../components/note.tsx';
import { SESSION_KEY, useSession } from '../features/accounts/session.api.ts';
import { SetUpPage } from '../features/accounts/set-up-page.tsx';
import { SignInPage } from '../features/accounts/sign-in-page.tsx';
import { errorText } from '../i18n/error-text.ts';
import { onSignedOut } from '../lib/api-client.ts';
import { usePermissionStore } from '../lib/permission.store.ts';
import { queryClient } from '../lib/query-client.ts';
import styles from './app.module.css';
import { EntranceControls } from './entrance-controls.tsx';
import { startServerWatch } from './server-watch.ts';
import { WORKSPACE_ROUTE } from './workspace.ts';

/** The map and all that floats over it: loaded after sign-in only. */
const LiveRoom = lazy(() => import('./live-room.tsx'));

function Calm({ children }: { children?: React.ReactNode }) {
  return <div className={styles.calm}>{children}</div>;
}

function Home() {
  const { t } = useTranslation();
  const session = useSession();
  const [ended, setEnded] = useState(false);
  const signedIn = session.data ?? null;

  useEffect(() => {
    onSignedOut(() => {
      if (!queryClient.getQueryData(SESSION_KEY)) return;
      setEnded(true);
      queryClient.setQueryData(SESSION_KEY, null);
    });
  }, []);
  useEffect(() => {
    usePermissionStore.getState().grant(signedIn ?? null);
    if (signedIn) setEnded(false);
    // Whoever signs in next must not see what was fetched for somebody else.
    else queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== SESSION_KEY[0] && queryKey[0] !== 'installation' });
  }, [signedIn]);

  if (session.isPending) return <Calm />;
  if (session.isError) {
    return (
      <Calm>
        <Note tone="error" title={errorText(t, session.error)} action={{ label: t('common.retry'), onClick: () => void session.refetch() }} />
      </Calm>
    );
  }
  if (!signedIn) return <SignInPage controls={<EntranceControls />} ended={ended} />;
  const failed = (
    <Calm>
      <Note tone="error" title={t('map.failed')} text={t('map.failedText')} action={{ label: t('map.reload'), onClick: () => location.reload() }} />
    </Calm>
  );
  return (
    <ErrorBoundary fallback={failed}>
      <Suspense fallback={<Calm>{t('map.loading')}</Calm>}>
        <LiveRoom session={signedIn} />
      </Suspense>
    </ErrorBoundary>
  );
}

function SetUp() {
  const [, navigate] = useLocation();
  const [token] = useState(() => new URLSearchParams(location.hash.slice(1)).get('token'));
  return <SetUpPage token={token} controls={<EntranceControls />} onDone={() => navigate('/', { replace: true })} />;
}

/** The pages, and who sees which. A link to a view works before sign-in too: the view opens after it. */
export function App() {
  useEffect(startServerWatch, []);
  return (
    <Switch>
      <Route path="/set-up"><SetUp /></Route>
      <Route path={WORKSPACE_ROUTE}><Home /></Route>
      <Route><Redirect to="/" replace /></Route>
    </Switch>
  );
}
