import type {
  AlertRuleOf,
  RuleKind as RuleKindName,
  RuleParams,
  RuleReading,
} from '@liaowang/shared/schemas/alert-rule';
import type { AlertDetail } from '@liaowang/shared/schemas/alert-kinds';
import type { RuleState } from '@liaowang/shared/schemas/rule-schedule';
import type { LngLat } from '@liaowang/shared/schemas/geometry';
import type { FastifyInstance } from 'fastify';
import type { StoredFix } from '../../plugins/stored-fix.ts';

/** What kinds of rules read. */
export type RuleFacts = Pick<FastifyInstance, 'revisit' | 'registry' | 'livePicture' | 'positions'>;

/** Something that breaks a rule now. */
export interface RuleFinding<K extends RuleKindName> {
  /** What it is about, of the kind that the rule's alert names. */
  subjectId: number;
  /** The rule counts from here: what was told of the subject since then is the same. */
  sinceMs: number;
  position: LngLat | null;
  detail: AlertDetail<K>;
}

/** How a rule stands. */
export interface RuleJudgement<K extends RuleKindName> {
  state: RuleState;
  sinceMs: number;
  /** As a branch may see it; null = the whole city. */
  readingOf(branchId: number | null): RuleReading<K>;
  /** An alert stands for each, until it is no longer among them. */
  findings: ReadonlyArray<RuleFinding<K>>;
}

/** The moment at which a rule is judged. */
export interface RuleMoment {
  nowMs: number;
  /** For how long it is within its hours without a break; null = it rests. */
  activeMinutes: number | null;
  /** Since when this server has listened without a break: before that nobody could be heard. */
  listeningSinceMs: number;
}

/** An alert that was raised before the server started. */
export interface StandingAlert {
  alertId: number;
  subjectId: number;
  raisedAtMs: number;
  position: LngLat | null;
  detail: object;
}

/** What is known of a rule when it comes to be watched. */
export interface RuleStart {
  standing: readonly StandingAlert[];
  /** The newest alert of each subject that is cleared: what it told of may last. */
  closed: readonly StandingAlert[];
  nowMs: number;
  /** It was made or changed then, and before that nobody was late; -Infinity = it stood when the server started. */
  changedAtMs: number;
}

/** One rule, with what must be remembered to judge it. */
export interface RuleJudge<K extends RuleKindName> {
  judge(moment: RuleMoment): RuleJudgement<K>;
  /** A unit was heard: at the place of a new fix, or (`isRepeated`) still at that of its newest. */
  hear?(fix: StoredFix, isRepeated: boolean): void;
}

/** What the server knows of a kind of rule. It is one file, and one line in rule-kinds.ts. */
export interface RuleKind<K extends RuleKindName> {
  /** What a rule must hold for before it can be broken, minutes, and the parameter that says so. */
  waits: { parameter: keyof RuleParams<K> & string; minutes(params: RuleParams<K>): number };
  /** The parameter that names what does not exist, and why it is refused; null = all is well. */
  findUnknown(params: RuleParams<K>): { parameter: keyof RuleParams<K> & string; reason: string } | null;
  /** Whether a branch may see the rule. */
  concerns(params: RuleParams<K>, branchId: number): boolean;
  /** The branch of a subject of its alerts. */
  branchOf(subjectId: number): number | null;
  /** What is known before it was judged. */
  unread: RuleReading<K>;
  createJudge(rule: AlertRuleOf<K>, start: RuleStart): RuleJudge<K> | Promise<RuleJudge<K>>;
}
