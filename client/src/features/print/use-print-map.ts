import type { Layer } from '@deck.gl/core';
import type { Road } from '@liaowang/shared/schemas/road';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeAttribution } from '../../entities/basemaps/use-attribution.ts';
import { useChosenBasemap } from '../../entities/basemaps/basemaps.api.ts';
import { useGround } from '../../entities/basemaps/use-ground.ts';
import { useSchematic, useJurisdiction, useRoads } from '../../entities/places/places.api.ts';
import type { Language } from '../../lib/format.ts';
import { createBasemapStyle } from '../../map/basemap.ts';
import { createOtherBasemapStyle } from '../../map/other-basemap.ts';
import type { Camera } from '../../map/camera-url.ts';
import type { Bounds } from '../../map/map-control.ts';
import { PRINT_PALETTE } from './print-layers.ts';
import { renderPrintMap } from '../../map/print-map.ts';

/** What a brief's map shows. Memoise it: another object is another picture. */
export interface PrintOrder {
  /** A camera, or what must be in the picture. */
  view: Camera | Bounds;
  language: Language;
  createLayers: (zoom: number) => Layer[];
}

export interface PrintPicture {
  /** Null while it is drawn. */
  address: string | null;
  hasFailed: boolean;
}

const NO_ROADS: readonly Road[] = [];
const PENDING: PrintPicture = { address: null, hasFailed: false };
/** CSS pixels of the picture: 184 × 92 mm, and two device pixels each make 190 dpi. */
const SIZE = { width: 700, height: 350 };
const PIXEL_RATIO = 2;

/** The picture of a brief's map; null orders none yet. Of an order before, nothing stands a moment longer, nor can it be printed. */
export function usePrintPicture(order: PrintOrder | null): PrintPicture {
  const { t } = useTranslation();
  const jurisdiction = useJurisdiction().data;
  const schematic = useSchematic().data;
  const streets = useRoads();
  // A picture without them is better than none.
  const roads = streets.data ?? (streets.isLoading ? null : NO_ROADS);
  const basemap = useChosenBasemap();
  const { ground } = useGround(basemap, 'light', order?.language ?? 'zh-CN');
  const [drawn, setDrawn] = useState<PrintPicture & { order: PrintOrder | null }>({ ...PENDING, order: null });

  useEffect(() => {
    if (!jurisdiction || !schematic || !roads || !order || ground === undefined) return undefined;
    const stop = new AbortController();
    let address: string | null = null;
    renderPrintMap({
      style: ground
        ? createOtherBasemapStyle(ground, jurisdiction.boundary, 'light')
        : createBasemapStyle({ jurisdiction, schematic, roads, theme: 'light', language: order.language }),
      view: order.view,
      size: SIZE,
      pixelRatio: PIXEL_RATIO,
      createLayers: order.createLayers,
      surround: {
        title: null,
        legend: [],
        // Of its own ground: that of the screen may be missing where this one is not.
        attribution: describeAttribution(t, ground ? basemap : null),
        north: t('compass.0'),
        palette: PRINT_PALETTE,
      },
      signal: stop.signal,
    }).then(
      (blob) => {
        if (stop.signal.aborted) return;
        address = URL.createObjectURL(blob);
        setDrawn({ address, hasFailed: false, order });
      },
      () => {
        if (!stop.signal.aborted) setDrawn({ address: null, hasFailed: true, order });
      },
    );
    return () => {
      stop.abort();
      if (address !== null) URL.revokeObjectURL(address);
    };
  }, [order, jurisdiction, schematic, roads, ground, basemap, t]);
  return drawn.order === order ? drawn : PENDING;
}
