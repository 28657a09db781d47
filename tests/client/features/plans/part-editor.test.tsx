import type { WatchShape } from '@liaowang/shared/schemas/watch-shape';
import { fireEvent, render, screen } from '@testing-library/react';
import { useMemo } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { describeEdits } from '../../../../client/src/features/plans/describe-edits.ts';
import { useDraftStore } from '../../../../client/src/features/plans/draft.store.ts';
import { EditList } from '../../../../client/src/features/plans/edit-list.tsx';
import { PostEditor } from '../../../../client/src/features/plans/part-editor.tsx';
import { addPost, editPost } from '../../../../client/src/features/plans/plan-edits.ts';
import { Page } from '../../../support/page.tsx';

const draft = useDraftStore.getState;
const nothing = (): void => undefined;
const shapeOfPost = (): WatchShape | undefined => draft().history.present.posts[0]?.shape;

/** The editor of the plan's only post over the list of changes. */
function Edited() {
  const definition = useDraftStore(({ history }) => history.present);
  const change = useDraftStore((state) => state.change);
  const edits = useMemo(() => describeEdits(definition, []), [definition]);
  return (
    <>
      <PostEditor
        title="岗"
        name="岗"
        post={definition.posts[0]!}
        change="post"
        drawn={null}
        isRangeFixed={false}
        onChange={(edit, gesture) => change((plan) => editPost(plan, 'p', edit), gesture)}
        onRemove={nothing}
        onReset={nothing}
        onClose={nothing}
      />
      <EditList edits={edits} nameOf={() => '岗'} isSelected={() => true} onSelect={nothing} onReset={nothing} />
    </>
  );
}

beforeEach(() => {
  draft().open(null);
  draft().change((plan) =>
    addPost(
      plan,
      { name: '岗', position: [118.3, 34.3], detectionRangeMeters: 500, dutyStartMinute: 0, dutyEndMinute: 1440 },
      'p',
    ),
  );
});

it('gives a post a sector, says it in words, and takes it back step by step', () => {
  render(
    <Page>
      <Edited />
    </Page>,
  );
  expect(screen.getByText('新增，半径 500 m')).toBeTruthy();
  expect(screen.queryByRole('radio', { name: '手绘' })).toBeNull();
  fireEvent.click(screen.getByRole('radio', { name: '扇形' }));
  fireEvent.change(screen.getByLabelText('朝向'), { target: { value: '4' } });
  fireEvent.change(screen.getByLabelText('朝向'), { target: { value: '45' } });
  fireEvent.change(screen.getByLabelText('张角'), { target: { value: '90' } });
  // No sector is as narrow: it is said, and not taken.
  fireEvent.change(screen.getByLabelText('张角'), { target: { value: '1' } });
  expect(screen.getByText('请填 5–359 之间的整数。')).toBeTruthy();
  expect(shapeOfPost()).toEqual({ kind: 'sector', bearingDegrees: 45, angleDegrees: 90 });
  expect(screen.getByText('新增，90° 扇形，朝东北，500 m')).toBeTruthy();

  draft().undo();
  expect(shapeOfPost()).toEqual({ kind: 'sector', bearingDegrees: 45, angleDegrees: 120 });
  draft().undo();
  expect(shapeOfPost()).toEqual({ kind: 'sector', bearingDegrees: 0, angleDegrees: 120 });
  draft().undo();
  expect(shapeOfPost()).toBeUndefined();
});

it('says of a lookout what it sees under the plan', () => {
  const edit = (id: number, shape: WatchShape) => ({
    key: String(id),
    subject: { kind: 'lookout', id } as const,
    name: null,
    facts: [{ what: 'shape', to: shape } as const],
  });
  const edits = [edit(1, { kind: 'sector', bearingDegrees: 45, angleDegrees: 120 }), edit(2, { kind: 'disk' })];
  render(
    <Page>
      <EditList edits={edits} nameOf={() => '岗'} isSelected={() => false} onSelect={nothing} onReset={nothing} />
    </Page>,
  );
  expect(screen.getByText('改为 120° 扇形，朝东北')).toBeTruthy();
  expect(screen.getByText('改为看四周')).toBeTruthy();
});
