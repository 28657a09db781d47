import type { SameKeys } from '../../i18n/same-keys.ts';
import type { changeZhCN } from './texts.zh-CN.ts';

export const changeEn: SameKeys<typeof changeZhCN> = {
  change: {
    lead: 'The window of the filter is this period. It is compared with an earlier one: whether counts and hotspots have changed, and whether that is statistically significant.',
    earlier: 'Compared with',
    firstDay: 'First day',
    lastDay: 'Last day',
    wrongDays: 'Enter two days in order, such as 2026-01-01.',
    before: 'Before',
    now: 'This period',
    change: 'Change',
    overlap: 'The two periods overlap',
    overlapText: 'An incident cannot belong to both. Change one of them.',
    failed: 'It could not be computed',
    failedSettings:
      'This method cannot be computed here, most likely because the cells are too small and too many. Change its settings under "Find".',
    failedFault: 'The computation went wrong. Reload the page and try again.',
    computing: 'Comparing',
    noHours: 'One of the periods has none of the hours and weekdays that the filter leaves',
    clipped: 'The record begins on {{from}}: the earlier period is counted from that day.',
    noRecord: 'The record does not hold the earlier period',
    noRecordText: 'It begins on {{from}}. Shorten this period, or compare with other days.',
    shorten: 'Last 28 days only',
    summary: 'The two periods',
    perDay: '{{rate}} a day',
    interval: '95% interval {{interval}}',
    intervalColumn: 'Interval',
    noLimit: 'no limit',
    verdict: {
      none: 'No change shown',
      small: 'Too small a difference for a verdict',
      tooFew: 'Too few incidents for a verdict',
      new: 'None before, statistically significant',
      more: 'More, statistically significant',
      fewer: 'Fewer, statistically significant',
    },
    leastChange: 'Changes below this get no verdict',
    anyChange: 'Any',
    dispersion: {
      measured:
        'Daily counts vary {{factor}} times as much as by chance alone (measured on these days); interval and verdict are widened by it.',
      unknown:
        'Too few days to measure how much daily counts vary: taken as chance alone, so interval and verdict may be too sure.',
    },
    season: {
      title: 'Season',
      same: 'Both periods are at the same time of the year: the season needs no correction.',
      unknown: 'The record is too short to hold the same two periods in an earlier year: the season cannot be told.',
      expected:
        'Earlier years ({{count}}) changed between these two times as well: as then, {{expected}} would be expected now, and {{now}} came; beyond the season {{change}} (95% interval {{interval}}).',
      oneYear:
        'Only one earlier year: as then, {{expected}} would be expected now, and {{now}} came. One year is no season, so no verdict.',
      chance: 'No change beyond the season is shown.',
      more: 'More than the season brings, statistically significant.',
      fewer: 'Fewer than the season brings, statistically significant.',
    },
    byCategory: 'By category',
    category: 'Category',
    zones: 'Change of the hotspots',
    noZones: 'No hotspots in either period',
    noZonesText:
      'There may be too few incidents, or the periods are too short for the method. Take a longer period, or another method under "Find".',
    tooFew:
      'One of the periods has too few incidents for hotspots, or is too short for the method: what appeared or faded may not be real.',
    kind: {
      appeared: 'New',
      grew: 'Grew',
      moved: 'Moved',
      stayed: 'No change shown',
      shrank: 'Shrank',
      faded: 'Faded',
    },
    chanceZone: 'No change shown',
    movedBy: 'moved {{distance}}',
    regression:
      'Hotspots are drawn where most happened, and such places mostly calm down by themselves (regression to the mean): read "faded" and "shrank" with caution.',
    methodUsed: 'Hotspots found by "{{method}}", with the settings under "Find".',
    how: {
      ratio:
        "The ratio of the daily rates. Given their sum, the count of this period is binomial: the exact conditional test (Przyborowski & Wilenski 1940), with the 95% interval of Clopper & Pearson (1934). Only hours that the filter leaves are counted, so that periods of unequal length or with another number of weekends can be compared.\n\nReal counts vary more than chance alone and come in series. The dispersion is measured on the days of both periods: Pearson's statistic within weekday and trend, times what the correlation of neighbouring days adds (quasi-likelihood, McCullagh & Nelder 1989); n incidents count as n ÷ dispersion, with Student's t for how well it is known. Simulated without any change, 2–9% false alarms (periods of 28 or 90 days, 30 a day), where uneven days taken as chance alone would give 34–60%.\n\nA verdict also needs the least change that is set.",
      season:
        "Both periods are moved back by 52 weeks at a time (same weekdays) through every year that the record holds in full; that gives the usual change between them. The change now is divided by it, with Woolf's interval on the log scale (1955). It is widened by the same dispersion. Two earlier years at least give a verdict, and a trend over the years is mixed in. Simulated with nothing beyond the season, 0–6% false alarms, 8–12% where the level wanders from day to day (400 runs each).",
      categories:
        'Each category by itself, as above. Of many comparisons a few look changed by chance, so p is adjusted after Benjamini & Hochberg (1995): bold is within 5% false discoveries.',
      zones:
        'The same method with the same settings finds hotspots in each period. Hotspots that share a tenth of the smaller one are one place. "New", "faded", "grew" and "shrank" need the incidents on that ground to say so (conditional test widened by the dispersion, 5% false discoveries), not only the outline; where less than half of the ground is in common and incidents went from what only the old outline took to what only the new one takes (ratio of the two changes, statistically significant) it "moved"; where only the outline changed, no change is shown. Simulated with nothing changed (4–12 weeks, 10–60 a day), any "new", "faded" or "moved" each came in less than 8% of the runs (40 each). On the map, filled is this period, outlined is before; dashed tags are those without a change shown.',
    },
  },
};
