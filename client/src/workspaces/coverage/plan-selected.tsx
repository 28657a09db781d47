import { DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import { useCoverageSettings } from '../../features/coverage/coverage-settings.api.ts';
import { useLookouts } from '../../entities/lookouts/lookouts.api.ts';
import { useDraftStore } from '../../features/plans/draft.store.ts';
import { LoopEditor, PostEditor, type PostChange } from '../../features/plans/part-editor.tsx';
import { roundPlace } from '../../map/round-place.ts';
import { editLookout, editLoop, editPost, resetPart } from '../../features/plans/plan-edits.ts';
import { useLocalName } from '../../lib/use-language.ts';
import { useWhatIfStore } from '../../features/plans/what-if.store.ts';

/** Places that are typed or nudged are kept as dragged ones are. */
function tidy({ position, ...rest }: PostChange): PostChange {
  return { ...rest, ...(position && { position: roundPlace(position) }) };
}

/** The editor of the part that is selected; nothing while none is. */
export function PlanSelected() {
  const localName = useLocalName();
  const lookouts = useLookouts().data;
  const settings = useCoverageSettings().data ?? DEFAULT_COVERAGE_SETTINGS;
  const selected = useDraftStore((draft) => draft.selected);
  const definition = useDraftStore(({ history }) => history.present);
  const change = useDraftStore((draft) => draft.change);
  const select = useDraftStore((draft) => draft.select);
  const standing = useWhatIfStore((state) => state.standing);
  const planned = useWhatIfStore((state) => state.lookouts);
  if (!selected) return null;
  const close = (): void => select(null);
  const isRangeFixed = (definition.settings ?? settings).observers.lookout.rangeMeters !== null;

  if (selected.kind === 'loop') {
    const loop = definition.loops.find(({ id }) => id === selected.id);
    if (!loop) return null;
    return (
      <LoopEditor
        key={loop.id}
        loop={loop}
        onChange={(edit, gesture) => change((plan) => editLoop(plan, loop.id, edit), gesture)}
        onRemove={() => change((plan) => resetPart(plan, selected))}
        onClose={close}
      />
    );
  }
  if (selected.kind === 'post') {
    const post = definition.posts.find(({ id }) => id === selected.id);
    if (!post) return null;
    return (
      <PostEditor
        key={post.id}
        title={post.name}
        name={post.name}
        post={post}
        change="post"
        drawn={null}
        isRangeFixed={isRangeFixed}
        onChange={(edit, gesture) => change((plan) => editPost(plan, post.id, tidy(edit)), gesture)}
        onRemove={() => change((plan) => resetPart(plan, selected))}
        onReset={close}
        onClose={close}
      />
    );
  }
  const lookout = planned.find(({ lookoutId }) => lookoutId === selected.id);
  if (!lookout) return null;
  // One that a backup brings back does not stand.
  const stands = standing.find(({ lookoutId }) => lookoutId === selected.id);
  const drawn =
    stands?.shape.kind === 'ground' ? { detectionRangeMeters: stands.detectionRangeMeters, shape: stands.shape } : null;
  const base = stands ?? { lookoutId: lookout.lookoutId };
  const known = lookouts?.find(({ properties }) => properties.lookoutId === selected.id);
  return (
    <PostEditor
      key={selected.id}
      title={known ? localName(known.properties.name) : `#${selected.id}`}
      name={null}
      post={lookout}
      change={lookout.change}
      drawn={drawn}
      isRangeFixed={isRangeFixed}
      onChange={({ name: _name, ...edit }, gesture) => change((plan) => editLookout(plan, base, tidy(edit)), gesture)}
      onRemove={(removed) => change((plan) => editLookout(plan, base, { removed }))}
      onReset={() => change((plan) => resetPart(plan, selected))}
      onClose={close}
    />
  );
}
