import type { SameKeys } from '../../i18n/same-keys.ts';
import type { clusteringZhCN } from './clustering-texts.zh-CN.ts';

export const clusteringEn: SameKeys<typeof clusteringZhCN> = {
  othersTitle: "Beside the city's other incidents",
  randomTitle: 'Beside chance',
  nearestTitle: 'Nearest-neighbour index',
  noOthers:
    'The filter leaves too few other incidents to compare with (30 at least). Choose one kind in the filter to compare it with the rest.',
  againstOthers: {
    above:
      'More clustered than the other incidents of the window ({{others}}), statistically significant ({{p}}), most at {{distance}}.',
    below:
      'More dispersed than the other incidents of the window ({{others}}), statistically significant ({{p}}), most at {{distance}}.',
    notShown: 'Not shown to be more clustered or dispersed than the other incidents of the window ({{others}}; {{p}}).',
  },
  atRandom: {
    above:
      'Beside complete spatial randomness over the jurisdiction, incidents are clustered, statistically significant ({{p}}), most at {{distance}}.',
    below:
      'Beside complete spatial randomness over the jurisdiction, incidents are dispersed, statistically significant ({{p}}), most at {{distance}}.',
    notShown:
      'Beside complete spatial randomness over the jurisdiction, neither clusters nor dispersion are shown ({{p}}).',
  },
  randomNote:
    'Incidents follow streets and people, so complete randomness is nearly always rejected; that alone does not make a hotspot.',
  nearest:
    "Mean distance to the nearest incident {{observed}}, at random {{expected}} (Donnelly's edge correction); index {{index}}, z = {{z}}, {{p}}. Without correction (as ArcGIS): at random {{plainExpected}}, index {{plainIndex}}, z = {{plainZ}}.",
  difference: 'Difference of L (these − others)',
  band: '95% of simulations, by distance',
  bound: '95% of simulations, all distances at once',
  readout: '{{distance}}: {{value}}; 95% of simulations from {{low}} to {{high}}',
  basis: '{{events}} incidents, {{permutations}} simulations, seed {{seed}}.',
  sampled:
    ' K is looked at up to {{reach}}, estimated from {{sampled}} of them (of the others {{sampledOthers}}), drawn at random; the index from all.',
  how: {
    others:
      "The incidents are mixed with the others of the same window and source that the filter leaves out by category, severity or hour (where hours are chosen, those of which no hour is known are not compared), and the labels of the two kinds are exchanged at random (Diggle & Chetwynd 1991); compared is L of both. Streets and people shape both, so that a difference is the kind's own. Simulated with both kinds alike, 3% false alarms (200 runs).",
    random:
      'Ripley\'s K (Ripley 1977) with border correction (reduced sample, spatstat\'s "border"), L = √(K/π), drawn as L(r) − r: above 0 is clustered, below 0 dispersed.\n\nCompared with as many points anywhere in the jurisdiction. Looked at up to 2 km, or a quarter of the shorter side of the jurisdiction if that is less; of more than 2,500 incidents K is estimated from 2,500 drawn at random, beside as many points.\n\np is that of the global envelope test (maximum absolute deviation; Baddeley et al. 2014), one for all distances; the grey band holds at each distance by itself only. Simulated without clusters, the global test raises 6% false alarms (200 runs).',
    nearest:
      "The nearest-neighbour index (Clark & Evans 1954): mean distance to the nearest incident over that of as many anywhere. Below 1 is clustered. Incidents at one place are 0 m apart: addresses filed again and again make it small.\n\nThe nearest neighbour of an incident near the border may lie beyond it: expected distance and variance are corrected by the length of the border (Donnelly 1978). Of simulated random patterns 2–7% raise a false alarm (a square and this city's border, 30 to 10,000 points); without correction, as ArcGIS and CrimeStat give it, 7–28%, mostly for dispersion.",
  },
};
