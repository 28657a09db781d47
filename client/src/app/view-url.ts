import { LAYER_IDS, SELECTION_KINDS, type LayerId, type Selection } from './view.store.ts';

/** What of the view stands in the address, beside the camera (`c`, map/camera-url.ts). */
export interface LinkedView {
  /** Null in a link that does not say: the viewer's own choice is kept. */
  layers: readonly LayerId[] | null;
  selection: Selection | null;
  followUnitId: number | null;
  trackUnitId: number | null;
  wall: boolean;
  /** Null = the default parameters. */
  hotspots: { windowDays: number; bandwidthMeters: number; source: 'reported' | 'found' | 'any' } | null;
}

const OWN_PARAMETERS = ['l', 's', 'f', 't', 'w', 'h'];
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
  if (!windowDays || !bandwidthMeters || !source || windowDays > 365 || bandwidthMeters < 100 || bandwidthMeters > 5000) return null;
  return { windowDays, bandwidthMeters, source };
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
  };
}

/** The query string with the view put in; everything else in it (the camera) stays as it is. */
export function withView(search: string, view: LinkedView): string {
  const kept = search.replace(/^\?/, '').split('&').filter((part) => part !== '' && !OWN_PARAMETERS.includes(part.split('=')[0] ?? ''));
  const own: string[] = [];
  if (view.layers !== null) own.push(`l=${LAYER_IDS.filter((id) => view.layers?.includes(id)).join(',')}`);
  if (view.selection) own.push(`s=${view.selection.kind}:${view.selection.id}`);
  if (view.followUnitId !== null) own.push(`f=${view.followUnitId}`);
  if (view.trackUnitId !== null) own.push(`t=${view.trackUnitId}`);
  if (view.wall) own.push('w=1');
  if (view.hotspots) own.push(`h=${view.hotspots.windowDays}:${view.hotspots.bandwidthMeters}:${view.hotspots.source}`);
  const parts = [...kept, ...own];
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}
