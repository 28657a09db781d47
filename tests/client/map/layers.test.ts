import type { Layer } from '@deck.gl/core';
import { DEFAULT_COVERAGE_SETTINGS } from '@liaowang/shared/schemas/coverage-settings';
import type { IncidentFeature } from '@liaowang/shared/schemas/incident';
import type { LookoutFeature } from '@liaowang/shared/schemas/lookout';
import type { KeyArea } from '@liaowang/shared/schemas/key-area';
import type { Place } from '@liaowang/shared/schemas/registry';
import { describe, expect, it } from 'vitest';
import { createPositionBuffer } from '../../../client/src/live/position-buffer.ts';
import { BANDS, sortLayers, type LayerBands } from '../../../client/src/map/drawn-layers.store.ts';
import { ALERT_BANDS, createAlertLayers } from '../../../client/src/entities/alerts/alerts.layer.ts';
import {
  AREA_MAP_BANDS,
  createAreaDraftLayers,
  createAreaMapLayers,
} from '../../../client/src/features/areas/area-map.layer.ts';
import { COVERAGE_AREA_BANDS, createAreaLayers } from '../../../client/src/features/coverage/coverage-areas.layer.ts';
import {
  GAP_BANDS,
  createCoverageGapLayers,
  toGapAreas,
  toJurisdictionAreas,
} from '../../../client/src/entities/observers/coverage-gaps.layer.ts';
import { RECORD_BANDS, createHotspotRecordLayers } from '../../../client/src/features/records/records.layer.ts';
import {
  DENSITY_BANDS,
  createHotspotContourLayer,
  createHotspotSurfaceLayer,
  paintSurface,
} from '../../../client/src/map/density-surface.layer.ts';
import { IMPORT_PREVIEW_BANDS, createImportLayers } from '../../../client/src/features/imports/import-preview.layer.ts';
import {
  INCIDENT_DOT_BANDS,
  createIncidentDotsLayer,
  gatherDots,
} from '../../../client/src/features/filter/incident-dots.layer.ts';
import { INCIDENT_BANDS, createIncidentLayer } from '../../../client/src/entities/incidents/incidents.layer.ts';
import { KEY_AREA_BANDS, createKeyAreaLayers } from '../../../client/src/entities/key-areas/key-areas.layer.ts';
import { NEAR_REPEAT_BANDS, createNearRepeatLayers } from '../../../client/src/features/zones/near-repeat.layer.ts';
import { LOOKOUT_BANDS, createLookoutLayers } from '../../../client/src/entities/lookouts/lookouts.layer.ts';
import { OUTCOME_BANDS, createOutcomeLayers } from '../../../client/src/features/outcomes/outcome.layer.ts';
import { createHandleLayers, handleBands } from '../../../client/src/map/handles.layer.ts';
import { PLAN_BANDS, createPlanLayers } from '../../../client/src/features/plans/plan.layer.ts';
import {
  PLACE_LABEL_BANDS,
  createPlaceLabelLayer,
  findLabelledPlaces,
} from '../../../client/src/entities/places/place-labels.layer.ts';
import { createPulseRingsLayer, PULSE, isPulsing } from '../../../client/src/map/pulse-rings.layer.ts';
import { REVISIT_BANDS, createRevisitSurfaceLayer } from '../../../client/src/features/revisit/revisit.layer.ts';
import { RULER_BANDS, createRulerLayers } from '../../../client/src/map/ruler.layer.ts';
import { createSelectionRingLayer } from '../../../client/src/map/selection-ring.layer.ts';
import { SITING_BANDS, createSitingLayers } from '../../../client/src/features/siting/siting.layer.ts';
import { UNIT_COUNT_BANDS, createUnitCountLayer } from '../../../client/src/features/town-counts/unit-counts.layer.ts';
import { createUnitLabelLayer, findLabelledUnits } from '../../../client/src/entities/units/unit-labels.layer.ts';
import { UNIT_BANDS, createUnitMarksLayer } from '../../../client/src/entities/units/unit-marks.layer.ts';
import { createUnitTrackLayers, splitTrack } from '../../../client/src/entities/units/unit-track.layer.ts';
import { createUnitTrailLayer } from '../../../client/src/entities/units/unit-trails.layer.ts';
import { ZONE_BANDS, createZoneLayers } from '../../../client/src/features/zones/zones.layer.ts';
import { ZONE_CHANGE_BANDS, createZoneChangeLayers } from '../../../client/src/features/change/zone-changes.layer.ts';
import type { MarkAtlas } from '../../../client/src/map/mark-atlas.ts';
import { markObstacle, nameObstacle } from '../../../client/src/map/label-obstacles.ts';
import { findObservingGround } from '../../../client/src/entities/observers/observing-ground.ts';
import { PALETTES } from '../../../client/src/map/palette.ts';
import { createRecord } from '../features/records/hotspot-sample.ts';
import { createFrameSource, createUnit } from '../live/frames.ts';

