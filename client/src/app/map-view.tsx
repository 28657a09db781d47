import { useEffect, useMemo, useRef, useState, type JSX } from 'react';
import { useTranslation } from 'react-i18next';
import { MapDrawings } from './map-drawings.tsx';
import { useMapInteractions } from './use-map-interactions.ts';
import type { Road } from '@liaowang/shared/schemas/road';
import { useSchematic, useJurisdiction, useRoads } from '../entities/places/places.api.ts';
import { useChosenBasemap } from '../entities/basemaps/basemaps.api.ts';
import { useGround } from '../entities/basemaps/use-ground.ts';
import { useHomeBounds } from '../entities/places/home-bounds.ts';
import { useLanguage } from '../lib/use-language.ts';
import { useReducedMotion } from '../lib/use-reduced-motion.ts';
import { useLiveStatus } from '../live/live-status.store.ts';
import { sortLayers, useDrawnLayers } from '../map/drawn-layers.store.ts';
import { useBasemapHealth } from '../map/basemap-health.store.ts';
import { createOtherBasemapStyle } from '../map/other-basemap.ts';
import { createBasemapStyle } from '../map/basemap.ts';
import type { Camera } from '../map/camera-url.ts';
import { GraphicsNotice } from '../map/graphics-notice.tsx';
import { createGraphicsOwner, type GraphicsOwner, type GraphicsState } from '../map/graphics-owner.ts';
import { createLiveMap, type LiveMap } from '../map/live-map.ts';
import { withOverlay } from '../map/style-overlay.ts';
import { useReferenceOverlay } from '../features/reference-layers/use-reference-overlay.ts';
import './map-view.css';
import type { BasemapGround } from '../map/other-basemap.ts';
import type { Theme } from '../map/palette.ts';

export interface MapViewProps {
  theme: Theme;
  /** Of the account, where it sees one branch only. */
  branchId: number | null;
  /** The map is drawn, or is known not to be. */
  onReady?: () => void;
}

/** Streets come after the map, which does not wait for them. */
const NO_ROADS: readonly Road[] = [];

/** The map, as large as its parent. The camera comes from the address (`?c=lng,lat,zoom`) and goes back into it. */
export default function MapView({ theme, branchId, onReady }: MapViewProps): JSX.Element {
  const container = useRef<HTMLDivElement>(null);
  const [liveMap, setLiveMap] = useState<LiveMap | null>(null);
  const [graphics, setGraphics] = useState<GraphicsState>('drawn');
  const owner = useRef<GraphicsOwner | null>(null);
  const lastCamera = useRef<Camera | null>(null);
  const { t } = useTranslation();
  const reducedMotion = useReducedMotion();
  const language = useLanguage();
  const jurisdiction = useJurisdiction().data;
  const home = useHomeBounds(branchId);
  const schematic = useSchematic().data;
  const roads = useRoads().data ?? NO_ROADS;
  const drawings = useDrawnLayers((state) => state.drawings);
  const layers = useMemo(() => sortLayers(drawings.values()), [drawings]);
  const events = useMapInteractions(liveMap, reducedMotion);
  const link = useLiveStatus((status) => status.link);

  const { ground: nextGround, isMissing, retry } = useGround(useChosenBasemap(), theme, language);
  // What is drawn stays until another ground is here, the schematic one at first: the map is never taken down for one.
  const drawnGround = useRef<BasemapGround | null>(null);
  if (nextGround !== undefined) drawnGround.current = nextGround;
  const ground = drawnGround.current;
  useEffect(
    () => useBasemapHealth.setState({ isMissing, retry, missedInARow: 0, isEmpty: false }),
    [ground, isMissing, retry],
  );
  const basemapStyle = useMemo(() => {
    if (!jurisdiction) return null;
    if (ground !== null) return createOtherBasemapStyle(ground, jurisdiction.boundary, theme);
    return schematic ? createBasemapStyle({ jurisdiction, schematic, roads, theme, language }) : null;
  }, [jurisdiction, ground, schematic, roads, theme, language]);
  const overlay = useReferenceOverlay(theme);
  const style = useMemo(() => basemapStyle && withOverlay(basemapStyle, overlay), [basemapStyle, overlay]);

  // The map is made with what is known by then, and again where its graphics are lost; later values reach it through the effects below.
  const latest = useRef({ style, layers, events, onReady, home, reducedMotion });
  latest.current = { style, layers, events, onReady, home, reducedMotion };
  const isKnown = style !== null && home !== null;
  useEffect(() => {
    const host = container.current;
    if (!isKnown || !host) return undefined;
    const openMap = (onGraphicsLost: () => void): (() => void) => {
      const { style: firstStyle, home: homeBounds } = latest.current;
      if (!firstStyle || !homeBounds) throw new Error('The map is not known yet.');
      const created = createLiveMap({
        container: host,
        style: firstStyle,
        lookAt: lastCamera.current,
        homeBounds,
        layers: latest.current.layers,
        reducedMotion: latest.current.reducedMotion,
        events: {
          hover: (place) => latest.current.events.hover(place),
          click: (place) => latest.current.events.click(place),
          menu: (place, at) => latest.current.events.menu(place, at),
          dragged: () => latest.current.events.dragged(),
          doubleClick: (place) => latest.current.events.doubleClick(place),
          grab: (place, metersPerPixel) => latest.current.events.grab(place, metersPerPixel),
        },
        onReady: () => latest.current.onReady?.(),
        onGraphicsLost,
      });
      setLiveMap(created);
      return () => {
        lastCamera.current = created.getCamera();
        setLiveMap(null);
        created.remove();
      };
    };
    const graphicsOwner = createGraphicsOwner({ open: openMap, onState: setGraphics, isHidden: () => document.hidden });
    owner.current = graphicsOwner;
    document.addEventListener('visibilitychange', graphicsOwner.wake);
    return () => {
      document.removeEventListener('visibilitychange', graphicsOwner.wake);
      graphicsOwner.stop();
    };
  }, [isKnown]);
  useEffect(() => {
    // Nothing is on its way any more.
    if (graphics === 'gone') latest.current.onReady?.();
  }, [graphics]);

  useEffect(() => {
    if (style) liveMap?.setStyle(style);
  }, [liveMap, style]);
  useEffect(() => liveMap?.setLayers(layers), [liveMap, layers]);
  const label = t('map.label');
  useEffect(() => liveMap?.setLabel(label), [liveMap, label]);

  return (
    <div className="map-view" data-link={link} data-theme={theme}>
      <div ref={container} className="map-view-canvas" />
      <MapDrawings />
      <GraphicsNotice state={graphics} onReload={() => owner.current?.reload()} />
    </div>
  );
}
