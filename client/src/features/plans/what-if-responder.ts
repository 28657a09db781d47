import { createWhatIf, type AreaFigures } from './what-if.ts';
import type { WhatIfAnswer, WhatIfRequest } from './what-if.messages.ts';

/** What the worker does with each message: null = nothing to answer. `nowMs` is a clock for the time it took. */
export function createWhatIfResponder(nowMs: () => number): (request: WhatIfRequest) => WhatIfAnswer | null {
  let computeFigures: ReturnType<typeof createWhatIf> | null = null;
  let before: AreaFigures[] | null = null;
  return (request) => {
    try {
      if (request.kind === 'ground') {
        computeFigures = createWhatIf(request.ground);
        before = null;
        return null;
      }
      if (!computeFigures) return { kind: 'failed', reason: 'There is no ground yet.' };
      const startedMs = nowMs();
      const { question } = request;
      if (question.before) before = computeFigures(question.before);
      if (!before) return { kind: 'failed', reason: 'Nobody said who observes now.' };
      const after = computeFigures(question.after);
      return { kind: 'figures', id: question.id, figures: { before, after }, computeMs: nowMs() - startedMs };
    } catch (error) {
      return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
    }
  };
}
