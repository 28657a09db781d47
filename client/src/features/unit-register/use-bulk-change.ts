import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { runSteps, type BulkOutcome, type BulkStep } from './bulk-steps.ts';
import { changeUnit, putUnits, refreshUnits } from './unit-register.api.ts';

type BulkState =
  | { kind: 'choosing' }
  | { kind: 'running'; made: number; total: number }
  | { kind: 'over'; outcome: BulkOutcome; isUndo: boolean };

/** Changes several units, tells how far it is, and can be stopped; closing the page's dialog stops it too. */
export function useBulkChange(): {
  state: BulkState;
  run: (steps: readonly BulkStep[], isUndo?: boolean) => Promise<void>;
  stop: () => void;
} {
  const client = useQueryClient();
  const [state, setState] = useState<BulkState>({ kind: 'choosing' });
  const isStopped = useRef(false);
  const stop = (): void => {
    isStopped.current = true;
  };
  useEffect(() => stop, []);
  const run = async (steps: readonly BulkStep[], isUndo = false): Promise<void> => {
    isStopped.current = false;
    setState({ kind: 'running', made: 0, total: steps.length });
    const outcome = await runSteps(steps, changeUnit, {
      onProgress: (made) => setState({ kind: 'running', made, total: steps.length }),
      isStopped: () => isStopped.current,
    });
    putUnits(
      client,
      outcome.done.map(({ after }) => after),
    );
    refreshUnits(client);
    setState({ kind: 'over', outcome, isUndo });
  };
  return { state, run, stop };
}
