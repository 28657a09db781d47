/** English of `alerts.zh-CN.ts`. */
export const alertsEn = {
  call: {
    title: 'Calling for help',
    waiting: 'nobody has taken it',
    taken: 'taken by {{name}}',
    takenUnnamed: 'taken',
    pressed: 'Pressed',
    heard: 'heard of at {{time}}',
    count: 'Presses',
    countLast: '{{count}}, last {{duration}} ago',
    where: 'Where pressed',
    lastWhere: 'Last pressed',
    now: 'Now',
    nowAway: '{{distance}} from there, fix {{duration}} old',
    takenAt: 'Taken',
    showWhere: 'Show where',
  },
  outage: {
    title: 'Outage',
    silent: '{{count}} still silent',
    returned: '{{affected}} fell silent together, {{returned}} are back.',
    overdue: 'Most came back long ago: check the others one by one.',
    spans: "Units of other branches are silent too: the city's dispatchers take and close this.",
    lastHeard: '{{duration}} ago',
    rule: 'Units cut off at the same moment are one alert: 10 or more, or 5 that are a tenth of those reporting. Each leaves as it comes back; the last one clears it.',
  },
};
