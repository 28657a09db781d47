import type { Permission } from '@liaowang/shared/contract/permissions';
import type { TFunction } from 'i18next';
import type { ComponentType } from 'react';
import type { MarkShape } from '../components/mark.tsx';
import type { LegendEntry } from './map-surround.ts';
import type { MapPalette } from './palette.ts';

/** A layer that viewers switch on and off. The panel, the key, links, shortcuts and exported pictures read it. */
export interface MapLayer {
  /** In links (`l`) and settings. */
  id: string;
  name: (t: TFunction) => string;
  look: { shape: MarkShape; color: string };
  /** What an account must hold for the layer to have anything in it. */
  permission: Permission;
  /** Whether it can be shown truly to this account; without it, always. */
  useIsOffered?: () => boolean;
  /** How many things it shows now; null = not known yet, or nothing to count. */
  useCount: () => number | null;
  /** Its rows of the key, as list items; null = its row in the panel says all. */
  Key: ComponentType | null;
  /** What else the key has of it, below all rows. */
  KeyDetail?: ComponentType;
  /** Its key in an exported or printed picture. */
  pictureKey: (t: TFunction, palette: MapPalette) => LegendEntry[];
}

/** The first so many layers have a number key. */
export const LAYER_KEYS = 9;

let known: readonly MapLayer[] = [];

/** Makes the switched layers known, in the order of the panel and of the number keys. @throws Error when two have one name */
export function registerMapLayers(layers: readonly MapLayer[]): void {
  const ids = layers.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`Two layers are called ${twice}.`);
  known = layers;
}

export const listMapLayers = (): readonly MapLayer[] => known;

/** Those of the ids that name a layer, in the order of the panel. */
export function findLayerIds(ids: Iterable<string>): string[] {
  const named = new Set(ids);
  return known.flatMap(({ id }) => (named.has(id) ? [id] : []));
}
