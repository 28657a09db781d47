import type { SameKeys } from '../../i18n/same-keys.ts';
import type { outcomeZhCN } from './texts.zh-CN.ts';

export const outcomeEn: SameKeys<typeof outcomeZhCN> = {
  outcome: {
    title: 'Outcome of patrolling',
    lead: 'How much patrolling each hotspot got, and whether reports changed. Open one to see all of it.',
    all: 'All hotspots',
    unnamed: 'Hotspot {{id}}',
    failed: 'The outcome could not be loaded',
    empty: 'No hotspots yet',
    emptyText: 'Propose one under "Find": from then on its patrolling and incidents are counted here.',
    compared: 'Compared with before',
    comparedDuring: 'During',
    comparedAfter: 'After',
    caveats: 'To know when reading this',
    noCause:
      'A difference is not proof that patrolling made it: nothing was assigned at random, and other things change too.',
    zonesText:
      ' {{count}} comparison zones of the same shape and size, with {{counts}} reports before, at least {{meters}} m from any hotspot.',
    overview: {
      title: 'Patrolling and incidents by hotspot',
      name: 'Hotspot',
      minutes: 'Patrol min: this / last wk',
      incidents: 'Reports a week',
    },
    zone: { hotspot: 'Hotspot', buffer: 'Buffer', comparison: 'Comparison', net: 'Net change' },
    window: { before: 'Before', during: 'During', after: 'After' },
    chart: {
      label: 'Incidents and patrolling by week',
      week: 'Week from {{date}}',
      running: ' (not over)',
      patrol: 'Patrols {{minutes}} min, {{visits}} visits',
      patrolPartly: 'Patrols {{minutes}} min, {{visits}} visits (of {{hours}} hours, {{counted}} are on record)',
      patrolUnknown: 'Patrolling unknown: no positions from then',
      incidents: '{{reported}} reported, {{found}} found by patrols; buffer {{buffer}}',
      comparison: '; comparison {{count}} on average',
      comparisonMean: 'Comparison, mean of zones',
      foundKey: 'Found by patrols',
      minutesKey: 'Patrol minutes',
      unknownKey: 'Patrolling unknown',
    },
    change: {
      title: 'Change',
      reported: 'Reported in the hotspot: {{words}}.',
      zone: 'Ground',
      before: 'Before',
      change: 'Change',
      interval: '95% interval',
      noComparison: 'No ground that compares',
      perWeek: 'Counts, with the number a week in small. Reported incidents only.',
      found: 'Found by patrols, counted apart: {{before}} before, {{count}} in this window.',
    },
    words: {
      none: 'none in either window',
      tooEarly: 'less than a day so far: too early to tell',
      fromNone: 'none before, {{count}} in this window; {{chance}}',
      change: '{{change}}, 95% interval {{interval}}: {{chance}}',
      net: 'Against the comparison: {{change}}, 95% interval {{interval}}: {{chance}}.',
      fewer: '{{percent}}% fewer',
      more: '{{percent}}% more',
      same: 'no change',
      significant: 'statistically significant',
      noChange: 'no change shown',
      tooFew: 'too few incidents for a verdict',
      dispersion:
        'Daily counts vary beyond chance by a factor of: hotspot {{hotspot}}, buffer {{buffer}}, comparison {{comparison}}; intervals are widened by it.',
    },
    wdq: {
      title: 'Weighted displacement quotient',
      none: 'Displacement cannot be told: the hotspot did no better than the comparison, or there is none, so there is no reduction that could have moved.',
      value: 'Weighted displacement quotient {{quotient}}{{interval}}: {{meaning}}.',
      interval: ' (95% interval {{low}} … {{high}})',
      'cannot-be-told': 'its interval holds both signs or there is none, so displacement or diffusion cannot be told',
      'diffusion-exceeds-benefit':
        'the buffer did better than the comparison too, by more than the hotspot (diffusion)',
      diffusion: 'the buffer did better than the comparison too, by less than the hotspot (diffusion)',
      'diffusion-of-unknown-size':
        'the buffer did better than the comparison too (diffusion); whether by more than the hotspot cannot be told',
      displacement: 'the buffer did worse than the comparison, by less than the hotspot was spared (displacement)',
      'displacement-exceeds-benefit':
        'the buffer did worse than the comparison, by more than the hotspot was spared (displacement)',
      'displacement-of-unknown-size':
        'the buffer did worse than the comparison (displacement); whether by more than the hotspot was spared cannot be told',
    },
    dosage: {
      title: 'Patrolling',
      perWeek: '{{minutes}} min and {{visits}} visits a week; vehicles {{vehicles}} min',
      unknown: 'unknown, no positions',
      partly: 'only {{percent}}% of the time is on record',
    },
    counted: {
      all: 'Incidents of all kinds and hours are counted.',
      some: 'Counted are incidents of the kind that made it a hotspot: {{parts}}.',
      hours: '{{start}}:00–{{end}}:00',
    },
    question: {
      title: 'Windows and buffer',
      asked: '{{from}} to {{to}}, {{weeks}} weeks before, buffer {{meters}} m',
      firstDay: 'Patrolling began',
      lastDay: 'Patrolling ended',
      daysNote: 'Empty: from when it was confirmed (or else proposed) until now.',
      beforeWeeks: 'Before',
      afterWeeks: 'After',
      weekUnit: 'wk',
      bufferMeters: 'Buffer',
      run: 'Compute again',
    },
    wrong: {
      day: 'Write dates as 2026-11-25.',
      order: 'It cannot end before it begins.',
      future: 'It cannot begin in the future.',
      beforeWeeks: 'Before: 1–104 weeks.',
      afterWeeks: 'After: 0–104 weeks.',
      bufferMeters: 'Buffer: 50–5,000 m.',
    },
    caveat: {
      'few-incidents': 'Few incidents: under 20 in both windows together, so that even half of them may be chance.',
      'regression-to-the-mean':
        'It was chosen because counts were high before, and would mostly have fallen anyway (regression to the mean). Trust the net change more than before and after.',
      'no-comparison': 'No ground compares with it: the ups and downs of the whole city are not taken off.',
      'trend-in-comparison': 'The comparison changed clearly too: go by the net change.',
      'dosage-unknown': 'For part of this time there are no positions: patrolling is not complete.',
      'little-patrolling':
        'Little patrolling: less than a quarter of an hour a day. No change does not mean that patrolling is useless.',
      'no-dosage-before': 'Patrolling before is unknown or not complete: whether it really went up cannot be said.',
      'still-running': 'It is not over: the figures will change.',
    },
    how: {
      dosage:
        "Patrol minutes: time that foot and bicycle patrols were within the hotspot's outline, summed; two together count twice. Between fixes at most 2 minutes apart, at a speed that is possible, they are taken to go straight and evenly; other gaps are not filled.\n\nVisits: stays; who comes back after more than 10 minutes outside begins a new one, counted at the hour when it began (the stays of Koper 1995). Buses and taxis are counted apart, fixed lookouts not at all.\n\nSummed up from positions after each hour. Only sums are kept, not who it was; they stay when positions are deleted. Time without positions is unknown, not 0. Under a new outline the sums of the old one are not used.",
      change:
        'Ratio of daily counts during and before. Interval and verdict are those of the conditional test of two counts (Przyborowski & Wilenski 1940), the interval by Clopper & Pearson (1934), widened by how much the daily counts vary; "significant" means p of at most 5% and a change of at least 10%.\n\n"Before" never reaches back beyond the first incident on record: not recorded is not none.\n\nReported incidents only: what patrols find grows with patrolling. Those that say only the month are not counted.',
      net: "The hotspot's change divided by that of the comparison (a ratio of ratios), which takes off the ups and downs of the city. The interval is that of the logarithm, its variance the sum of the reciprocals of the four counts (Woolf 1955); where one is 0, 0.5 is added to all (Haldane 1956, Anscombe 1956); each is multiplied by its own dispersion. Simulated without any change, 2–8% false alarms, 10% where two or three a week come in bursts (300 runs each).",
      wdq: 'Weighted displacement quotient (Bowers & Johnson 2003): change of buffer over comparison, divided by change of hotspot over comparison. Above 0 is diffusion, below 0 displacement, below −1 more moved than was spared. It means something only if the hotspot did better than the comparison; the interval is a bootstrap over weeks (999 draws): where it holds both signs nothing is read from it, and where it holds ±1 nothing is said of the size beside the hotspot. Simulated with the hotspot halved and the buffer unchanged, 1–9% are still read as either; with nothing changed less than 2% (300 runs each).',
      found:
        'What patrols find is no part of the change: who goes more finds more, and patrolling would make its own hotspots.',
      zones:
        "Buffer: ground within this distance of the hotspot, without other hotspots.\n\nComparison: the hotspot's outline moved, as it is, to where about as much was reported before (between half and twice), wholly in the jurisdiction, at least two buffers away from all hotspots, not overlapping, the closest counts first, five at most. Only counts of before are looked at; the same data always give the same zones. As they are chosen for high counts too, part of the regression to the mean cancels.",
      overviewMinutes: 'This week so far, and last week in small. "—" means no positions, not 0.',
      overviewChange:
        'Reports a week: 12 weeks before it was confirmed (or else proposed), and since. A coloured change is statistically significant; point at it for the 95% interval.',
      limits:
        'It can show: whether reports in the hotspot went up or down, whether that is statistically significant, how it compares with similar ground, and whether the surroundings moved too.\n\nIt cannot show that patrolling was the cause. Patrols are not sent at random; seasons, building works and the habit of reporting change at the same time; and places chosen for high counts mostly fall by themselves. Fewer reports may also mean that less is reported.',
    },
  },
};
