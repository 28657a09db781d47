import type { HotspotStatus } from '@liaowang/shared/schemas/hotspot-record';
import type { IncidentSeverity } from '@liaowang/shared/schemas/incident';

export type Theme = 'dark' | 'light';
/** Red, green, blue, 0–255. */
export type Rgb = readonly [number, number, number];
/** The same and how opaque, 0–255. */
export type Rgba = readonly [number, number, number, number];

/** Every colour on the map; each means one thing in both themes. Safe for colour-blind eyes (Okabe & Ito 2008). */
export interface MapPalette {
  groundOutside: string;
  ground: string;
  border: string;
  borderGlow: string;
  neighbourBorder: string;
  neighbourText: string;
  road: string;
  /** Streets within towns, fainter than roads between them. */
  street: string;
  streetText: string;
  motorway: string;
  railway: string;
  water: string;
  waterText: string;
  text: Rgb;
  textSoft: Rgb;
  /** Behind map text and around marks: the ground, so that they stand out from whatever they lie on. */
  halo: Rgb;
  foot: Rgb;
  vehicle: Rgb;
  bicycle: Rgb;
  lost: Rgb;
  lookout: Rgb;
  gap: Rgb;
  incident: Record<IncidentSeverity, Rgb>;
  keyArea: Rgb;
  /** Hotspot records: amber waits for people, violet is acted upon, teal is watched, grey is done with. */
  hotspotRecord: Record<HotspotStatus, Rgb>;
  selection: Rgb;
  track: Rgb;
  ruler: Rgb;
  /** Outline and number of a zone that was found. */
  zone: Rgb;
  /** Cells by false discovery rate: at most 10 %, 5 %, 1 %. Orange and blue keep apart for every eye. */
  hotCells: readonly [Rgb, Rgb, Rgb];
  coldCells: readonly [Rgb, Rgb, Rgb];
  /** Emerging hot spots by what they have in common. */
  emerging: Record<'rising' | 'steady' | 'changing' | 'past', Rgb>;
  sos: Rgb;
}

export const PALETTES: Record<Theme, MapPalette> = {
  dark: {
    groundOutside: '#0A121C',
    ground: '#122334',
    border: '#3F86B0',
    borderGlow: '#2C6A94',
    neighbourBorder: '#1B2C3D',
    neighbourText: '#7F95A9',
    road: '#24394E',
    street: '#1D3146',
    streetText: '#8398AB',
    motorway: '#30506C',
    railway: '#2E4152',
    water: '#17395A',
    waterText: '#7FB0D8',
    text: [226, 235, 243],
    textSoft: [143, 163, 181],
    halo: [9, 17, 27],
    foot: [86, 180, 233],
    vehicle: [63, 191, 155],
    bicycle: [86, 180, 233],
    lost: [138, 150, 163],
    lookout: [127, 209, 174],
    gap: [204, 121, 167],
    incident: { low: [230, 159, 0], medium: [230, 159, 0], high: [240, 96, 58], critical: [240, 96, 58] },
    keyArea: [150, 172, 192],
    hotspotRecord: {
      proposed: [240, 196, 94],
      confirmed: [186, 156, 255],
      watching: [92, 206, 214],
      rejected: [138, 150, 163],
      closed: [138, 150, 163],
    },
    selection: [255, 255, 255],
    track: [86, 180, 233],
    ruler: [240, 228, 66],
    zone: [255, 214, 130],
    hotCells: [
      [148, 92, 28],
      [222, 132, 24],
      [255, 198, 82],
    ],
    coldCells: [
      [48, 84, 132],
      [70, 128, 196],
      [142, 196, 248],
    ],
    emerging: { rising: [255, 206, 84], steady: [232, 122, 44], changing: [193, 112, 190], past: [150, 158, 168] },
    sos: [255, 77, 79],
  },
  light: {
    groundOutside: '#E4E9EE',
    ground: '#F4F6F8',
    border: '#2F739C',
    borderGlow: '#9CC3DB',
    neighbourBorder: '#CBD5DE',
    neighbourText: '#596876',
    road: '#DCE2E8',
    street: '#E4E9EE',
    streetText: '#596876',
    motorway: '#C5D0DA',
    railway: '#CDD4DB',
    water: '#C3DCEE',
    waterText: '#2F5F84',
    text: [27, 41, 54],
    textSoft: [84, 101, 117],
    halo: [255, 255, 255],
    foot: [15, 105, 163],
    vehicle: [14, 122, 92],
    bicycle: [15, 105, 163],
    lost: [116, 128, 140],
    lookout: [23, 117, 84],
    gap: [160, 62, 115],
    incident: { low: [155, 98, 0], medium: [155, 98, 0], high: [192, 57, 23], critical: [192, 57, 23] },
    keyArea: [84, 104, 124],
    hotspotRecord: {
      proposed: [138, 90, 0],
      confirmed: [98, 62, 190],
      watching: [0, 108, 122],
      rejected: [116, 128, 140],
      closed: [116, 128, 140],
    },
    selection: [16, 28, 40],
    track: [15, 105, 163],
    ruler: [120, 94, 0],
    zone: [134, 62, 6],
    hotCells: [
      [250, 190, 110],
      [226, 128, 24],
      [158, 74, 4],
    ],
    coldCells: [
      [164, 192, 224],
      [88, 136, 194],
      [32, 76, 142],
    ],
    emerging: { rising: [176, 78, 0], steady: [222, 138, 28], changing: [148, 62, 146], past: [122, 132, 142] },
    sos: [208, 28, 36],
  },
};

/**
 * Matplotlib's plasma (van der Walt & Smith 2015, CC0) at eight even steps: grows in lightness, reads in grey and
 * for colour-blind eyes.
 */
const PLASMA: readonly Rgb[] = [
  [13, 8, 135],
  [84, 2, 163],
  [139, 10, 165],
  [185, 50, 137],
  [219, 92, 104],
  [244, 136, 73],
  [254, 188, 43],
  [240, 249, 33],
];

/** Plasma at a share of 0–1. */
export function plasmaAt(share: number): Rgb {
  const position = Math.min(1, Math.max(0, share)) * (PLASMA.length - 1);
  const low = Math.min(PLASMA.length - 2, Math.floor(position));
  const part = position - low;
  const mix = (channel: 0 | 1 | 2): number =>
    Math.round(PLASMA[low]![channel] * (1 - part) + PLASMA[low + 1]![channel] * part);
  return [mix(0), mix(1), mix(2)];
}

/** `#rrggbb` of a colour. */
export function toHex([red, green, blue]: Rgb): string {
  return `#${[red, green, blue].map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}

/** CSS colour of a fill. */
export function toCss([red, green, blue, alpha]: Rgba): string {
  return `rgb(${red} ${green} ${blue} / ${Math.round((alpha / 255) * 100)}%)`;
}
