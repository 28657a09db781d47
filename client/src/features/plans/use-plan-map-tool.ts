import { MOST_LOOP_CORNERS } from '@liaowang/shared/schemas/coverage-plan';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { notifications } from '@mantine/notifications';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftStore } from './draft.store.ts';
import { NEW_PART, addLoop, addPost, editLookout, editLoop, editPost, findFreeId, toLoopPath } from './plan-edits.ts';
import { dragRangeHandle } from '../../entities/lookouts/range-handles.ts';
import type { SeenRange } from '../../entities/lookouts/range-trial.store.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { mapControl, usePointerStore } from '../../map/map-control.ts';
import { useMapTool, useMapToolStore, type MapTool } from '../../map/map-tool.store.ts';
import { roundPlace } from '../../map/round-place.ts';
import { useViewStore } from '../../map/view.store.ts';
import { isInsideArea } from '@liaowang/shared/analysis/geometry/inside-area';
import { findHandle, type PlanHandle } from './plan-handles.ts';
import { findPostOf } from './plan-shapes.ts';
import { useWhatIfStore } from './what-if.store.ts';

const OWNER = 'plan';

let gestures = 0;

function findHandleAt(place: LngLat, metersPerPixel: number): PlanHandle | null {
  const { history, selected } = useDraftStore.getState();
  return findHandle(place, metersPerPixel, {
    definition: history.present,
    planned: useWhatIfStore.getState().lookouts,
    selected,
  });
}

/** What a post sees once the ring or dot that is held was dragged to a place, or null for a part that sees nothing. */
function reachTo({ part, handle }: Extract<PlanHandle, { what: 'range' }>, place: LngLat): SeenRange | null {
  const post = findPostOf(part, useDraftStore.getState().history.present, useWhatIfStore.getState().lookouts);
  return post && dragRangeHandle(post.position, post.range, handle, place);
}

/** Moves what is held to a place: the middle of a post, its ring or dot, or a corner. */
function dragTo(handle: PlanHandle, place: LngLat, gesture: string): void {
  const { change } = useDraftStore.getState();
  const { part } = handle;
  if (handle.what === 'corner') {
    change(
      (plan) =>
        editLoop(plan, String(part.id), {
          path: plan.loops
            .find(({ id }) => id === part.id)!
            .path.map((corner, i) => (i === handle.corner ? place : corner)),
        }),
      gesture,
    );
    return;
  }
  const named = handle.what === 'range' ? reachTo(handle, place) : { position: place };
  if (named === null) return;
  if (part.kind === 'post') change((plan) => editPost(plan, part.id, named), gesture);
  if (part.kind === 'lookout') {
    const standing = useWhatIfStore.getState().standing.find(({ lookoutId }) => lookoutId === part.id);
    change((plan) => editLookout(plan, standing ?? { lookoutId: part.id }, named), gesture);
  }
}

/**
 * Gives the pointer to the plan while its tab is open: posts, rings and dots are dragged; in the modes a click puts up a post
 * or lays the corners of a loop (double click or Enter ends it, Backspace takes a corner back, Esc leaves). By keyboard the
 * place is the middle of the map: Enter puts up a post, Space lays a corner.
 */
export function usePlanMapTool(): void {
  const { t } = useTranslation();
  const mode = useDraftStore((draft) => draft.mode);
  const boundary = useJurisdiction().data?.boundary;

  const tool = useMemo((): MapTool => {
    const draft = useDraftStore.getState;
    const isAllowed = (place: LngLat): boolean => !boundary || isInsideArea(place, boundary);
    const refuseOutside = (): void =>
      void notifications.show({ message: t('errors.outside-jurisdiction'), color: 'yellow', autoClose: 3_000 });

    function putPost(clicked: LngLat): void {
      if (!isAllowed(clicked)) return refuseOutside();
      const id = findFreeId(draft().history.present);
      const number = draft().history.present.posts.length + 1;
      const { postRangeMeters, dutyStartMinute, dutyEndMinute } = NEW_PART;
      draft().change((plan) =>
        addPost(
          plan,
          {
            name: t('plans.postName', { number }),
            position: roundPlace(clicked),
            detectionRangeMeters: postRangeMeters,
            dutyStartMinute,
            dutyEndMinute,
          },
          id,
        ),
      );
      draft().setMode('idle');
      draft().select({ kind: 'post', id });
    }

    function layCorner(clicked: LngLat): void {
      if (!isAllowed(clicked)) return refuseOutside();
      if (draft().corners.length < MOST_LOOP_CORNERS) draft().setCorners([...draft().corners, roundPlace(clicked)]);
    }

    function endLoop(): void {
      const path = toLoopPath(draft().corners, usePointerStore.getState().metersPerPixel * 4);
      if (path.length < 2) return draft().setMode('idle');
      const id = findFreeId(draft().history.present);
      const number = draft().history.present.loops.length + 1;
      draft().change((plan) =>
        addLoop(
          plan,
          {
            name: t('plans.loopName', { number }),
            kind: 'foot',
            path,
            unitCount: 1,
            rangeMeters: NEW_PART.loopRangeMeters,
          },
          id,
        ),
      );
      draft().setMode('idle');
      draft().select({ kind: 'loop', id });
    }

    // One tool for all modes, which looks the mode up when something happens: a click may come before React has caught up.
    return {
      owner: OWNER,
      cursor: mode === 'idle' ? '' : 'crosshair',
      click(place) {
        if (draft().mode === 'post') putPost(place);
        else if (draft().mode === 'loop') layCorner(place);
        // What was taken is selected already; the rest is the map's.
        else if (!findHandleAt(place, usePointerStore.getState().metersPerPixel)) {
          draft().select(null);
          return false;
        }
        return true;
      },
      doubleClick() {
        if (draft().mode !== 'loop') return draft().mode !== 'idle';
        endLoop();
        return true;
      },
      move(place) {
        if (draft().mode === 'loop') draft().setPointer(place);
        if (draft().mode !== 'idle') return;
        const handle = place && findHandleAt(place, usePointerStore.getState().metersPerPixel);
        const cursor = handle === null ? '' : handle.what === 'range' ? 'ew-resize' : 'grab';
        useMapToolStore.getState().setCursor(OWNER, cursor);
      },
      grab(place, metersPerPixel) {
        const handle = draft().mode === 'idle' ? findHandleAt(place, metersPerPixel) : null;
        if (!handle) return null;
        useViewStore.getState().select(null);
        draft().select(handle.part);
        // A loop is moved by its corners only.
        if (handle.part.kind === 'loop' && handle.what === 'centre')
          return { drag: () => undefined, drop: () => undefined };
        const gesture = `drag-${++gestures}`;
        return {
          drag(to) {
            if (isAllowed(to)) dragTo(handle, roundPlace(to), gesture);
          },
          drop: () => undefined,
        };
      },
      press(key) {
        if (draft().mode === 'idle') return false;
        const middle = mapControl.getCenter();
        const isLoop = draft().mode === 'loop';
        if (key === 'Enter' && isLoop) endLoop();
        else if (key === 'Enter' && middle) putPost(middle);
        else if (key === ' ' && isLoop && middle) layCorner(middle);
        else if (key === 'Backspace' && isLoop) draft().setCorners(draft().corners.slice(0, -1));
        else return false;
        return true;
      },
      cancel() {
        const { mode: current, selected } = draft();
        if (current === 'idle' && selected === null) return false;
        if (current === 'idle') draft().select(null);
        else draft().setMode('idle');
        return true;
      },
    };
  }, [mode, boundary, t]);
  useMapTool(tool);
}
