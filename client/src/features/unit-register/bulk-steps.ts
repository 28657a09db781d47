import type { RegisteredUnit, UnitChange } from '@liaowang/shared/schemas/unit';

/** What several units are changed to: one branch (null = none), or one range. */
export type BulkTarget =
  | { field: 'branch'; branchId: number | null }
  | { field: 'range'; detectionRangeMeters: number };

/** What is sent of a unit. */
export function toChange(target: BulkTarget): UnitChange {
  return target.field === 'branch'
    ? { branchId: target.branchId }
    : { detectionRangeMeters: target.detectionRangeMeters };
}

/** What a unit would have to be changed to, to be as it is. */
export function toTarget(unit: RegisteredUnit, field: BulkTarget['field']): BulkTarget {
  return field === 'branch'
    ? { field, branchId: unit.branchId }
    : { field, detectionRangeMeters: unit.detectionRangeMeters };
}

const isAlready = (unit: RegisteredUnit, target: BulkTarget): boolean =>
  target.field === 'branch'
    ? unit.branchId === target.branchId
    : unit.detectionRangeMeters === target.detectionRangeMeters;

/** One unit and what becomes of it. */
export interface BulkStep {
  unit: RegisteredUnit;
  target: BulkTarget;
}

/** What has to be done: units that are so already are left out. */
export function planSteps(units: readonly RegisteredUnit[], target: BulkTarget): BulkStep[] {
  return units.filter((unit) => !isAlready(unit, target)).map((unit) => ({ unit, target }));
}

/** What came of it. */
export interface BulkOutcome {
  /** Steps that were made, with each unit as it is now. */
  done: Array<{ before: RegisteredUnit; after: RegisteredUnit }>;
  failed: Array<{ unit: RegisteredUnit; error: unknown }>;
  /** Somebody stopped it before its end. */
  isStopped: boolean;
}

/** What takes an outcome back. */
export function planUndo({ done }: BulkOutcome, field: BulkTarget['field']): BulkStep[] {
  return done.map(({ before, after }) => ({ unit: after, target: toTarget(before, field) }));
}

/** Requests under way at a time: faster than one after another, and others get their turn. */
const AT_A_TIME = 4;

/** Makes steps one by one, each on the unit as it was seen; what fails is told and holds up nothing. */
export async function runSteps(
  steps: readonly BulkStep[],
  change: (unit: RegisteredUnit, body: UnitChange) => Promise<RegisteredUnit>,
  { onProgress, isStopped }: { onProgress: (made: number) => void; isStopped: () => boolean },
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: [], failed: [], isStopped: false };
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < steps.length && !isStopped()) {
      const { unit, target } = steps[next++]!;
      try {
        outcome.done.push({ before: unit, after: await change(unit, toChange(target)) });
      } catch (error) {
        outcome.failed.push({ unit, error });
      }
      onProgress(outcome.done.length + outcome.failed.length);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  outcome.isStopped = next < steps.length;
  return outcome;
}
