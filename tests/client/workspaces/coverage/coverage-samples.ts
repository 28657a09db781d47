import i18next, { type TFunction } from 'i18next';
import type {
  AreaCoverage,
  CoverageFigures,
  CoverageWindow,
  HourOfWeek,
  TrackedGap,
} from '@liaowang/shared/schemas/coverage';
import type { TableNames } from '../../../../client/src/workspaces/coverage/export-tables.ts';
import { localName } from '../../../../client/src/lib/use-language.ts';
import { en, zhCN } from '../../../support/catalogues.ts';

const catalogues = i18next.createInstance();
await catalogues.init({
  lng: 'zh-CN',
  fallbackLng: false,
  resources: { 'zh-CN': { translation: zhCN }, en: { translation: en } },
  interpolation: { escapeValue: false },
});

export function createNames(language: 'zh-CN' | 'en'): TableNames {
  return {
    t: catalogues.getFixedT(language) as TFunction,
    timeZone: 'Asia/Shanghai',
    localName: (name) => localName(name, language),
    branchName: (id) => (id === null ? '' : `B${id}`),
    lookoutName: (id) => `L${id}`,
    unitName: (id) => `U${id}`,
  };
}

export function createArea(areaId: string, facts: Partial<AreaCoverage> = {}): AreaCoverage {
  return {
    areaId,
    name: { zh: `区域 ${areaId}`, en: `Area ${areaId}` },
    branchId: null,
    areaSquareMeters: 2e6,
    observedAreaSquareMeters: 1e6,
    share: 0.5,
    incidentShare: 0.25,
    incidentWeight: 40,
    householdShare: null,
    households: 0,
    gapCount: 2,
    largestGap: { areaSquareMeters: 12_345, labelPoint: [118.35, 34.37], bounds: [118.34, 34.36, 118.36, 34.38] },
    ...facts,
  };
}

export const createFigures = (areas: AreaCoverage[]): CoverageFigures => ({
  computedAt: '2026-11-24T04:03:00.000Z',
  computeMs: 3,
  observers: { lookouts: 22, units: 280 },
  isNight: false,
  keyAreaShare: 0.5,
  keyAreaShareHourAgo: null,
  areas,
});

export function createWindow(
  areas: Array<[areaId: string, meanShare: number | null]>,
  facts: Partial<CoverageWindow> = {},
): CoverageWindow {
  return {
    from: '2026-11-17T05:00:00.000Z',
    to: '2026-11-24T05:00:00.000Z',
    recordedHours: 160,
    hours: 168,
    isSimulated: false,
    areas: areas.map(([areaId, meanShare]) => ({
      areaId,
      meanShare,
      meanIncidentShare: meanShare,
      meanHouseholdShare: null,
      worstHour: meanShare === null ? null : { hour: '2026-11-22T19:00:00.000Z', meanShare: meanShare / 2 },
      trend: [meanShare],
    })),
    ...facts,
  };
}

export function createGap(gapId: number, facts: Partial<TrackedGap> = {}): TrackedGap {
  return {
    gapId,
    areaId: 'key-area:1',
    branchId: 4,
    areaSquareMeters: 25_000,
    labelPoint: [118.3512345678, 34.3712345678],
    openedAt: '2026-11-24T03:38:00.000Z',
    openedEarlier: false,
    incidentWeight: 7,
    households: 120,
    nearestLookout: { lookoutId: 3, distanceMeters: 412.4 },
    nearestPatrols: [{ unitId: 9, distanceMeters: 800.6, travelSeconds: 800 }],
    ...facts,
  };
}

export const createHours = (areaId: string): HourOfWeek => ({
  areaId,
  weeks: 8,
  isSimulated: false,
  cells: Array.from({ length: 168 }, (_, cell) => ({
    meanShare: cell === 1 ? null : cell / 168,
    meanIncidentShare: null,
    hours: cell === 1 ? 0 : 8,
  })),
});
