import { describe, expect, it } from 'vitest';
import { parseSimulatorOptions } from '../../../../data/demo/simulator/options.ts';

describe('parseSimulatorOptions', () => {
  it('has defaults for everything', () => {
    expect(parseSimulatorOptions([])).toEqual({
      kind: 'run',
      options: {
        url: 'http://127.0.0.1:3000',
        units: 1_200,
        intervalMs: 5_000,
        seed: 1,
        durationMs: null,
        sosEveryMinutes: 0,
        replay: null,
      },
    });
  });

  it('reads a replay', () => {
    const argv = [
      '--replay',
      'a.csv',
      '--columns',
      'id=team,time=t,lat=y,lon=x',
      '--move-to',
      '118.3,34.3',
      '--start',
      'now',
      '--speed',
      '4',
      '--device-ids',
      'a,b',
    ];
    expect(parseSimulatorOptions(argv)).toMatchObject({
      options: {
        replay: {
          file: 'a.csv',
          columns: { id: 'team', time: 't', lat: 'y', lon: 'x' },
          moveTo: [118.3, 34.3],
          startNow: true,
          speed: 4,
          deviceIds: ['a', 'b'],
        },
      },
    });
  });

  it('reads positions on the far side of the meridian and the equator', () => {
    expect(parseSimulatorOptions(['--replay', 'a.csv', '--move-to=-2.9,-53.4'])).toMatchObject({
      options: { replay: { moveTo: [-2.9, -53.4] } },
    });
  });

  it.each([
    [['--units', 'many'], /--units/],
    [['--interval', '0.2'], /--interval.*at least 1/],
    [['--url', 'localhost'], /--url/],
    [['--replay', 'a.csv', '--columns', 'where=lat'], /--columns/],
    [['--replay', 'a.csv', '--move-to', '500,1'], /--move-to/],
    [['--start', 'later'], /--start/],
    [['--unknown'], /unknown/],
  ])('refuses %j with a sentence', (argv, reason) => {
    expect(parseSimulatorOptions(argv)).toEqual({ kind: 'refused', reason: expect.stringMatching(reason) });
  });
});
