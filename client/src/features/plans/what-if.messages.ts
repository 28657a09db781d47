import type { ObservedDisks } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import type { WhatIfFigures, WhatIfGround } from './what-if.ts';

/** `id` comes back with the answer. `before` null = who observes now is as in the last question. */
export interface WhatIfQuestion {
  id: number;
  before: ObservedDisks | null;
  after: ObservedDisks;
}

/** To the worker. */
export type WhatIfRequest = { kind: 'ground'; ground: WhatIfGround } | { kind: 'question'; question: WhatIfQuestion };

/** From the worker, one for each question. */
export type WhatIfAnswer =
  | { kind: 'figures'; id: number; figures: WhatIfFigures; computeMs: number }
  | { kind: 'failed'; reason: string };
