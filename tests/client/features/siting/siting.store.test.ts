import { beforeEach, describe, expect, it } from 'vitest';
import { useSitingStore } from '../../../../client/src/features/siting/siting.store.ts';

const siting = useSitingStore.getState;
beforeEach(() => useSitingStore.setState(useSitingStore.getInitialState()));

describe('drawn candidates', () => {
  it('are added by a click and taken away by one beside them', () => {
    siting().toggleDrawn([118.35, 34.37], 10);
    siting().toggleDrawn([118.36, 34.37], 10);
    // About 5 m beside the first.
    siting().toggleDrawn([118.35005, 34.37], 10);
    expect(siting().drawn).toEqual([[118.36, 34.37]]);
  });

  it('are not drawn any more once other candidates are chosen, or the tab closes', () => {
    siting().setDrawing(true);
    siting().change({ candidates: 'grid' });
    expect(siting().isDrawing).toBe(false);
    siting().setDrawing(true);
    siting().setOpen(false);
    expect(siting().isDrawing).toBe(false);
  });

  it('go on being drawn while other fields change', () => {
    siting().change({ candidates: 'drawn' });
    siting().setDrawing(true);
    siting().change({ p: 3 });
    expect(siting().isDrawing).toBe(true);
  });
});
