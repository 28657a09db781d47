import { computeLoopMeters, type StandingLookout } from '@liaowang/shared/analysis/coverage/plan-observers';
import { haversineDistanceMeters } from '@liaowang/shared/analysis/geometry/great-circle';
import type { PlanDefinition } from '@liaowang/shared/schemas/coverage-plan';
import type { UnitKind } from '@liaowang/shared/schemas/unit';
import { WHOLE_DISK, isWholeDisk, type WatchShape } from '@liaowang/shared/schemas/watch-shape';
import type { SeenRange } from '../../entities/lookouts/range-trial.store.ts';
import { isSameShape, type PlanPart } from './plan-edits.ts';

/** Hours of duty, minutes of the local day. */
export interface DutyHours {
  dutyStartMinute: number;
  dutyEndMinute: number;
}

/** One thing that an edit does. */
export type EditFact =
  | { what: 'moved'; distanceMeters: number }
  | { what: 'range'; fromMeters: number; toMeters: number }
  | { what: 'shape'; to: WatchShape }
  | { what: 'duty'; from: DutyHours; to: DutyHours }
  | { what: 'removed' | 'restored' | 'without' | 'settings' }
  | { what: 'post'; range: SeenRange }
  | { what: 'loop'; lengthMeters: number; unitCount: number };

/** One change of a plan as a list shows it. */
export interface PlanEdit {
  key: string;
  /** What the change is to: a part, a kind of units, or the settings. */
  subject: PlanPart | { kind: 'units'; id: UnitKind } | { kind: 'settings'; id: null };
  /** The plan's own name of it; null = a lookout, a kind or the settings, named by the page. */
  name: string | null;
  facts: readonly EditFact[];
}

function describeLookout(edit: PlanDefinition['lookouts'][number], standing: StandingLookout | undefined): EditFact[] {
  if (edit.removed) return [{ what: 'removed' }];
  if (!standing) return edit.removed === false ? [{ what: 'restored' }] : [];
  const facts: EditFact[] = [];
  if (edit.position) {
    const distanceMeters = haversineDistanceMeters(...standing.position, ...edit.position);
    if (distanceMeters > 0) facts.push({ what: 'moved', distanceMeters });
  }
  const toMeters = edit.detectionRangeMeters ?? standing.detectionRangeMeters;
  if (toMeters !== standing.detectionRangeMeters)
    facts.push({ what: 'range', fromMeters: standing.detectionRangeMeters, toMeters });
  if (edit.shape && !isSameShape(edit.shape, standing.shape))
    facts.push({ what: 'shape', to: isWholeDisk(edit.shape) ? WHOLE_DISK : edit.shape });
  const to: DutyHours = {
    dutyStartMinute: edit.dutyStartMinute ?? standing.dutyStartMinute,
    dutyEndMinute: edit.dutyEndMinute ?? standing.dutyEndMinute,
  };
  if (to.dutyStartMinute !== standing.dutyStartMinute || to.dutyEndMinute !== standing.dutyEndMinute)
    facts.push({ what: 'duty', from: standing, to });
  return facts;
}

/** Everything a plan changes, in the order of its parts; edits that say only what is already so are left out. */
export function describeEdits(definition: PlanDefinition, standing: readonly StandingLookout[]): PlanEdit[] {
  const standingById = new Map(standing.map((lookout) => [lookout.lookoutId, lookout]));
  return [
    ...definition.lookouts.flatMap((edit): PlanEdit[] => {
      const facts = describeLookout(edit, standingById.get(edit.lookoutId));
      return facts.length > 0
        ? [{ key: `lookout-${edit.lookoutId}`, subject: { kind: 'lookout', id: edit.lookoutId }, name: null, facts }]
        : [];
    }),
    ...definition.posts.map(({ id, name, detectionRangeMeters, shape = WHOLE_DISK }): PlanEdit => ({
      key: `post-${id}`,
      subject: { kind: 'post', id },
      name,
      facts: [{ what: 'post', range: { detectionRangeMeters, shape } }],
    })),
    ...definition.loops.map((loop): PlanEdit => ({
      key: `loop-${loop.id}`,
      subject: { kind: 'loop', id: loop.id },
      name: loop.name,
      facts: [{ what: 'loop', lengthMeters: computeLoopMeters(loop), unitCount: loop.unitCount }],
    })),
    ...definition.withoutKinds.map((kind): PlanEdit => ({
      key: `units-${kind}`,
      subject: { kind: 'units', id: kind },
      name: null,
      facts: [{ what: 'without' }],
    })),
    ...(definition.settings === null
      ? []
      : [
          {
            key: 'settings',
            subject: { kind: 'settings', id: null },
            name: null,
            facts: [{ what: 'settings' }],
          } satisfies PlanEdit,
        ]),
  ];
}
