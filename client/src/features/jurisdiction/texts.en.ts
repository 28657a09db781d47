import type { SameKeys } from '../../i18n/same-keys.ts';
import type { jurisdictionZhCN } from './texts.zh-CN.ts';

export const jurisdictionEn = {
  jurisdiction: {
    failed: 'The jurisdiction could not be fetched',
    change: 'Change the jurisdiction',
    edit: 'Change the jurisdiction',
    show: 'Show all of it',
    demo: "The demo city's ground is made up and stays. For a city of your own, start with --no-demo.",
    lead: 'Once it is saved the server starts anew with it, which takes a few seconds; pages go on by themselves.',
    name: 'Name of the jurisdiction',
    association: 'Name of the association',
    timeZone: 'Time zone (IANA name)',
    noZone: 'There is no such time zone. Write it as in Asia/Shanghai.',
    boundary: 'Boundary',
    draw: 'Or draw it on the map',
    fileHint: 'GeoJSON, zipped shapefile, KML or KMZ of at most 20 MB; coordinates in metres are converted.',
    otherFile: 'Another file',
    reading: 'Reading the file',
    datum: 'Coordinates',
    take: 'Take as the boundary',
    checking: 'Checking the boundary',
    area: 'The new boundary encloses {{area}}; {{share}} of it lies in today’s jurisdiction.',
    mended: 'The boundary crossed itself and was mended; its area changed by {{area}}. Check it on the map.',
    elsewhere: 'It does not touch today’s jurisdiction: the built-in basemap and the names of towns will be cleared.',
    outside: 'These would lie outside the new boundary:',
    outsideOf: {
      branches: 'Branches: {{number}}{{names}}',
      stations: 'Stations: {{number}}{{names}}',
      lookouts: 'Lookouts: {{number}}{{names}}',
      'key-areas': 'Key areas: {{number}}{{names}}',
      incidents: 'Incidents: {{number}}{{names}}',
    },
    names: ' ({{names}} …)',
    accept: 'I know; they stay where they are',
    restarting: 'Saved. The server starts anew with the new jurisdiction; this page goes on by itself…',
  },
  errors: {
    'demo-jurisdiction': 'The jurisdiction of the demo city cannot be changed.',
    'too-wide': 'The boundary is more than 3 degrees across, which is no city or county. Check its coordinates.',
    'would-be-outside': 'Some entries would lie outside the new boundary. Look at them before you save it.',
  },
} satisfies SameKeys<typeof jurisdictionZhCN>;