const NOW = Date.UTC(2026, 10, 23, 8);
const palette = PALETTES.dark;
const atlas: MarkAtlas = { image: '', mapping: {} };
const buffer = createPositionBuffer();
const ring = [0, 1, 2, 0].map((n): [number, number] => [n > 0 ? 118.1 : 118, n > 1 ? 34.1 : 34]);
const keyArea: KeyArea = {
  id: 3,
  name: { zh: '学校', en: 'School' },
  kind: 'school',
  code: 'K3',
  version: 1,
  branchId: null,
  geometry: { type: 'Polygon', coordinates: [ring] },
};
const place = (confidence: Place['confidence']): Place => ({
  code: '1',
  name: { zh: '镇', en: 'Town' },
  position: [118, 34],
  confidence,
});
const lookout = (onDuty: boolean): LookoutFeature => ({
  type: 'Feature',
  id: 1,
  geometry: { type: 'Point', coordinates: [118, 34] },
  properties: {
    lookoutId: 1,
    number: 1,
    name: { zh: '一', en: '' },
    branchId: null,
    detectionRangeMeters: 800,
    shape: { kind: 'disk' },
    dutyStartMinute: 0,
    dutyEndMinute: onDuty ? 1440 : 0,
    onDuty,
    noticeBoardInspectedOn: null,
    siteReason: null,
    supplies: null,
    version: 1,
  },
});
/** At noon, by the settings of a new installation. */
const BY_DAY = { settings: DEFAULT_COVERAGE_SETTINGS, minute: 720 };
const track = {
  type: 'Feature' as const,
  id: 1,
  geometry: {
    type: 'LineString' as const,
    coordinates: [
      [118, 34],
      [118.01, 34],
      [118.02, 34],
    ],
  },
  properties: {
    unitId: 1,
    from: '',
    to: '',
    coordTimes: ['2026-11-23T08:00:00Z', '2026-11-23T08:01:00Z', '2026-11-23T09:00:00Z'],
    mockIndexes: [],
    truncated: false,
  },
};

