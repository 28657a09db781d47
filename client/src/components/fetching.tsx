import { useTranslation } from 'react-i18next';
import { errorText } from '../i18n/error-text.ts';
import type { Fetched } from '../lib/fetched.ts';
import { Note, SkeletonRows } from './note.tsx';

interface FetchingProps {
  /** What is asked for. */
  of: Pick<Fetched<unknown>, 'error' | 'refetch'>;
  /** What to say when it does not come. */
  failed: string;
  /** How many rows it will have, or so. */
  rows: number;
}

/** In the place of what is not here yet: grey bars while it is on its way, and where it does not come, why, with a way to ask again. */
export function Fetching({ of: { error, refetch }, failed, rows }: FetchingProps) {
  const { t } = useTranslation();
  if (!error) return <SkeletonRows rows={rows} label={t('common.loading')} />;
  return (
    <Note
      tone="error"
      title={failed}
      text={errorText(t, error)}
      action={{ label: t('common.retry'), onClick: () => void refetch() }}
    />
  );
}
