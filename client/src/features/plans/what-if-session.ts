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

/** A port to a worker of its own. */
export function openWhatIfWorker(): WhatIfPort {
  const worker = new Worker(new URL('./what-if.worker.ts', import.meta.url), { type: 'module' });
  return {
    post: (request) => worker.postMessage(request, { transfer: [] }),
    onAnswer(listener) {
      worker.addEventListener('message', ({ data }: MessageEvent<WhatIfAnswer>) => listener(data));
      worker.addEventListener('error', ({ message }) => listener({ kind: 'failed', reason: message || 'The worker did not start.' }));
    },
    close: () => worker.terminate(),
  };
}