function createAllLayers(zoom: number): Layer[] {
  return [
    createHotspotSurfaceLayer(
      {} as ImageData,
      [
        [118, 35],
        [119, 35],
        [119, 34],
        [118, 34],
      ],
      zoom,
    ),
    createIncidentDotsLayer(
      gatherDots({ lngs: Float64Array.of(118.3), lats: Float64Array.of(34.3) }, Int32Array.of(0), zoom),
      [230, 159, 0],
      zoom,
      true,
    ),
    createHotspotContourLayer([], 'dark'),
    ...createCoverageGapLayers({
      observing: findObservingGround(buffer.slots, [], BY_DAY),
      keyAreas: toGapAreas([keyArea]),
      jurisdiction: toJurisdictionAreas({ boundary: { type: 'MultiPolygon', coordinates: [[ring], [ring]] } }),
      palette,
    }),
    ...createKeyAreaLayers({ keyAreas: [keyArea], selectedId: null, hoveredId: null, language: 'en', palette, zoom }),
    ...createLookoutLayers({ lookouts: [lookout(true)], hoveredId: null, language: 'zh-CN', palette, atlas, zoom }),
    createUnitTrailLayer({
      length: 0,
      sources: new Float64Array(0),
      targets: new Float64Array(0),
      colors: new Uint8ClampedArray(0),
    }),
    ...createUnitTrackLayers({ track, palette, formatTime: (instant) => instant }),
    createUnitMarksLayer({
      buffer,
      visibleKinds: ['foot'],
      palette,
      selectedSlot: -1,
      hoveredSlot: -1,
      reducedMotion: false,
    }),
    createPulseRingsLayer('incident-pulses', []),
    createIncidentLayer({ incidents: [] as IncidentFeature[], hoveredId: null, atlas, zoom }),
    createSelectionRingLayer(null, palette),
    ...createAreaLayers({ branches: [], chosen: keyArea, gapShape: null, gapPlace: null, palette }),
    ...createHotspotRecordLayers({ records: [createRecord(1)], chosenId: 1, hoveredId: null, palette, zoom }),
    ...createAlertLayers([{ raisedAt: null, nowAt: [118, 34], waits: true }], palette),
    createPlaceLabelLayer({ places: [place('high')], language: 'zh-CN', palette, zoom }),
    createUnitCountLayer({ places: [place('high')], counts: [{ foot: 1, vehicles: 2 }], palette, zoom }),
    createUnitLabelLayer({ labelled: [], buffer, language: 'zh-CN', palette, version: 1, reducedMotion: false }),
    ...createRulerLayers([[118, 34]], [118.1, 34], palette),
    ...createZoneLayers(
      {
        zones: [],
        cells: {
          length: 0,
          startIndices: Uint32Array.of(0),
          rings: new Float64Array(0),
          colors: new Uint8Array(0),
          tooFew: [],
        },
        cellInFocus: null,
        surface: {
          image: {} as ImageData,
          corners: [
            [118, 35],
            [119, 35],
            [119, 34],
            [118, 34],
          ],
        },
        otherBandwidths: [],
        hoveredRank: null,
        openRank: null,
        zoom,
      },
      palette,
    ),
    ...createNearRepeatLayers({ watches: [], radiusMeters: 100, hoveredWatch: null, showsDates: false }, palette),
    ...createZoneChangeLayers([], palette),
    ...createImportLayers({ inside: [], outside: [] }, palette),
    ...createOutcomeLayers({ hotspot: null, buffer: null, zones: [], palette }),
    ...createAreaMapLayers(
      [{ geometry: keyArea.geometry, color: [230, 159, 0, 120], isSelected: true, isHovered: false }],
      palette,
    ),
    ...createAreaDraftLayers({ corners: [[118, 34]], pointer: [118.1, 34], isClosed: false }, palette),
    ...createHandleLayers('range', { handles: [[118, 34]], draft: [], color: [0, 0, 0] }, palette),
    createRevisitSurfaceLayer(null, [
      [118, 35],
      [119, 35],
      [119, 34],
      [118, 34],
    ]),
    ...createSitingLayers(
      {
        candidates: [[118, 34]],
        sites: [[118, 34]],
        others: [[118.1, 34]],
        rangeMeters: 500,
        hoveredSite: 0,
        demand: { lngs: [118], lats: [34], strengths: [1], cellMeters: 100 },
      },
      palette,
    ),
    ...createPlanLayers(
      {
        ghosts: [{ position: [118, 34], rangeMeters: 800, outline: null, movedTo: [118.1, 34] }],
        marks: [],
        loops: [],
        range: null,
        handles: [],
        draft: [],
        labels: [],
      },
      palette,
    ),
  ];
}

