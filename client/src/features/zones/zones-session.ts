import { keepWorker } from '../../lib/keep-worker.ts';
import type { ZonesAnswer, ZonesQuestion, ZonesRequest } from './zones.messages.ts';

/** The far end of a session: a worker, or in tests whatever answers like one. */
export interface ZonesPort {
  post(request: ZonesRequest): void;
  onAnswer(listener: (answer: ZonesAnswer) => void): void;
  close(): void;
}

type Study = Extract<ZonesRequest, { kind: 'study' }>;
type Incidents = Extract<ZonesRequest, { kind: 'incidents' }>;

export interface ZonesSession {
  /** Where zones are looked for. */
  setStudy(study: Study['study']): void;
  /** The incidents that the indexes of later questions are of. */
  setIncidents(columns: Incidents['columns']): void;
  /** Asks; of the questions that wait only the latest is asked. One that runs longer than a second is given up for it. */
  ask(question: ZonesQuestion): void;
  /** Gives up what runs and what waits. */
  cancel(): void;
  close(): void;
}

/** A younger answer is worth waiting for: starting a thread anew and sending it everything takes time too. */
export const ABANDON_AFTER_MS = 1_000;

/** One question at a time over the port that `openPort` opens; `onAnswer` hears each answer to a question that was not given up. */
export function createZonesSession(openPort: () => ZonesPort, onAnswer: (answer: ZonesAnswer) => void): ZonesSession {
  let study: Study | null = null;
  let incidents: Incidents | null = null;
  let waiting: ZonesQuestion | null = null;
  let running: { id: number; startedMs: number } | null = null;
  let abandonTimer: ReturnType<typeof setTimeout> | null = null;
  let port = open();

  function open(): ZonesPort {
    const opened = openPort();
    opened.onAnswer((answer) => {
      if (opened !== port) return;
      if (answer.kind !== 'progress') {
        running = null;
        stopTimer();
        // Asked first, so that the worker goes on while the page shows the answer.
        askNext();
      }
      onAnswer(answer);
    });
    return opened;
  }

  function stopTimer(): void {
    if (abandonTimer !== null) clearTimeout(abandonTimer);
    abandonTimer = null;
  }

  /** A thread in the middle of a computation hears nothing: it is ended, and a new one is told what the old one knew. */
  function reopen(): void {
    stopTimer();
    running = null;
    port.close();
    port = open();
    if (study) port.post(study);
    if (incidents) port.post(incidents);
  }

  function askNext(): void {
    if (!waiting || running) return;
    const question = waiting;
    waiting = null;
    running = { id: question.id, startedMs: performance.now() };
    port.post({ kind: 'question', question });
  }

  return {
    setStudy(next) {
      study = { kind: 'study', study: next };
      port.post(study);
    },
    setIncidents(columns) {
      incidents = { kind: 'incidents', columns };
      // Its indexes are of incidents that are gone.
      waiting = null;
      port.post(incidents);
    },
    ask(question) {
      waiting = question;
      askNext();
      if (!running || !waiting) return;
      abandonTimer ??= setTimeout(
        () => {
          reopen();
          askNext();
        },
        Math.max(0, running.startedMs + ABANDON_AFTER_MS - performance.now()),
      );
    },
    cancel() {
      waiting = null;
      if (running) reopen();
    },
    close() {
      stopTimer();
      port.close();
    },
  };
}

/** A port to a worker of its own, which is told what the one before it knew where that failed. */
export function openZonesWorker(): ZonesPort {
  let tell: (answer: ZonesAnswer) => void = () => undefined;
  const told = new Map<ZonesRequest['kind'], ZonesRequest>();
  const worker = keepWorker<ZonesRequest, ZonesAnswer>({
    start: () => new Worker(new URL('./zones.worker.ts', import.meta.url), { type: 'module' }),
    onAnswer(answer) {
      if (answer.kind !== 'progress') told.delete('question');
      tell(answer);
    },
    findReplay: () => [...told.values()],
    onGone(reason) {
      told.delete('question');
      tell({ kind: 'failed', id: -1, cause: 'fault', offer: null, reason });
    },
  });
  return {
    post(request) {
      // In the order in which they were told last: a question is about the incidents before it.
      told.delete(request.kind);
      told.set(request.kind, request);
      worker.post(request);
    },
    onAnswer: (listener) => (tell = listener),
    close: () => worker.close(),
  };
}
