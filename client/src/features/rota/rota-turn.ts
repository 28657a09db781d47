/** Somebody who touched the map looks at it for so long. */
export const TOUCH_REST_MS = 45_000;

/** `turning`: from view to view; `touched`: somebody moved the map; `urgent`: something needs a person, and is shown until it does not. */
export type RotaPhase = 'turning' | 'touched' | 'urgent';

/** Where a rota stands. */
export interface RotaState {
  phase: RotaPhase;
  /** The view that is shown, or was when the rota began to rest; null before the first. */
  key: string | null;
  /** Its place among the views, for when it is gone. */
  at: number;
  /** Since when it is shown. */
  sinceMs: number;
  urgentKey: string | null;
}

/** What a rota is told each second. */
export interface RotaInput {
  nowMs: number;
  dwellMs: number;
  keys: readonly string[];
  /** When somebody last touched the map; null = nobody did. */
  touchedMs: number | null;
  /** What needs a person just now; null = nothing. */
  urgentKey: string | null;
}

export const RESTING: RotaState = { phase: 'turning', key: null, at: -1, sinceMs: 0, urgentKey: null };

/** The view after `key`, or what stands where it stood; null where there is none. */
export function findNext(keys: readonly string[], { key, at }: Pick<RotaState, 'key' | 'at'>): string | null {
  if (keys.length === 0) return null;
  const now = key === null ? -1 : keys.indexOf(key);
  return keys[(now >= 0 ? now + 1 : key === null ? 0 : Math.max(0, at)) % keys.length]!;
}

function show(key: string | null, { keys, nowMs }: RotaInput): RotaState {
  return { phase: 'turning', key, at: key === null ? -1 : keys.indexOf(key), sinceMs: nowMs, urgentKey: null };
}

/** Where a rota stands a moment later. It goes to what is new in the state that comes out: another `urgentKey`, `key` or `sinceMs` while turning. */
export function turn(state: RotaState, input: RotaInput): RotaState {
  const { nowMs, dwellMs, keys, touchedMs, urgentKey } = input;
  if (urgentKey !== null)
    return state.phase === 'urgent' && state.urgentKey === urgentKey ? state : { ...state, phase: 'urgent', urgentKey };
  // Back to what was being shown.
  if (state.phase === 'urgent')
    return show(state.key !== null && keys.includes(state.key) ? state.key : findNext(keys, state), input);
  if (touchedMs !== null && nowMs - touchedMs < TOUCH_REST_MS)
    return state.phase === 'touched' ? state : { ...state, phase: 'touched' };
  const isOver = state.phase === 'touched' || state.key === null || !keys.includes(state.key);
  if (isOver) return show(findNext(keys, state), input);
  // The only one stays as it is.
  return keys.length > 1 && nowMs - state.sinceMs >= dwellMs ? show(findNext(keys, state), input) : state;
}