const ALL_BANDS: readonly LayerBands[] = [
  ALERT_BANDS,
  AREA_MAP_BANDS,
  COVERAGE_AREA_BANDS,
  DENSITY_BANDS,
  GAP_BANDS,
  handleBands('range'),
  IMPORT_PREVIEW_BANDS,
  INCIDENT_BANDS,
  INCIDENT_DOT_BANDS,
  KEY_AREA_BANDS,
  LOOKOUT_BANDS,
  NEAR_REPEAT_BANDS,
  OUTCOME_BANDS,
  PLACE_LABEL_BANDS,
  PLAN_BANDS,
  RECORD_BANDS,
  REVISIT_BANDS,
  RULER_BANDS,
  SITING_BANDS,
  UNIT_BANDS,
  UNIT_COUNT_BANDS,
  ZONE_BANDS,
  ZONE_CHANGE_BANDS,
];
const bandOf: LayerBands = Object.assign({}, ...ALL_BANDS);

describe('layer factories', () => {
  it('make every layer that has a band, each under the same id at every zoom', () => {
    for (const zoom of [9, 11.5, 13, 16]) {
      const ids = createAllLayers(zoom).map(({ id }) => id);
      expect(new Set(ids)).toEqual(new Set(Object.keys(bandOf)));
      expect(ids).toHaveLength(Object.keys(bandOf).length);
    }
  });

  it('give a layer one band, whoever draws it', () => {
    for (const bands of ALL_BANDS) expect(bandOf).toMatchObject(bands);
  });

  it('are drawn band by band, in one band by the rank of their owners', () => {
    const all = createAllLayers(12).toReversed();
    const sorted = sortLayers([{ rank: 0, layers: all, bands: bandOf }]).map(({ id }) => BANDS.indexOf(bandOf[id]!));
    expect(sorted).toEqual(sorted.toSorted((a, b) => a - b));
    const below = (a: string, b: string): void =>
      expect(BANDS.indexOf(bandOf[a]!), `${a} below ${b}`).toBeLessThan(BANDS.indexOf(bandOf[b]!));
    below('branch-borders', 'unit-marks');
    below('coverage-gaps', 'key-areas');
    below('coverage-gaps', 'gap-focus');
    below('unit-marks', 'lookouts');
    below('lookouts', 'incidents');
    below('incidents', 'gap-focus-ring');
    below('selection-ring', 'alerts');
    below('alerts', 'unit-labels');
    below('unit-labels', 'ruler');
    const layer = createSelectionRingLayer(null, palette);
    const [lower, upper] = [layer.clone({ id: 'lower' }), layer.clone({ id: 'upper' })];
    expect(
      sortLayers([
        { rank: Number.POSITIVE_INFINITY, layers: [upper], bands: { upper: 'posts' } },
        { rank: 3, layers: [lower], bands: { lower: 'posts' } },
      ]).map(({ id }) => id),
    ).toEqual(['lower', 'upper']);
  });

  it('must have a band', () => {
    const stray = createSelectionRingLayer(null, palette).clone({ id: 'stray' });
    expect(() => sortLayers([{ rank: 0, layers: [stray], bands: bandOf }])).toThrow('stray');
  });
});

describe('findLabelledPlaces', () => {
  const at = (confidence: Place['confidence'], lng: number): Place => ({ ...place(confidence), position: [lng, 34] });

  it('names every place close up', () => {
    expect(findLabelledPlaces([at('high', 118), at('low', 118.001), at('very-low', 118.002)], 12, 'en')).toHaveLength(
      3,
    );
  });

  it('names a nominal place over the city only where nothing else is named', () => {
    const beside = at('low', 118.05);
    const lonely = at('low', 118.3);
    expect(findLabelledPlaces([beside, at('high', 118), lonely, at('very-low', 118.31)], 10, 'en')).toEqual([
      at('high', 118),
      lonely,
    ]);
  });

  it('leaves out over the city what would cover a name before it, in the language that is spoken', () => {
    const named = (lng: number): Place => ({ ...at('high', lng), name: { zh: '双塘', en: 'Shuangtang Town' } });
    const two = [named(118), named(118.1)];
    expect(findLabelledPlaces(two, 9, 'en')).toEqual([two[0]]);
    expect(findLabelledPlaces(two, 9, 'zh-CN')).toEqual(two);
    expect(findLabelledPlaces(two, 10.5, 'en')).toEqual(two);
  });
});

