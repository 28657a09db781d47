import { expect, it } from 'vitest';
import { useMapToolStore } from '../../../client/src/map/map-tool.store.ts';

const { take, release } = useMapToolStore.getState();
const ownerOfPointer = () => useMapToolStore.getState().tool?.owner ?? null;

it('the pointer is given back by its owner alone: who took it meanwhile keeps it', () => {
  take({ owner: 'plan', cursor: '' });
  take({ owner: 'siting', cursor: 'crosshair' });
  release('plan');
  expect(ownerOfPointer()).toBe('siting');
  release('siting');
  expect(ownerOfPointer()).toBeNull();
});

it('comes back to who had it before, as that one has become meanwhile', () => {
  take({ owner: 'plan', cursor: '' });
  take({ owner: 'range', cursor: 'crosshair' });
  take({ owner: 'plan', cursor: 'grab' });
  expect(ownerOfPointer()).toBe('range');
  release('range');
  expect(useMapToolStore.getState().tool).toMatchObject({ owner: 'plan', cursor: 'grab' });
  release('plan');
  expect(ownerOfPointer()).toBeNull();
});
