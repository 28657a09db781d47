import * as Type from 'typebox';
import type { Static } from 'typebox';
import type { Alert } from '../schemas/alert.ts';
import type { CoverageFigures, TrackedGaps } from '../schemas/coverage.ts';
import type { CoverageSettings } from '../schemas/coverage-settings.ts';
import type { IncidentFeature } from '../schemas/incident.ts';
import type { IncidentsImported } from '../schemas/incidents-imported.ts';
import type { Job } from '../schemas/job.ts';
import type { LookoutFeature } from '../schemas/lookout.ts';
import type { Unit } from '../schemas/unit.ts';
import type { Permission } from './permissions.ts';
import type { Result } from './result.ts';

/** Where a viewer's stream stopped: the stream's epoch (one per server process) and the last frame applied. */
export const ResumePoint = Type.Object(
  { epoch: Type.Integer({ minimum: 0, maximum: 0xffffffff }), seq: Type.Integer({ minimum: 0, maximum: 0xffffffff }) },
  { additionalProperties: false },
);
export type ResumePoint = Static<typeof ResumePoint>;

/** Either the frames that were missed, oldest first, or a snapshot that replaces everything. */
export type LiveCatchUp = { kind: 'replay'; frames: Uint8Array[] } | { kind: 'snapshot'; frame: Uint8Array };

/** Units a viewer may see, and where they are: {@link frame} is a snapshot frame (see position-frame.ts). */
export interface LiveSnapshot {
  units: Unit[];
  frame: Uint8Array;
}

/** Server → client. Names are `noun:pastTense`. Only `positions:moved` may be dropped (and is replayed); the others are reliable. */
export interface ServerToClientEvents {
  /** One binary position frame, see position-frame.ts. Volatile. */
  'positions:moved': (frame: Uint8Array) => void;
  'units:changed': (units: Unit[]) => void;
  /** Units that a viewer is no longer told of: retired, or of another branch now. */
  'units:withdrawn': (unitIds: number[]) => void;
  /** Every lookout that stands: one that is missing was taken away. */
  'lookouts:changed': (lookouts: LookoutFeature[]) => void;
  /** Branches, stations, key areas or the jurisdiction: whoever shows them reads them anew. */
  'registry:changed': () => void;
  'incidents:reported': (incident: IncidentFeature) => void;
  'incidents:changed': (incident: IncidentFeature) => void;
  'incidents:imported': (change: IncidentsImported) => void;
  'categories:changed': () => void;
  'alerts:raised': (alert: Alert) => void;
  'alerts:changed': (alert: Alert) => void;
  'coverage:computed': (figures: CoverageFigures) => void;
  /** The gaps of key areas, about once a second. */
  'gaps:computed': (gaps: TrackedGaps) => void;
  'coverage-settings:changed': (settings: CoverageSettings) => void;
  'alert-rules:changed': () => void;
  'coverage-plans:changed': () => void;
  /** To the account that started the job only. */
  'jobs:progressed': (job: Job) => void;
  'hotspots:outdated': () => void;
  /** A hotspot record, or the nightly look at all of them. */
  'hotspots:changed': () => void;
  /**
   * The database went away, ran full or came back, or the server's clock turned out to be wrong or right:
   * `clockBehindSeconds` is by how much it is behind what most devices say (negative: ahead), null while it is right.
   * Also told to who connects while anything of it is wrong.
   */
  'system:changed': (system: {
    database: 'up' | 'down' | 'full';
    clockBehindSeconds: number | null;
    at: string;
  }) => void;
}

/** Client → server. Names are `noun:verb`; every one is acknowledged with a Result. */
export interface ClientToServerEvents {
  'live:join': (payload: Record<string, never>, acknowledge: (result: Result<LiveSnapshot>) => void) => void;
  'live:resume': (payload: ResumePoint, acknowledge: (result: Result<LiveCatchUp>) => void) => void;
  'live:leave': (payload: Record<string, never>, acknowledge: (result: Result<null>) => void) => void;
}

const Nothing = Type.Object({}, { additionalProperties: false });

/** What each event from a client needs and must look like. An event that is not here is refused. */
export const CLIENT_EVENTS: Record<keyof ClientToServerEvents, { requires: Permission; payload: Type.TSchema }> = {
  'live:join': { requires: 'live:view', payload: Nothing },
  'live:resume': { requires: 'live:view', payload: ResumePoint },
  'live:leave': { requires: 'live:view', payload: Nothing },
};

/** What a viewer must hold to be sent each event; `null` = everybody signed in. */
export const SERVER_EVENTS: Record<keyof ServerToClientEvents, { requires: Permission | null }> = {
  'positions:moved': { requires: 'live:view' },
  'units:changed': { requires: 'live:view' },
  'units:withdrawn': { requires: 'live:view' },
  'lookouts:changed': { requires: 'registry:view' },
  'registry:changed': { requires: 'registry:view' },
  'incidents:reported': { requires: 'incidents:view' },
  'incidents:changed': { requires: 'incidents:view' },
  'incidents:imported': { requires: 'incidents:view' },
  'categories:changed': { requires: 'incidents:view' },
  'alerts:raised': { requires: 'alerts:view' },
  'alerts:changed': { requires: 'alerts:view' },
  'coverage:computed': { requires: 'coverage:view' },
  'gaps:computed': { requires: 'coverage:view' },
  'coverage-settings:changed': { requires: 'coverage:view' },
  'alert-rules:changed': { requires: 'coverage:view' },
  'coverage-plans:changed': { requires: 'coverage:view' },
  'jobs:progressed': { requires: 'coverage:view' },
  'hotspots:outdated': { requires: 'hotspots:view' },
  'hotspots:changed': { requires: 'hotspots:view' },
  'system:changed': { requires: null },
};

/** Room of the viewers who hold `permission` and see `branchId` (null: the whole city). */
export function roomOf(permission: Permission, branchId: number | null): string {
  return `${permission}|${branchId === null ? 'city' : `branch:${branchId}`}`;
}
