import { describe, expect, it } from 'vitest';
import type { ObservedDisks } from '@liaowang/shared/analysis/coverage/coverage-gaps';
import { createWhatIfResponder } from '../../../../client/src/features/plans/what-if-responder.ts';
import { createWhatIfSession, type WhatIfPort } from '../../../../client/src/features/plans/what-if-session.ts';
import type { WhatIfAnswer, WhatIfRequest } from '../../../../client/src/features/plans/what-if.messages.ts';
import type { WhatIfGround } from '../../../../client/src/features/plans/what-if.ts';

const CENTER: [number, number] = [118.35, 34.37];
/** A square of about 1,840 m by 2,220 m. */
const square: Array<[number, number]> = [
  [118.34, 34.36],
  [118.36, 34.36],
  [118.36, 34.38],
  [118.34, 34.38],
  [118.34, 34.36],
];
const ground: WhatIfGround = {
  center: CENTER,
  areas: [
    { id: 'key-area:1', geometry: { type: 'Polygon', coordinates: [square] } },
    {
      id: 'key-area:2',
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [118.34, 34.36],
            [118.36, 34.38],
            [118.36, 34.36],
            [118.34, 34.38],
            [118.34, 34.36],
          ],
        ],
      },
    },
  ],
  demand: { lngs: [118.35, 118.341], lats: [34.37, 34.361], incidentWeights: [3, 1], households: [10, 30] },
};
const disks = (...centres: Array<[number, number, number]>): ObservedDisks => ({
  lngs: Float64Array.from(centres, ([lng]) => lng),
  lats: Float64Array.from(centres, ([, lat]) => lat),
  radiusMeters: Float64Array.from(centres, ([, , radius]) => radius),
});
const NOBODY = disks();
const MIDDLE = disks([...CENTER, 300]);

describe('the worker’s answers', () => {
  it('are figures before and after, of ground and of demand', () => {
    const respond = createWhatIfResponder(() => 0);
    expect(respond({ kind: 'ground', ground })).toBeNull();
    const answer = respond({ kind: 'question', question: { id: 7, before: NOBODY, after: MIDDLE } });
    if (answer?.kind !== 'figures') throw new Error(JSON.stringify(answer));
    expect(answer.id).toBe(7);
    // The second area crosses itself: it is left out rather than guessed at.
    expect(answer.figures.before.map(({ areaId }) => areaId)).toEqual(['key-area:1']);
    expect(answer.figures.before[0]).toMatchObject({
      observedSquareMeters: 0,
      incidentWeight: 4,
      observedIncidentWeight: 0,
      households: 40,
      observedHouseholds: 0,
    });
    expect(answer.figures.after[0]!.observedSquareMeters).toBeCloseTo(Math.PI * 300 ** 2, -1);
    expect(answer.figures.after[0]).toMatchObject({ observedIncidentWeight: 3, observedHouseholds: 10 });
  });

  it('remember who observes now until somebody says otherwise', () => {
    const respond = createWhatIfResponder(() => 0);
    respond({ kind: 'ground', ground: { ...ground, demand: null } });
    respond({ kind: 'question', question: { id: 1, before: MIDDLE, after: NOBODY } });
    const answer = respond({ kind: 'question', question: { id: 2, before: null, after: NOBODY } });
    expect(answer).toMatchObject({
      kind: 'figures',
      figures: { before: [{ incidentWeight: 0 }], after: [{ observedSquareMeters: 0 }] },
    });
    expect(answer?.kind === 'figures' && answer.figures.before[0]!.observedSquareMeters).toBeCloseTo(
      Math.PI * 300 ** 2,
      -1,
    );
  });

  it('say so when a question comes too early', () => {
    const respond = createWhatIfResponder(() => 0);
    expect(respond({ kind: 'question', question: { id: 1, before: NOBODY, after: NOBODY } })).toMatchObject({
      kind: 'failed',
    });
    respond({ kind: 'ground', ground });
    expect(respond({ kind: 'question', question: { id: 1, before: null, after: NOBODY } })).toMatchObject({
      kind: 'failed',
    });
  });
});

/** A worker that answers when it is told to. */
function createSlowPort() {
  const respond = createWhatIfResponder(() => 0);
  const asked: WhatIfRequest[] = [];
  let tell: (answer: WhatIfAnswer) => void = () => undefined;
  const port: WhatIfPort = {
    post: (request) => void (request.kind === 'ground' ? respond(request) : asked.push(request)),
    onAnswer: (listener) => (tell = listener),
    close: () => undefined,
  };
  return { port, asked, answerNext: () => tell(respond(asked.shift()!)!) };
}

describe('a session', () => {
  it('asks one question at a time, and of those that wait only the latest', () => {
    const { port, asked, answerNext } = createSlowPort();
    const heard: number[] = [];
    const session = createWhatIfSession(port, (answer) => heard.push(answer.kind === 'figures' ? answer.id : -1));
    session.prepare(ground);
    session.ask({ id: 1, before: NOBODY, after: NOBODY });
    for (const id of [2, 3, 4]) session.ask({ id, before: null, after: disks([...CENTER, id * 100]) });
    expect(asked).toHaveLength(1);
    answerNext();
    expect(asked).toHaveLength(1);
    answerNext();
    expect(asked).toHaveLength(0);
    expect(heard).toEqual([1, 4]);
  });

  it('does not lose who observes now in a question that was overtaken', () => {
    const { port, asked, answerNext } = createSlowPort();
    const session = createWhatIfSession(port, () => undefined);
    session.prepare(ground);
    session.ask({ id: 1, before: NOBODY, after: NOBODY });
    session.ask({ id: 2, before: MIDDLE, after: NOBODY });
    session.ask({ id: 3, before: null, after: MIDDLE });
    answerNext();
    expect(asked[0]).toMatchObject({ question: { id: 3, before: MIDDLE, after: MIDDLE } });
  });

  it('goes on after a question that failed', () => {
    const { port, asked, answerNext } = createSlowPort();
    const heard: string[] = [];
    const session = createWhatIfSession(port, ({ kind }) => heard.push(kind));
    session.prepare(ground);
    session.ask({ id: 1, before: null, after: NOBODY });
    session.ask({ id: 2, before: NOBODY, after: NOBODY });
    answerNext();
    answerNext();
    expect(asked).toHaveLength(0);
    expect(heard).toEqual(['failed', 'figures']);
  });
});
