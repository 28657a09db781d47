import { use, useSyncExternalStore, type ComponentType, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createChunkLoading, type ChunkTrouble } from '../lib/chunk-loading.ts';
import { Note } from './note.tsx';

/** Says what keeps a part of the page away, and what can be done. */
function MissingPart({
  trouble,
  isTrying,
  onRetry,
}: {
  trouble: ChunkTrouble;
  isTrying: boolean;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const reload = { label: t('part.reload'), onClick: () => location.reload() };
  const retry = { label: t('part.retry'), onClick: onRetry };
  // Without an answer there is no end of trying.
  const text = isTrying || trouble === 'away' ? t('part.trying') : t(`part.${trouble}Text`);
  return (
    <Note tone="error" title={t(`part.${trouble}`)} text={text} action={trouble === 'outdated' ? reload : retry} />
  );
}

/**
 * A component whose code is fetched when it is first shown: suspends meanwhile, and where the code does not come, says why
 * in its place, in `Frame` with its props, and goes on trying. React's own `lazy` remembers the first failure for good.
 */
export function createPart<P extends object>(
  load: () => Promise<{ default: ComponentType<P> }>,
  Frame?: ComponentType<P & { children: ReactNode }>,
): ComponentType<P> {
  const loading = createChunkLoading(load);
  return function Part(props: P) {
    const state = useSyncExternalStore(loading.subscribe, loading.getState);
    if (state.kind === 'here') return <state.value.default {...props} />;
    if (state.kind === 'loading') use(state.settled);
    if (state.kind !== 'missing') return null;
    const missing = <MissingPart trouble={state.trouble} isTrying={state.isTrying} onRetry={loading.retry} />;
    return Frame ? <Frame {...props}>{missing}</Frame> : missing;
  };
}
