import type { UnitKind, UnitState } from '@liaowang/shared/schemas/unit';
import type { MarkShape } from '../../components/mark.tsx';
import type { StatusTone } from '../../components/status-tag.tsx';

/** Shape and colour of a kind of unit, as on the map. */
export const UNIT_LOOK: Record<UnitKind, { shape: MarkShape; color: string }> = {
  foot: { shape: 'disc', color: 'var(--lw-foot)' },
  bicycle: { shape: 'disc', color: 'var(--lw-foot)' },
  bus: { shape: 'bar', color: 'var(--lw-vehicle)' },
  taxi: { shape: 'short-bar', color: 'var(--lw-vehicle)' },
};

/** Of a unit that calls for help, whatever its kind: nothing else that stands for a unit is red. */
export const CALL_LOOK: { shape: MarkShape; color: string } = { shape: 'call', color: 'var(--lw-sos)' };

export const UNIT_STATE_TONE: Record<UnitState, StatusTone> = {
  fresh: 'good',
  stale: 'warn',
  lost: 'quiet',
  off: 'quiet',
};
