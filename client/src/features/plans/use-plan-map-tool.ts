import type { LngLat } from '@liaowang/shared/schemas/geometry';
import { notifications } from '@mantine/notifications';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraftStore } from './draft.store.ts';
import {
  NEW_PART,
  addLoop,
  addPost,
  editLookout,
  editLoop,
  editPost,
  findFreeId,
  roundPlace,
  snapRangeMeters,
  toLoopPath,
} from './plan-edits.ts';
import { useJurisdiction } from '../../entities/places/places.api.ts';
import { computeNearbyDistanceMeters } from '../../lib/nearest.ts';
import { mapControl, usePointerStore } from '../../map/map-control.ts';
import { useMapToolStore, type MapTool } from '../../map/map-tool.store.ts';
import { useViewStore } from '../../map/view.store.ts';
import { findHandle, isInArea, type PlanHandle } from './plan-handles.ts';
import { findPostOf } from './plan-shapes.ts';
import { useWhatIfStore } from './what-if.store.ts';

const OWNER = 'plan';
/** Corners a loop may have; shared/src/schemas/coverage-plan.ts. */
const MAX_CORNERS = 200;

let gestures = 0;

function findHandleAt(place: LngLat, metersPerPixel: number): PlanHandle | null {
  const { history, selected } = useDraftStore.getState();
  return findHandle(place, metersPerPixel, {
    definition: history.present,
    planned: useWhatIfStore.getState().lookouts,
    selected,
  });
}

/** The range that reaches from a part's middle to a place, or null for a part without a range. */
function reachTo(handle: PlanHandle, place: LngLat): number | null {
  const post = findPostOf(handle.part, useDraftStore.getState().history.present, useWhatIfStore.getState().lookouts);
  return post && snapRangeMeters(computeNearbyDistanceMeters(place, post.position));
}

/** Moves what is held to a place: the middle of a post, its ring, or a corner. */
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
  const rangeMeters = handle.what === 'range' ? reachTo(handle, place) : null;
  if (handle.what === 'range' && rangeMeters === null) return;
  const named = rangeMeters === null ? { position: place } : { detectionRangeMeters: rangeMeters };
  if (part.kind === 'post') change((plan) => editPost(plan, part.id, named), gesture);
  if (part.kind === 'lookout') {
    const standing = useWhatIfStore.getState().standing.find(({ lookoutId }) => lookoutId === part.id);
    change((plan) => editLookout(plan, standing ?? { lookoutId: part.id }, named), gesture);
  }
}

/**
 * Gives the pointer to the plan while its tab is open: posts and rings are dragged; in the modes a click puts up a post
 * or lays the corners of a loop (double click or Enter ends it, Backspace takes a corner back, Esc leaves). By keyboard the
 * place is the middle of the map: Enter puts up a post, Space lays a corner.
 */
export function usePlanMapTool(): void {
  const { t } = useTranslation();
  const mode = useDraftStore((draft) => draft.mode);
  const boundary = useJurisdiction().data?.boundary;

  useEffect(() => {
    const { take, release } = useMapToolStore.getState();
    const draft = useDraftStore.getState;
    const isAllowed = (place: LngLat): boolean => !boundary || isInArea(place, boundary);
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
      if (draft().corners.length < MAX_CORNERS) draft().setCorners([...draft().corners, roundPlace(clicked)]);
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
    const tool: MapTool = {
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
        const current = useMapToolStore.getState().tool;
        if (current?.owner === OWNER && current.cursor !== cursor) take({ ...current, cursor });
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
      cancel() {
        const { mode: current, selected } = draft();
        if (current === 'idle' && selected === null) return false;
        if (current === 'idle') draft().select(null);
        else draft().setMode('idle');
        return true;
      },
    };
    take(tool);

    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.target instanceof HTMLElement && event.target.closest('input, textarea, select, dialog')) return;
      const middle = mapControl.getCenter();
      const isLoop = draft().mode === 'loop';
      // Captured and kept: the button that began the drawing may still have the focus, and Enter would press it.
      if (event.key === 'Enter' && isLoop) endLoop();
      else if (event.key === 'Enter' && middle) putPost(middle);
      else if (event.key === ' ' && isLoop && middle) layCorner(middle);
      else if (event.key === 'Backspace' && isLoop) draft().setCorners(draft().corners.slice(0, -1));
      else return;
      event.preventDefault();
    };
    if (mode !== 'idle') addEventListener('keydown', onKeyDown, { capture: true });
    return () => {
      removeEventListener('keydown', onKeyDown, { capture: true });
      release(OWNER);
    };
  }, [mode, boundary, t]);
}
