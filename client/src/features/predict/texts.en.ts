import type { SameKeys } from '../../i18n/same-keys.ts';
import type { predictZhCN } from './texts.zh-CN.ts';

export const predictEn: SameKeys<typeof predictZhCN> = {
  predict: {
    lead: 'A forecast tested on the record: each method marks priority areas from the training period alone; counted is how many incidents of the test period fell inside.',
    field: {
      trainDays: 'Training',
      testDays: 'Test',
      cellMeters: 'Cells',
      bandwidthMeters: 'Bandwidth',
      epsMeters: 'Cluster reach',
      minPoints: 'Cluster least',
    },
    days: 'days',
    meters: 'm',
    incidents: 'inc.',
    more: 'Settings of the methods',
    less: 'Hide the settings',
    run: 'Run the back-test',
    folds: '{{count}} tests fit',
    noFolds: 'The record is too short: shorten the training or the test period',
    running: 'Testing, period by period',
    failed: 'It could not be computed',
    failedText: 'The cells may be too small and too many. Make them larger and try again.',
    none: 'No incidents yet',
    noneText: 'Import some, or wait for more reports.',
    result: 'Result',
    areaShare: 'Share of area',
    wrong: {
      number: 'Enter a number.',
      whole: 'Enter a whole number.',
      between: 'Enter a number from {{min}} to {{max}}.',
    },
    method: {
      counts: 'Plain counts',
      'density-quartic': 'Density, quartic',
      'density-gaussian': 'Density, Gaussian',
      'gi-star': 'Gi*',
      dbscan: 'DBSCAN',
      repeat: 'Repeat places',
      recent: 'Recent, weighted',
    },
    methodNote: {
      counts: 'Incidents in each cell, the fullest first. All others are compared with it.',
      'density-quartic':
        'Each incident is spread over the bandwidth by a quartic kernel; density at the middle of the cell (Silverman 1986).',
      'density-gaussian':
        'Each incident is spread by a Gaussian kernel; the bandwidth is its standard deviation (Silverman 1986).',
      'gi-star':
        "How many standard deviations the cell and those within two cells of it exceed the city's mean (Ord & Getis 1995).",
      dbscan: 'Incidents of the cell that belong to a cluster (Ester et al. 1996).',
      repeat: 'Incidents of the cell at places with more than one within 10 m.',
      recent: 'Incidents within 400 m and 8 weeks, the nearer and newer the heavier (Bowers, Johnson & Pease 2004).',
    },
    chart: {
      label: 'Hit rate against share of area',
      at: '{{area}} of the area: {{method}} hits {{rate}}, plain counts {{counts}}, at most {{best}}',
      others: 'Other methods',
      best: 'At most',
      chance: 'Chosen at random',
    },
    table: {
      label: 'How accurate each method is',
      method: 'Method',
      hitRate: 'Hit rate',
      paiTitle: 'Predictive accuracy index: hit rate over share of area, 1 is random choice (Chainey et al. 2008)',
      peiTitle: 'Predictive efficiency index: hit rate over the highest possible on as much area, 0–1 (Hunt 2016)',
      rriTitle:
        'Recapture rate index: share of the priority areas in the test period over that in training, 1 is all kept (Levine 2008)',
      gain: 'vs counts',
      gainTitle:
        "Percentage points hit beyond plain counts in the same test; the interval is 95% for all methods at once (Student's t, Bonferroni)",
      interval: '95% interval {{low}} to {{high}}',
    },
    advice: {
      tooLittle:
        'Cannot be told: only {{folds}} tests with {{events}} incidents in all. It takes 6 tests and 50 incidents to tell methods apart. Shorten the test period, or wait for a longer record.',
      better:
        'Use "{{method}}": on {{area}} of the area it hits {{rate}} of the test period, {{gain}} points more than plain counts (interval {{low}} to {{high}}, 95% for all methods at once).',
      baseline:
        'Use plain counts: on {{area}} of the area they hit {{rate}}. "{{best}}" is a little higher on average, but not statistically significant.',
      baselineBest: 'Use plain counts: on {{area}} of the area they hit {{rate}}, and no method hits more.',
    },
    basis:
      '{{incidents}} incidents from {{from}} to {{to}}, {{cells}} cells of {{cell}} m; {{folds}} tests, each with {{train}} days of training and {{test}} of test; took {{seconds}} s.',
    limits:
      'Where a place is busy by nature for years, any method looks good. What is forecast is reports, not events; once patrols go there, reporting changes too. The least share of area is one cell, {{shortest}}.',
    how: "The record is cut, from its newest day backwards, into one test period after another; the stretch before each is its training period. Each method scores every cell of the city from that alone; counted is the share of the test period's incidents in the highest cells, the priority areas (hit rate). These are not the key areas of the map. Cells with equal scores count on average over all orders.\n\nPAI = hit rate over share of area (Chainey, Tompson & Uhlig 2008); PEI = hit rate over the highest possible on as much area (Hunt 2016); RRI (Levine 2008). Intervals are 95% bootstrap intervals over tests, 2,000 draws (Efron 1979), with a fixed seed: the same question gives the same figures. Gains over counts are taken within the same test, with the interval of Student's t over the tests, widened for the number of methods (Bonferroni) so that it is 95% for all at once; another method is advised only where all of it lies above 0. Simulated with all methods alike, 0–5% were advised by mistake.",
  },
};
