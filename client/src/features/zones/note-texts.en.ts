import type { SameKeys } from '../../i18n/same-keys.ts';
import type { zoneNotesZhCN } from './note-texts.zh-CN.ts';

/** What stands behind the question marks of the zones' methods and settings: how each works, its sources, its limits. */
export const zoneNotesEn: SameKeys<typeof zoneNotesZhCN> = {
  howMethod: {
    counts:
      'The area is cut into equal cells, incidents are counted, and the fullest cells are taken up to the given share of the area. Cells with equal counts are all in or all out, so it may be a little less.\n\nThis is the plainest hotspot map (Chainey, Tompson & Uhlig 2008); a method that is no better is not worth its trouble.\n\nLimits: depends on the size and place of the cells; says nothing about chance.',
    density:
      'Kernel density: each incident is spread over its surroundings, giving incidents per km² (Silverman 1986, eq. 4.5); then the smallest area that holds the given share (Hyndman 1996). No edge correction.\n\nLimits: the bandwidth makes the picture, so look at half and double; dense is not the same as significant; nothing is drawn for fewer than 20 incidents.',
    'gi-star':
      'Getis-Ord Gi*: the count of a cell and of those within a distance, against the mean of the whole area (Getis & Ord 1992; Ord & Getis 1995); self included.\n\nHow uneven the cells are is fitted to them as a negative binomial distribution (maximum likelihood); the tail of a neighbourhood\'s sum follows exactly. False discoveries over all cells are controlled after Benjamini & Hochberg (1995) at 10, 5 and 1 %. A hotspot includes cells that its hot cells enclose. Other nulls: see "Null".\n\nLimits: compares with the area\'s own mean and unevenness; takes cells as independent; does not say why.',
    'local-moran':
      "Local Moran's I (Anselin 1995), row-standardised weights, the cell not its own neighbour; as spdep and esda give it (esda's I is (n−1)/n of it). High–high: cell and surroundings above the mean of the area; high–low: a single heap among low cells; low–high and low–low likewise.\n\np is that of conditional permutation: the cell keeps its count, its neighbours' are drawn from all other cells without replacement; p = (draws as extreme + 1) / (draws + 1). False discoveries over all cells are controlled after Benjamini & Hochberg (1995), each side for itself.\n\nA hotspot is connected high–high cells with those they enclose and fuller cells right beside them; a high–low heap is one of its own. False alarms: simulations without clusters in which something was high–high, Poisson, negative binomial and log-normal (60 × 60 cells, 100 each, 5 %): 0–5.\n\nLimits: it tests the neighbours, not the cell. A single full cell in quiet surroundings cannot be told where incidents are few: use Gi*.",
    dbscan:
      'DBSCAN (Ester et al. 1996): incidents with enough others within the radius (closed, itself included) are core; connected cores and their neighbours make a cluster, drawn as its convex hull.\n\nLimits: radius and number are yours to choose; crowded places cluster by nature; hulls cover empty ground between incidents.',
    repeat:
      'Incidents within the tolerance count as one place (DBSCAN of two points), most incidents first.\n\nLimits: as good as the positions are; incidents filed at a station or a crossing make false repeat places.',
    emerging:
      "Time is cut into equal steps; Gi* is computed in space and time (neighbouring cells and some earlier steps together), the trend of Gi* without earlier steps is tested after Mann (1945) and Kendall (1975) at 5% false discoveries, and each place falls into one of 17 categories by Esri's rules for emerging hot spots.\n\nThe categories are rules of thumb, not tests. p of each cell and step is negative binomial, as for Gi*.\n\nLimits: at least 10 steps; the category depends on step and cell size.",
    clustering:
      "The nearest-neighbour index (Clark & Evans 1954) and Ripley's K (Ripley 1977), comparable with ArcGIS, CrimeStat and spatstat.\n\nLimits: says whether, not where. People and streets are clustered, so nearly all incidents are clustered beside chance: go by the comparison with other incidents. Of many incidents some are drawn at random, which leaves K as it is.",
    'near-repeat':
      'Knox test (Knox 1964; Johnson & Bowers 2004; Johnson et al. 2007): pairs of incidents by distance and time apart, against the pairs when the times are permuted over the places many times.\n\nLimits: says whether there are more than by chance, not why; vague times blur it; permuting does not rule out city-wide ups and downs.',
  },
  how: {
    shape:
      "Hexagons are as far from each of their six neighbours, good for spread; squares compare with other maps. A hexagon's size is the distance between opposite sides.",
    cellMeters:
      'Side of a square, or distance between opposite sides of a hexagon.\n\nSuggested: twice the area that an incident has on average, the usual size of quadrats (Griffith & Amrhein 1991; Wong & Lee 2005), within 100 m to 2 km.\n\nFor density it only sets how fine the surface is and how long it takes.',
    areaShare: 'How much of the area the fullest cells may take.',
    kernel:
      'The quartic kernel ends at the bandwidth; the Gaussian has it as standard deviation, a longer tail, and smooths more at the same figure.',
    bandwidthMeters:
      'How far each incident is spread. Small shows points, large shows districts.\n\nSuggested: likelihood cross-validation (Silverman 1986, §3.4.4; Loader 1999) below his rule of thumb, incidents of one address not vouching for each other; to 50 m. A starting point: look at half and double as well.',
    heldShare: 'The share of incidents that all hotspots together hold, in the smallest area.',
    bandMeters:
      'Cells up to this distance from the middle belong to the neighbourhood, itself included.\n\nSuggested: the shortest of 1.5 to 3 cells in which five incidents are expected (Ord & Getis 1995; Cochran 1954).',
    maxQ: 'How many of the cells called hot may on average be chance (Benjamini & Hochberg 1995).',
    nullModel:
      "What is taken for chance. False alarms: simulations without any hotspot (60 × 60 cells, 100 each) in which something was hot at 5 %.\n\nThis city's unevenness: counts are negative binomial, fitted to these cells; 0–4 false alarms. Where places differ by nature even more (log-normal rates, deviation 1) about 55; it is then said that counts are more concentrated than the model.\n\nNormal: p of z, as ArcGIS gives it; 31–94 false alarms where incidents are few or uneven.\n\nAll permuted: 1–5 false alarms, but a single full cell can never be hot.\n\nNeighbours only: the cell's own count is held fixed (Anselin 1995); answers whether there is more around it; 0–2 false alarms.",
    minIncidents: 'What holds fewer is no hotspot, whatever the method.',
    epsMeters:
      'Incidents up to this far apart are neighbours.\n\nSuggested: the knee of the sorted distances to the k-th nearest incident (Ester et al. 1996; Satopää et al. 2011).',
    minPoints:
      'So many within the radius, itself included, make a cluster.\n\nSuggested: the natural logarithm of the number of incidents (Birant & Kut 2007), at least 4.',
    toleranceMeters: 'Up to this far apart counts as the same place. Widen it where positions are vague.',
    minCount: 'Places with fewer are left out.',
    stepDays:
      'Days of a step, counted back from the end of the window; what does not fill a step at the start is not looked at.\n\nSuggested: the longest of 13, 4, 2 and 1 weeks that gives twelve steps, so that each has the same weekdays.',
    lagSteps: 'How many earlier steps are looked at together with each step.',
    permutations:
      'How often it is permuted. The least p is 1 / (permutations + 1): 0.01 with 99, 0.001 with 999; more take longer. With many cells, too few permutations cannot tell small clusters.',
    seed: 'Seed of the random numbers: the same seed gives the same p, so that others can check it.',
    held: 'Incidents inside, of all that were looked at. Where clusters or repeat places overlap, both count.',
    timesMean:
      'How many times as dense as the whole area: share of incidents divided by share of land.\n\nComputed as the prediction accuracy index (Chainey et al. 2008), but from the same incidents that made the hotspots: it tells how concentrated they are, not whether they predict. For that see "Back-test".',
    baseline:
      "What the fullest cells ({{cell}}, {{shape}}) hold on as much area. Only what a method holds beyond it is its own.\n\nCells are the method's own, or for methods without cells those set under Counts. The last one counts in part, so both rows take the same area. On the incidents that made the hotspots counting has an advantage: its cells are picked by them.",
    list: 'Gi*, local Moran, clusters and emerging hotspots by incidents per km²; density, counts and repeat places by incidents.',
    categories:
      "Esri's 17 categories of emerging hot spots, coloured by what they have in common. The last step decides first: what is hot now is a kind of hot spot; only what is neither can be historical. The note beside each has its rule.",
    knox: "Each cell is observed pairs over the mean of pairs with permuted times (Knox 1964; Johnson et al. 2007; Ratcliffe's Near Repeat Calculator). Bands are half-open: 0–7 days is from 0 to below 7; less than 1 m apart is the same place, a row of its own.\n\np is one-sided: permutations with at least the observed pairs plus one, over all plus one. Of many cells some stand out by chance: without near repeats, any of 20 cells did in 40% of simulations, the two at the top left in 2–6% each (200 runs). Look at those first.",
    watch:
      'Where the nearest band (else the same place) has at least 1.2 times the expected pairs and p ≤ 0.025 (two cells are looked at, each at half the level), it is the range; simulated without near repeats, under 5% false alarms; listed are incidents that follow another within it and whose range has not passed, newest first. Change the bands above to widen or narrow it, and the filter to look at one kind.\n\nThis watches over places, not persons; at most of them nothing more will happen.',
    sensitivity:
      'Hotspots are found again at half and double the bandwidth: area in both over area in either (Jaccard 1901). A low share means that the picture depends on the bandwidth.',
  },
};
