import type { FeatureCollection, LineString, Point, Polygon } from 'geojson';
import boundaryFile from './boundary.json' with { type: 'json' };
import communitiesFile from './communities.json' with { type: 'json' };
import jurisdictionFile from './jurisdiction.json' with { type: 'json' };
import neighboursFile from './neighbours.json' with { type: 'json' };
import schematicFile from './schematic.json' with { type: 'json' };
import townsFile from './towns.json' with { type: 'json' };

/** What every jurisdiction folder says about itself; degrees are WGS-84. */
export interface JurisdictionData {
  code: string;
  name: string;
  nameEn: string;
  association: string;
  associationEn: string;
  /** IANA name. */
  timeZone: string;
  center: [lng: number, lat: number];
  /** MapLibre zoom that shows the whole of it on a 1280 px wide screen. */
  zoom: number;
  bounds: [west: number, south: number, east: number, north: number];
}

export interface TownProperties {
  code: string;
  name: string;
  nameEn: string;
  /** low and very-low = nominal, never shown as surveyed. */
  confidence: 'high' | 'medium' | 'low' | 'very-low';
  source: string;
}

export interface SchematicProperties {
  kind: 'motorway' | 'trunk' | 'railway' | 'river' | 'canal' | 'lake';
  name: string;
  nameEn: string;
  schematic: true;
}

export interface Community {
  code: string;
  name: string;
  townCode: string;
}

// The compiler widens JSON: string literals to string and positions to number[].
export const XINYI = jurisdictionFile as JurisdictionData;
export const XINYI_BOUNDARY = boundaryFile.features[0]!.geometry as Polygon;
export const XINYI_NEIGHBOURS = neighboursFile as FeatureCollection<
  Polygon,
  { code: string; name: string; nameEn: string; adjacent: boolean }
>;
export const XINYI_TOWNS = townsFile as FeatureCollection<Point, TownProperties>;
/** Hand-drawn main roads, railways and waters, good to about 2 km: orientation only. */
export const XINYI_SCHEMATIC = schematicFile as FeatureCollection<LineString | Polygon, SchematicProperties>;
/** Residents' and village committees; their places are not known. */
export const XINYI_COMMUNITIES: readonly Community[] = communitiesFile.communities;