describe('findLabelledUnits', () => {
  const labelled = createPositionBuffer();
  const units = [createUnit(1), createUnit(2), createUnit(3)];
  labelled.replaceUnits(units, NOW);
  const fixes = [
    { unitId: 1, lng: 118.35, lat: 34.37, fixTimeMs: NOW },
    { unitId: 2, lng: 118.351, lat: 34.37, fixTimeMs: NOW },
    { unitId: 3, lng: 118.5, lat: 34.37, fixTimeMs: NOW },
  ];
  labelled.applyFrame(createFrameSource().snapshot(fixes, NOW), NOW);
  const options = {
    units,
    pinnedUnitId: null,
    buffer: labelled,
    bounds: [118.3, 34.3, 118.4, 34.4] as const,
    zoom: 14,
    nowMs: NOW,
    isShown: () => true,
    obstacles: [],
    language: 'zh-CN' as const,
  };
  const idsOf = (found: ReturnType<typeof findLabelledUnits>): number[] => found.map(({ unit }) => unit.id);

  it('names units in view where the name covers no other mark', () => {
    // Unit 1's name would lie over unit 2, unit 3 is out of view.
    expect(idsOf(findLabelledUnits(options))).toEqual([2]);
    expect(idsOf(findLabelledUnits({ ...options, zoom: 18 }))).toEqual([1, 2]);
    expect(idsOf(findLabelledUnits({ ...options, zoom: 18, obstacles: [markObstacle([118.35105, 34.37])] }))).toEqual([
      1,
    ]);
    expect(idsOf(findLabelledUnits({ ...options, isShown: () => false }))).toEqual([]);
  });

  it('leaves the names of lookouts and towns free', () => {
    const town = nameObstacle([118.3512, 34.37], '新安街道', 15);
    expect(idsOf(findLabelledUnits({ ...options, zoom: 17, obstacles: [town] }))).toEqual([1]);
    expect(
      idsOf(findLabelledUnits({ ...options, zoom: 17, obstacles: [{ ...town, place: [118.3512, 34.371] }] })),
    ).toEqual([1, 2]);
  });

  it('names the pinned unit in any case', () => {
    expect(idsOf(findLabelledUnits({ ...options, pinnedUnitId: 1 }))).toContain(1);
  });
});

describe('paintSurface', () => {
  const values = (bytes: number[]): string => btoa(String.fromCharCode(...bytes));

  it('is clear at zero and grows stronger', () => {
    const pixels = paintSurface({ columns: 3, rows: 1, values: values([0, 128, 255]) }, 'dark')!;
    expect(pixels[3]).toBe(0);
    expect(pixels[7]!).toBeGreaterThan(50);
    expect(pixels[11]!).toBeGreaterThan(pixels[7]!);
    expect(pixels[11]!).toBeLessThan(255);
  });

  it('does not paint values that do not fill the grid', () => {
    expect(paintSurface({ columns: 3, rows: 2, values: values([1, 2, 3]) }, 'dark')).toBeNull();
  });
});

describe('splitTrack', () => {
  it('breaks a track at a silence', () => {
    expect(splitTrack(track).map(({ length }) => length)).toEqual([2, 1]);
  });
});

describe('isPulsing', () => {
  it('ends after three pulses', () => {
    expect(isPulsing(NOW, NOW + 3 * PULSE.periodMs - 1)).toBe(true);
    expect(isPulsing(NOW, NOW + 3 * PULSE.periodMs)).toBe(false);
  });
});
