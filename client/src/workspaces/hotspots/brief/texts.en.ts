import type { SameKeys } from '../../../i18n/same-keys.ts';
import type { zoneBriefZhCN } from './texts.zh-CN.ts';

export const zoneBriefEn: SameKeys<typeof zoneBriefZhCN> = {
  zoneBrief: {
    heading: 'Hotspot brief',
    recordHeading: 'Hotspot brief: {{name}}',
    none: 'Among {{count}} incidents no hotspot was found.',
    lead: 'Among {{incidents}} incidents, hotspots found: {{count}}. They take {{area}} of the jurisdiction and hold {{held}} of the incidents, {{times}} times the mean density.',
    baseline: 'For comparison: by plain counts of cells, the same {{area}} hold {{held}}.',
    asked: 'Window {{window}}; {{filter}}. Method: {{method}}.',
    zones: 'Hotspots, in their order',
    records: 'Hotspots on record',
    column: {
      zone: 'Place',
      incidents: 'Incidents',
      area: 'Area',
      density: 'Per km²',
      evidence: 'Evidence',
      record: 'Hotspot',
      status: 'Status',
      check: 'Last night',
      nextReview: 'Next review',
    },
    legend: { zone: 'Hotspot with its rank', incident: 'Incident', record: 'This hotspot' },
    changeTitle: 'Against the previous period',
    change:
      'Previous period ({{from}} to {{to}}) {{before}}, this period {{now}}; daily rate {{change}} (95% interval {{interval}}).',
    weeks: 'Incidents by week (outlined: part of a week)',
    hours: 'Incidents by hour of the week',
    owner: 'Owner',
    confirmed: 'Confirmed',
    filter: 'Looked at',
    outcome: 'Since patrols began ({{from}} to {{to}})',
    dosage: 'Foot and bicycle patrols were inside for {{before}} minutes a week before, {{during}} during.',
    reportedWeeks: 'Reports by week',
    minutesWeeks: 'Patrol-minutes by week (outlined: not known)',
    history: 'What was decided',
    noOutcome: 'The outcome could not be worked out.',
    limits: {
      reports:
        'The map shows reports, not events: more is reported where many people are, and where reporting is easy.',
      reported:
        'Reports by people only; what patrols find is counted apart, or much-patrolled places would become hotspots by themselves.',
      found:
        'Includes what patrols found: they find more where they go more, so in part these hotspots are of their own making.',
      use: 'A hotspot says where there is much, not why, and never who. Look at the place before sending anybody, and come back to see what it changed.',
    },
  },
};
