import { DEFAULT_COVERAGE_VIEW, HOUR_WEEKS, TOOL_TABS, type LinkedCoverage } from './coverage/coverage-view.store.ts';
import { formatCompare, formatWindow, parseCompare, parseWindow } from './coverage/window-choice.ts';
import { DEFAULT_HOTSPOT_ROOM_VIEW, HOTSPOT_TABS, type LinkedHotspotRoom } from './hotspots/hotspot-room-view.store.ts';
import { LAYER_IDS, SELECTION_KINDS, type LayerId, type Selection } from './view.store.ts';

/** What of the view stands in the address, beside the camera (`c`, map/camera-url.ts) and the workspace (the path, workspace.ts). */
export interface LinkedView {
  /** Null in a link that does not say: the viewer's own choice is kept. */
  layers: readonly LayerId[] | null;
  selection: Selection | null;
  followUnitId: number | null;
  trackUnitId: number | null;
  wall: boolean;
  /** Null = the default parameters. */
  hotspots: { windowDays: number; bandwidthMeters: number; source: 'reported' | 'found' | 'any' } | null;
  coverage: LinkedCoverage;
  hotspotRoom: LinkedHotspotRoom;
}

const HOTSPOT_SOURCES = ['reported', 'found', 'any'] as const;

function parseId(text: string | null | undefined): number | null {
  return text && /^[1-9]\d{0,9}$/.test(text) ? Number(text) : null;
}

function parseSelection(text: string | null): Selection | null {
  const [kindText, idText] = text?.split(':') ?? [];
  const kind = SELECTION_KINDS.find((known) => known === kindText);
  const id = parseId(idText);
  return kind && id !== null ? { kind, id } : null;
}

function parseHotspots(text: string | null): LinkedView['hotspots'] {
  const [days, bandwidth, sourceText] = text?.split(':') ?? [];
  const windowDays = parseId(days);
  const bandwidthMeters = parseId(bandwidth);
  const source = HOTSPOT_SOURCES.find((known) => known === sourceText);
  if (!windowDays || !bandwidthMeters || !source || windowDays > 365 || bandwidthMeters < 100 || bandwidthMeters > 5000)
    return null;
  return { windowDays, bandwidthMeters, source };
}

const matching = (text: string | null, pattern: RegExp): string | null =>
  text !== null && pattern.test(text) ? text : null;

function parseCoverage(parameters: URLSearchParams): LinkedCoverage {
  return {
    areaId: matching(parameters.get('a'), /^(?:jurisdiction|(?:branch|key-area):[1-9]\d{0,9})$/),
    tab: TOOL_TABS.find((tab) => tab === parameters.get('tab')) ?? DEFAULT_COVERAGE_VIEW.tab,
    window: parseWindow(parameters.get('win')) ?? DEFAULT_COVERAGE_VIEW.window,
    compare: parseCompare(parameters.get('cmp')),
    hourWeeks: HOUR_WEEKS.find((weeks) => String(weeks) === parameters.get('hw')) ?? DEFAULT_COVERAGE_VIEW.hourWeeks,
    planId: parseId(parameters.get('plan')),
    jobId: matching(parameters.get('job'), /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/),
    revisit: matching(parameters.get('rv'), /^[\w.:~-]{1,100}$/),
  };
}

/** Whatever a tool says in its own words. */
const OWN_WORDS = /^[\w.:,~-]{1,400}$/;

function parseHotspotRoom(parameters: URLSearchParams): LinkedHotspotRoom {
  return {
    tab: HOTSPOT_TABS.find((tab) => tab === parameters.get('ht')) ?? DEFAULT_HOTSPOT_ROOM_VIEW.tab,
    filter: matching(parameters.get('hf'), OWN_WORDS),
    method: matching(parameters.get('hm'), OWN_WORDS),
    compare: matching(parameters.get('hc'), OWN_WORDS),
    areas: matching(parameters.get('ha'), OWN_WORDS),
    hotspotId: parseId(parameters.get('hs')),
  };
}

/** The view in a query string. Never throws: what cannot be understood is left at its default. */
export function parseView(search: string): LinkedView {
  const parameters = new URLSearchParams(search);
  const layers = parameters.get('l');
  const named = new Set(layers?.split(','));
  return {
    layers: layers === null ? null : LAYER_IDS.filter((id) => named.has(id)),
    selection: parseSelection(parameters.get('s')),
    followUnitId: parseId(parameters.get('f')),
    trackUnitId: parseId(parameters.get('t')),
    wall: parameters.get('w') === '1',
    hotspots: parseHotspots(parameters.get('h')),
    coverage: parseCoverage(parameters),
    hotspotRoom: parseHotspotRoom(parameters),
  };
}

/** Every parameter of ours in the order in which it is written; null = at its default, left out. */
function parametersOf({
  layers,
  selection,
  followUnitId,
  trackUnitId,
  wall,
  hotspots,
  coverage,
  hotspotRoom,
}: LinkedView): Record<string, string | number | null> {
  return {
    l: layers && LAYER_IDS.filter((id) => layers.includes(id)).join(','),
    s: selection && `${selection.kind}:${selection.id}`,
    f: followUnitId,
    t: trackUnitId,
    w: wall ? 1 : null,
    h: hotspots && `${hotspots.windowDays}:${hotspots.bandwidthMeters}:${hotspots.source}`,
    a: coverage.areaId,
    tab: coverage.tab === DEFAULT_COVERAGE_VIEW.tab ? null : coverage.tab,
    win: coverage.window === DEFAULT_COVERAGE_VIEW.window ? null : formatWindow(coverage.window),
    cmp: formatCompare(coverage.compare),
    hw: coverage.hourWeeks === DEFAULT_COVERAGE_VIEW.hourWeeks ? null : coverage.hourWeeks,
    plan: coverage.planId,
    job: coverage.jobId,
    rv: coverage.revisit,
    ht: hotspotRoom.tab === DEFAULT_HOTSPOT_ROOM_VIEW.tab ? null : hotspotRoom.tab,
    hf: hotspotRoom.filter,
    hm: hotspotRoom.method,
    hc: hotspotRoom.compare,
    ha: hotspotRoom.areas,
    hs: hotspotRoom.hotspotId,
  };
}

/** The query string with the view put in; everything else in it (the camera) stays as it is. */
export function withView(search: string, view: LinkedView): string {
  const own = parametersOf(view);
  const kept = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !Object.hasOwn(own, part.split('=')[0] ?? ''));
  const parts = [
    ...kept,
    ...Object.entries(own).flatMap(([name, value]) => (value === null ? [] : [`${name}=${value}`])),
  ];
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
