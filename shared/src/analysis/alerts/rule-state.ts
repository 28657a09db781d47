/** What a rule asks for, of one moment. */
export interface RuleReading {
  atMs: number;
  /** Within its hours, and switched on. */
  isActive: boolean;
  /** It has been active for as long as the area may be unseen: before that nobody was late. */
  mayBreak: boolean;
  /** Share of the area seen within the rule's time, 0–1; null while it cannot be known. */
  seenShare: number | null;
  minSeenShare: number;
}

/** `sinceMs`: in this state since; `turnSinceMs`: the opposite holds without a break since, null = it does not. */
export interface RuleState {
  kind: 'resting' | 'kept' | 'broken';
  sinceMs: number;
  turnSinceMs: number | null;
}

/** What keeps a rule from flapping. */
export interface RuleTiming {
  /** How long the area must be seen too little before it is told, and seen enough before that is taken back. */
  holdMs: number;
  /** So much more than the rule's share must be seen to take it back: one bus at the edge would flap it. */
  clearMargin: number;
}

export const RULE_DEFAULTS: RuleTiming = { holdMs: 60_000, clearMargin: 0.05 };

/** A rule of which nothing is known yet. */
export const createRuleState = (atMs: number): RuleState => ({ kind: 'resting', sinceMs: atMs, turnSinceMs: null });

/** A rule that was broken before a restart, and still is as far as one knows. */
export const createBrokenState = (sinceMs: number): RuleState => ({ kind: 'broken', sinceMs, turnSinceMs: null });

/**
 * The state after a reading. A rule breaks after its area was seen too little for `holdMs` on end, and is kept again
 * after `clearMargin` more than needed (all of it at most) was seen for as long; a reading that is not known changes
 * nothing but starts the wait anew. Outside its hours a rule rests at once.
 */
export function advanceRule(
  state: RuleState,
  { atMs, isActive, mayBreak, seenShare, minSeenShare }: RuleReading,
  { holdMs, clearMargin }: RuleTiming = RULE_DEFAULTS,
): RuleState {
  if (!isActive) return state.kind === 'resting' ? state : { kind: 'resting', sinceMs: atMs, turnSinceMs: null };
  const awake: RuleState = state.kind === 'resting' ? { kind: 'kept', sinceMs: atMs, turnSinceMs: null } : state;
  if (seenShare === null) return awake.turnSinceMs === null ? awake : { ...awake, turnSinceMs: null };
  const isTurned =
    awake.kind === 'kept' ? mayBreak && seenShare < minSeenShare : seenShare >= Math.min(1, minSeenShare + clearMargin);
  if (!isTurned) return awake.turnSinceMs === null ? awake : { ...awake, turnSinceMs: null };
  const turnSinceMs = awake.turnSinceMs ?? atMs;
  if (atMs - turnSinceMs < holdMs) return { ...awake, turnSinceMs };
  return { kind: awake.kind === 'kept' ? 'broken' : 'kept', sinceMs: atMs, turnSinceMs: null };
}
