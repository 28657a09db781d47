import type { SameKeys } from '../../i18n/same-keys.ts';
import type { aroundZhCN } from './texts.zh-CN.ts';

export const aroundEn: SameKeys<typeof aroundZhCN> = {
  around: {
    place: 'Place on the map',
    nearest: 'Nearest units',
    nearestHow:
      'Who could be here first, by estimated time. Fresh and stale units count, lost ones do not.\n\nTimes are of usual speeds, stops included: {{foot}} km/h on foot, {{bicycle}} km/h by bicycle, {{vehicle}} km/h by vehicle. They are for comparing, not a promise.\n\n“By road” is the shortest way along the city’s roads (one-way streets and forbidden turns are not known), with at most 400 m to the road at either end. Where there are no roads, none leads here, or somebody stands close by, “straight” is said and the time is of 1.3 times the straight line.',
    meansLabel: 'How they come',
    means: { all: 'All', foot: 'Foot, bicycle', vehicles: 'Vehicles' },
    byRoad: '{{distance}} by road',
    straight: '{{distance}} straight',
    minutes: '{{minutes}} min',
    nobody: 'No units are online.',
    incidents: 'What happened here',
    incidentsTitle: 'Within {{distance}}, last {{days}} days',
    count: '{{count}} in all',
    nothing: 'Nothing happened here.',
    failed: 'It did not load',
  },
};
