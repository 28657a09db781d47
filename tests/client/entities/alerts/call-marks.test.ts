import { describe, expect, it } from 'vitest';
import { findCallMarks } from '../../../../client/src/entities/alerts/call-marks.ts';
import { findOpenCalls } from '../../../../client/src/entities/alerts/open-calls.ts';
import { createPositionBuffer } from '../../../../client/src/live/position-buffer.ts';
import { makeAlert } from '../../../support/make-alert.ts';
import { createFrameSource, createUnit } from '../../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);

describe('findCallMarks', () => {
  const buffer = createPositionBuffer();
  buffer.replaceUnits([createUnit(1, 'foot'), createUnit(2, 'foot')], NOW);
  buffer.applyFrame(createFrameSource().snapshot([{ unitId: 1, lng: 118.3, lat: 34.3, fixTimeMs: NOW }], NOW), NOW);

  it('follow the unit that calls, and keep where it pressed the button', () => {
    const calls = findOpenCalls([
      makeAlert({
        id: 1,
        kind: 'sos',
        subjectId: 1,
        position: [118.2, 34.2],
        detail: { lastPosition: [118.25, 34.2] },
      }),
    ]);
    expect(findCallMarks(calls, buffer, NOW + 5_000)).toEqual([
      { raisedAt: [118.2, 34.2], nowAt: [expect.closeTo(118.3, 5), expect.closeTo(34.3, 5)], waits: true },
    ]);
  });

  it('stand where it was pressed last while the unit is nowhere, and nowhere when that is not known either', () => {
    const calls = findOpenCalls([
      makeAlert({
        id: 1,
        kind: 'sos',
        subjectId: 2,
        status: 'acknowledged',
        position: [118.2, 34.2],
        detail: { lastPosition: [118.25, 34.2] },
      }),
      makeAlert({ id: 2, kind: 'sos', subjectId: 3 }),
    ]);
    expect(findCallMarks(calls, buffer, NOW)).toEqual([
      { raisedAt: [118.2, 34.2], nowAt: [118.25, 34.2], waits: false },
    ]);
  });

  it('are of open calls only', () => {
    const alerts = [
      makeAlert({ id: 1, kind: 'sos', subjectId: 1, status: 'cleared' }),
      makeAlert({ id: 2, kind: 'unit-lost', subjectId: 1 }),
      makeAlert({ id: 3, kind: 'sos', subjectId: 2 }),
    ];
    expect([...findOpenCalls(alerts).keys()]).toEqual([2]);
  });
});
