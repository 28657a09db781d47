import type { Deck } from '@deck.gl/core';
import type { MapLibreOverlay } from '@deck.gl/maplibre';

/** The deck of an overlay: it alone can be asked for a frame. */
export function findDeck(overlay: MapLibreOverlay): Deck | undefined {
  const { _deck: deck } = overlay as unknown as { _deck?: Deck };
  return deck;
}
