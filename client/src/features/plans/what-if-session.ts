import { keepWorker } from '../../lib/keep-worker.ts';
import type { WhatIfAnswer, WhatIfQuestion, WhatIfRequest } from './what-if.messages.ts';
import type { WhatIfGround } from './what-if.ts';

/** The far end of a session: a worker, or in tests whatever answers like one. */
export interface WhatIfPort {
  post(request: WhatIfRequest): void;
  onAnswer(listener: (answer: WhatIfAnswer) => void): void;
  close(): void;
}

export interface WhatIfSession {
  /** Changes what the figures are about; later questions are about the new ground and must say who observes now. */
  prepare(ground: WhatIfGround): void;
  /** Asks; of the questions that wait, only the latest is asked, so that the answer is about where the pointer is. */
  ask(question: WhatIfQuestion): void;
  close(): void;
}

/** The question to ask in place of two that wait: the later, with who observes now by whichever said it last. */
function mergeQuestions(waiting: WhatIfQuestion | null, next: WhatIfQuestion): WhatIfQuestion {
  return { id: next.id, before: next.before ?? waiting?.before ?? null, after: next.after };
}

/** One question at a time over `port`; `onAnswer` hears each answer. */
export function createWhatIfSession(port: WhatIfPort, onAnswer: (answer: WhatIfAnswer) => void): WhatIfSession {
  let waiting: WhatIfQuestion | null = null;
  let isBusy = false;
  const askNext = (): void => {
    if (isBusy || !waiting) return;
    const question = waiting;
    waiting = null;
    isBusy = true;
    port.post({ kind: 'question', question });
  };
  port.onAnswer((answer) => {
    isBusy = false;
    // Asked first, so that the worker goes on while the page shows the answer.
    askNext();
    onAnswer(answer);
  });
  return {
    prepare: (ground) => port.post({ kind: 'ground', ground }),
    ask(question) {
      waiting = mergeQuestions(waiting, question);
      askNext();
    },
    close: () => port.close(),
  };
}

/** A port to a worker of its own, which is told what the one before it knew where that failed. */
export function openWhatIfWorker(): WhatIfPort {
  let tell: (answer: WhatIfAnswer) => void = () => undefined;
  let ground: WhatIfRequest | null = null;
  let before: WhatIfQuestion['before'] = null;
  let open: WhatIfQuestion | null = null;
  const worker = keepWorker<WhatIfRequest, WhatIfAnswer>({
    start: () => new Worker(new URL('./what-if.worker.ts', import.meta.url), { type: 'module' }),
    onAnswer(answer) {
      open = null;
      tell(answer);
    },
    findReplay: () => [...(ground ? [ground] : []), ...(open ? [{ kind: 'question', question: open } as const] : [])],
    onGone(reason) {
      open = null;
      tell({ kind: 'failed', reason });
    },
  });
  return {
    post(request) {
      if (request.kind === 'ground') {
        ground = request;
        before = null;
        worker.post(request);
        return;
      }
      // Always with who observes now: a worker that was started anew since has not heard it.
      before = request.question.before ?? before;
      open = { ...request.question, before };
      worker.post({ kind: 'question', question: open });
    },
    onAnswer: (listener) => (tell = listener),
    close: () => worker.close(),
  };
}
