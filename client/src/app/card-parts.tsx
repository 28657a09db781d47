import { createPart } from '../components/part.tsx';
import type { CardProps } from '../map/selectable.ts';
import { CardMissing } from './card-missing.tsx';

// Cards come when something is first chosen: the map does not wait for them.

const load = () => import('./cards.tsx');

export const SelectedUnit = createPart<CardProps>(async () => ({ default: (await load()).SelectedUnit }), CardMissing);
export const SelectedLookout = createPart<CardProps>(
  async () => ({ default: (await load()).SelectedLookout }),
  CardMissing,
);
export const SelectedIncident = createPart<CardProps>(
  async () => ({ default: (await load()).SelectedIncident }),
  CardMissing,
);
export const SelectedKeyArea = createPart<CardProps>(
  async () => ({ default: (await load()).SelectedKeyArea }),
  CardMissing,
);
export const MarkedPlace = createPart<Pick<CardProps, 'onCopyLink' | 'onClose'>>(
  async () => ({ default: (await load()).MarkedPlace }),
  CardMissing,
);
